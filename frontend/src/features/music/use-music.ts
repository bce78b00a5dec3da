import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { ProjectMusicFragment } from '@/gql/graphql';
import type { Rate } from '@/time/frame-rate';
import { toast } from '@/ui/toast';
import { usePreferences } from '@/workspace/preferences';
import { useStage } from '@/workspace/stage';
import { playAlong, type Player } from './player';

/** The frame that the music stands at; see `playAlong`. */
export type MusicClock = () => ReturnType<Player['clock']>;

function listenTo(address: string): HTMLAudioElement {
  const audio = new Audio(address);
  audio.preload = 'metadata';
  return audio;
}

/** Lets the music play with the playhead. Its clock is what the playhead goes by. */
export function useMusic(music: ProjectMusicFragment | null, rate: Rate): MusicClock {
  const player = useRef<Player | null>(null);
  const [address, renew] = useAddress(music);
  const { offset = 0, seconds = 0, name = '' } = music ?? {};
  const audio = useMemo(() => (address === null ? null : listenTo(address)), [address]);

  useEffect(() => {
    if (!audio) return;
    const setVolume = ({ volume, isMuted } = usePreferences.getState()) => {
      audio.volume = isMuted ? 0 : volume;
    };
    setVolume();
    return usePreferences.subscribe(setVolume);
  }, [audio]);

  useEffect(() => {
    if (!audio) return;
    const complain = () => renew() || toast(`“${name}” cannot be played here. Its file is gone, or this browser does not know its type.`, 'danger', undefined, 'music');
    audio.addEventListener('error', complain);
    return () => audio.removeEventListener('error', complain);
  }, [audio, name, renew]);

  useEffect(() => {
    if (!audio) return;
    const made = playAlong(audio, { offset, seconds }, rate);
    player.current = made;
    made.follow(useStage.getState());
    const stop = useStage.subscribe(made.follow);
    return () => {
      stop();
      player.current = null;
      audio.pause();
    };
  }, [audio, offset, seconds, rate]);

  return useMemo(() => () => player.current?.clock(useStage.getState()) ?? null, []);
}

/** Addresses are signed anew now and then: the one in use is kept while it is good, for nothing has to be loaded again. */
function useAddress(music: ProjectMusicFragment | null): readonly [address: string | null, renew: () => boolean] {
  const [kept, setKept] = useState(music);
  const isKept = kept?.digest === music?.digest;
  if (!isKept) setKept(music);
  const used = isKept ? kept : music;
  const renew = useCallback(() => {
    if (!music || music.url === used?.url) return false;
    setKept(music);
    return true;
  }, [music, used]);
  return [used?.url ?? null, renew];
}
