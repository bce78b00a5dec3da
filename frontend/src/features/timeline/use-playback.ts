import { useEffect } from 'react';
import type { Rate } from '@/time/frame-rate';
import { useStage } from '@/workspace/stage';

/** Seconds that music may take to begin before the playhead goes on without it. */
const patience = 2;

/** What the playhead goes by: a frame, nothing, or the news that a frame will come soon. */
export type Clock = () => number | 'waiting' | null;

/** Carries the playhead while the speed is not 0, and stops it at either end: by the clock where that says something, else in real time. */
export function usePlayback(rate: Rate, length: number, clock: Clock): void {
  const speed = useStage((stage) => stage.speed);
  useEffect(() => {
    if (speed === 0) return;
    const origin = { at: performance.now(), frame: useStage.getState().playhead };
    let expected = origin.frame;
    let waitsSince: number | null = null;
    let request = requestAnimationFrame(tick);

    function tick(now: number) {
      const { playhead } = useStage.getState();
      // Somebody put the playhead elsewhere: go on from there.
      if (playhead !== expected) Object.assign(origin, { at: now, frame: playhead });
      const heard = clock();
      waitsSince = heard === 'waiting' ? (waitsSince ?? now) : null;
      const isWaiting = waitsSince !== null && now - waitsSince < patience * 1000;
      if (typeof heard === 'number' || isWaiting) Object.assign(origin, { at: now, frame: typeof heard === 'number' ? heard : playhead });
      const elapsed = ((now - origin.at) / 1000) * speed;
      const frame = Math.round(origin.frame + (elapsed * rate.numerator) / rate.denominator);
      expected = Math.min(length, Math.max(0, frame));
      const isOver = speed > 0 ? frame >= length : frame <= 0;
      useStage.setState({ playhead: expected, ...(isOver && { speed: 0 }) });
      if (!isOver) request = requestAnimationFrame(tick);
    }

    return () => cancelAnimationFrame(request);
  }, [speed, rate, length, clock]);
}
