import { secondsOf, type Rate } from '@/time/frame-rate';
import { formatTimecode, frameOfClock, type TimeUnit } from '@/time/timecode';
import type { Scale } from './geometry';

export interface Tick {
  /** Pixels from the first frame. */
  readonly x: number;
  /** Only the larger ticks have one. */
  readonly label: string | null;
}

const secondSteps = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 1800, 3600];
const frameSteps = [10, 25, 50, 100, 250, 500, 1000, 2500, 5000, 10_000, 50_000];
const labelWidth: Record<TimeUnit, number> = { timecode: 104, seconds: 64, frames: 72 };
const parts = 5;

function stepFor(candidates: readonly number[], widthOfOne: number, unit: TimeUnit): number {
  return candidates.find((step) => step * widthOfOne >= labelWidth[unit]) ?? candidates.at(-1) ?? 1;
}

function clockLabel(seconds: number): string {
  if (seconds < 60) return `${seconds} s`;
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}

interface Marks {
  readonly step: number;
  readonly from: number;
  readonly to: number;
  readonly xOf: (value: number) => number;
  readonly labelOf: (value: number) => string;
}

function marked({ step, from, to, xOf, labelOf }: Marks): readonly Tick[] {
  const ticks: Tick[] = [];
  for (let index = Math.floor(from / step) * parts; (index * step) / parts <= to; index += 1) {
    const value = (index * step) / parts;
    const x = xOf(value);
    if (x >= 0) ticks.push({ x, label: index % parts === 0 ? labelOf(value) : null });
  }
  return ticks;
}

function frameOfSeconds(seconds: number, rate: Rate): number {
  return Number.isInteger(seconds) ? frameOfClock(seconds, rate) : Math.round(seconds * rate.nominal);
}

/** The ticks between two distances in pixels, with a label wherever there is room for one. */
export function ticksBetween(left: number, right: number, scale: Scale, startFrame: number, unit: TimeUnit): readonly Tick[] {
  const { rate, pixelsPerSecond } = scale;
  const perFrame = secondsOf(1, rate) * pixelsPerSecond;
  if (unit === 'frames') {
    const step = stepFor(frameSteps, perFrame, unit);
    return marked({ step, from: left / perFrame, to: right / perFrame, xOf: (frame) => frame * perFrame, labelOf: String });
  }
  const step = stepFor(secondSteps, pixelsPerSecond, unit);
  if (unit === 'seconds') {
    const xOf = (seconds: number) => seconds * pixelsPerSecond;
    return marked({ step, from: left / pixelsPerSecond, to: right / pixelsPerSecond, xOf, labelOf: clockLabel });
  }
  // Timecode ticks stand on full seconds of the clock, which need not be full seconds of the project.
  const offset = startFrame / rate.nominal;
  return marked({
    step,
    from: Math.max(0, left / pixelsPerSecond + offset - step),
    to: right / pixelsPerSecond + offset + step,
    xOf: (seconds) => (frameOfSeconds(seconds, rate) - startFrame) * perFrame,
    labelOf: (seconds) => formatTimecode(frameOfClock(seconds, rate), rate),
  });
}
