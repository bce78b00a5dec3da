import { useEffect } from 'react';
import type { Rate } from '@/time/frame-rate';
import { useStage } from '@/workspace/stage';

/** Carries the playhead in real time while the speed is not 0, and stops it at either end. */
export function usePlayback(rate: Rate, length: number): void {
  const speed = useStage((stage) => stage.speed);
  useEffect(() => {
    if (speed === 0) return;
    const origin = { at: performance.now(), frame: useStage.getState().playhead };
    let expected = origin.frame;
    let request = requestAnimationFrame(tick);

    function tick(now: number) {
      const { playhead } = useStage.getState();
      // Somebody put the playhead elsewhere: go on from there.
      if (playhead !== expected) Object.assign(origin, { at: now, frame: playhead });
      const elapsed = ((now - origin.at) / 1000) * speed;
      const frame = Math.round(origin.frame + (elapsed * rate.numerator) / rate.denominator);
      expected = Math.min(length, Math.max(0, frame));
      const isOver = speed > 0 ? frame >= length : frame <= 0;
      useStage.setState({ playhead: expected, ...(isOver && { speed: 0 }) });
      if (!isOver) request = requestAnimationFrame(tick);
    }

    return () => cancelAnimationFrame(request);
  }, [speed, rate, length]);
}
