import { secondsOf, type Rate } from '@/time/frame-rate';

/** Where music lies on the timeline. */
export interface Placed {
  /** The frame at which it begins; below 0 it began before. */
  readonly offset: number;
  readonly seconds: number;
}

/** What a player needs of an audio element. */
export type Playable = Pick<HTMLAudioElement, 'currentTime' | 'paused' | 'seeking' | 'readyState' | 'playbackRate' | 'play' | 'pause'>;

interface Heads {
  readonly playhead: number;
  readonly speed: number;
}

const enough = 2;
/** Farther than this, in seconds, the playhead was put elsewhere. */
const apart = 0.2;
const fastest = 4;

/** The second of the music that belongs to the playhead; null where it is silent. */
export function secondAt({ playhead, speed }: Heads, { offset, seconds }: Placed, rate: Rate): number | null {
  const second = secondsOf(playhead - offset, rate);
  return speed > 0 && speed <= fastest && second >= 0 && second < seconds ? second : null;
}

/** Lets an audio element play along, and the playhead follow what is heard. */
export function playAlong(audio: Playable, music: Placed, rate: Rate) {
  let isRefused = false;

  function start() {
    audio.play().catch((error: unknown) => {
      // Being paused before it began is no refusal.
      if (!(error instanceof DOMException && error.name === 'AbortError')) isRefused = true;
    });
  }

  return {
    /** To be told whenever playhead or speed are others. */
    follow(heads: Heads): void {
      const second = secondAt(heads, music, rate);
      if (second === null) {
        isRefused = false;
        if (!audio.paused) audio.pause();
        return;
      }
      if (audio.playbackRate !== heads.speed) audio.playbackRate = heads.speed;
      if (audio.paused || Math.abs(audio.currentTime - second) > apart * heads.speed) audio.currentTime = second;
      if (audio.paused && !isRefused) start();
    },
    /** The frame that is heard; `waiting` while it is about to be, null where the music says nothing. */
    clock(heads: Heads): number | 'waiting' | null {
      if (isRefused || secondAt(heads, music, rate) === null) return null;
      if (audio.paused || audio.seeking || audio.readyState < enough) return 'waiting';
      return music.offset + (audio.currentTime * rate.numerator) / rate.denominator;
    },
  };
}

export type Player = ReturnType<typeof playAlong>;
