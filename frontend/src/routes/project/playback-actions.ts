import { ChevronFirst, ChevronLast, Play, Volume2, VolumeX } from 'lucide-react';
import type { Action } from '@/actions/registry';
import { usePreferences } from '@/workspace/preferences';
import { movePlayhead, useStage } from '@/workspace/stage';

const fastest = 8;

/** J and L: turn round, or go twice as fast in the same direction. */
export function nextSpeed(speed: number, direction: 1 | -1): number {
  return speed * direction > 0 ? Math.min(fastest, Math.abs(speed) * 2) * direction : direction;
}

function setSpeed(change: (speed: number) => number): void {
  useStage.setState(({ speed }) => ({ speed: change(speed) }));
}

function step(frames: number): void {
  movePlayhead(useStage.getState().playhead + frames);
}

/** The action whose icon shows whether music is heard. */
export function muteAction(isMuted: boolean, hasMusic: boolean): Action {
  const run = () => usePreferences.setState({ isMuted: !isMuted });
  return { id: 'mute', label: 'Music on or off', group: 'Playback', icon: isMuted ? VolumeX : Volume2, shortcuts: ['m'], when: () => hasMusic, run };
}

interface Played {
  /** Frames until nothing more is to be seen or heard. */
  end: number;
  length: number;
  /** Frames in a second of the clock. */
  nominal: number;
}

export function playbackActions({ end, length, nominal }: Played): readonly Action[] {
  function play() {
    const { playhead, speed } = useStage.getState();
    if (speed === 0 && playhead >= end) movePlayhead(0);
    setSpeed((present) => (present === 0 ? 1 : 0));
  }
  const group = 'Playback';
  return [
    { id: 'play', label: 'Play or pause', group, icon: Play, shortcuts: ['space'], run: play },
    { id: 'forward', label: 'Play forward, faster each time', group, shortcuts: ['l'], run: () => setSpeed((speed) => nextSpeed(speed, 1)) },
    { id: 'stop', label: 'Stop', group, shortcuts: ['k'], run: () => setSpeed(() => 0) },
    { id: 'backward', label: 'Play backward, faster each time', group, shortcuts: ['j'], run: () => setSpeed((speed) => nextSpeed(speed, -1)) },
    { id: 'frame-back', label: 'One frame back', group, shortcuts: ['arrowleft'], run: () => step(-1) },
    { id: 'frame-on', label: 'One frame on', group, shortcuts: ['arrowright'], run: () => step(1) },
    { id: 'second-back', label: 'One second back', group, shortcuts: ['shift+arrowleft'], run: () => step(-nominal) },
    { id: 'second-on', label: 'One second on', group, shortcuts: ['shift+arrowright'], run: () => step(nominal) },
    { id: 'go-start', label: 'Go to the start', group, icon: ChevronFirst, shortcuts: ['home'], run: () => movePlayhead(0) },
    { id: 'go-end', label: 'Go to the end', group, icon: ChevronLast, shortcuts: ['end'], run: () => movePlayhead(length) },
  ];
}
