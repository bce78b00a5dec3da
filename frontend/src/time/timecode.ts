import { secondsOf, type Rate } from '@/time/frame-rate';

const two = (value: number) => String(value).padStart(2, '0');

/** Drop-frame skips 2 numbers (4 at 59.94) at the start of every minute but each tenth. */
function droppedPerMinute({ nominal, isDropFrame }: Rate): number {
  return isDropFrame ? nominal / 15 : 0;
}

export function framesPerDay(rate: Rate): number {
  return 24 * 6 * (rate.nominal * 600 - droppedPerMinute(rate) * 9);
}

function countedFrames(frame: number, rate: Rate): number {
  const dropped = droppedPerMinute(rate);
  if (dropped === 0) return frame;
  const perMinute = rate.nominal * 60 - dropped;
  const perTenMinutes = rate.nominal * 600 - dropped * 9;
  const tens = Math.floor(frame / perTenMinutes);
  const rest = frame % perTenMinutes;
  const minutes = rest < dropped ? 0 : Math.floor((rest - dropped) / perMinute);
  return frame + dropped * (tens * 9 + minutes);
}

/** `01:00:00:00`, with a semicolon before the frames when drop-frame; wraps at 24 hours. */
export function formatTimecode(frame: number, rate: Rate): string {
  const day = framesPerDay(rate);
  const count = countedFrames(((frame % day) + day) % day, rate);
  const frames = count % rate.nominal;
  const seconds = Math.floor(count / rate.nominal);
  const clock = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60].map(two).join(':');
  return `${clock}${rate.isDropFrame ? ';' : ':'}${two(frames)}`;
}

/** The frame a timecode names, or null when it is not one at this rate (a dropped number, 25 frames at 24 fps …). */
export function parseTimecode(text: string, rate: Rate): number | null {
  const match = /^(\d{1,2})[:;.](\d{2})[:;.](\d{2})[:;.](\d{2})$/.exec(text.trim());
  if (!match) return null;
  const [hours, minutes, seconds, frames] = match.slice(1).map(Number) as [number, number, number, number];
  if (hours > 23 || minutes > 59 || seconds > 59 || frames >= rate.nominal) return null;
  const dropped = droppedPerMinute(rate);
  if (seconds === 0 && frames < dropped && minutes % 10 !== 0) return null;
  const totalMinutes = hours * 60 + minutes;
  const count = (totalMinutes * 60 + seconds) * rate.nominal + frames;
  return count - dropped * (totalMinutes - Math.floor(totalMinutes / 10));
}

/** The first frame of a full second of the timecode's clock, as near as drop-frame has one. */
export function frameOfClock(seconds: number, rate: Rate): number {
  const dropped = droppedPerMinute(rate);
  const minutes = Math.floor(seconds / 60);
  const isSkipped = seconds % 60 === 0 && minutes % 10 !== 0;
  return seconds * rate.nominal - dropped * (minutes - Math.floor(minutes / 10)) + (isSkipped ? dropped : 0);
}

export type TimeUnit = 'timecode' | 'seconds' | 'frames';

/** A place on the timeline as the person wants to read it; only timecode counts from the project's start. */
export function formatPlace(frame: number, rate: Rate, startFrame: number, unit: TimeUnit): string {
  if (unit === 'frames') return String(frame);
  if (unit === 'seconds') return `${secondsOf(frame, rate).toFixed(2)} s`;
  return formatTimecode(startFrame + frame, rate);
}

/** A length: timecode from zero, seconds or frames. */
export function formatLength(frames: number, rate: Rate, unit: TimeUnit): string {
  return formatPlace(frames, rate, 0, unit);
}

/** What a person typed for a place or length (timecode, `12.5 s` or plain frames) as frames, or null. */
export function parseLength(text: string, rate: Rate): number | null {
  const trimmed = text.trim();
  if (/^\d+$/.test(trimmed)) return Number(trimmed);
  const seconds = /^(\d+(?:\.\d+)?)\s*s$/.exec(trimmed);
  if (seconds) return Math.round((Number(seconds[1]) * rate.numerator) / rate.denominator);
  return parseTimecode(trimmed, rate);
}
