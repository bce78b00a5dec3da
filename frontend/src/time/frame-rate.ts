import type { FrameRate } from '@/gql/graphql';

/** An exact rate: frames per second is `numerator / denominator`, timecode counts `nominal` frames in a second. */
export interface Rate {
  readonly numerator: number;
  readonly denominator: number;
  readonly nominal: number;
  readonly isDropFrame: boolean;
}

function rate(numerator: number, denominator: number, nominal: number, isDropFrame = false): Rate {
  return { numerator, denominator, nominal, isDropFrame };
}

export const rates: Record<FrameRate, Rate> = {
  FPS_23_976: rate(24000, 1001, 24),
  FPS_24: rate(24, 1, 24),
  FPS_25: rate(25, 1, 25),
  FPS_29_97_NDF: rate(30000, 1001, 30),
  FPS_29_97_DF: rate(30000, 1001, 30, true),
  FPS_30: rate(30, 1, 30),
  FPS_50: rate(50, 1, 50),
  FPS_59_94_NDF: rate(60000, 1001, 60),
  FPS_59_94_DF: rate(60000, 1001, 60, true),
  FPS_60: rate(60, 1, 60),
};

export const rateLabels: Record<FrameRate, string> = {
  FPS_23_976: '23.976 fps',
  FPS_24: '24 fps',
  FPS_25: '25 fps',
  FPS_29_97_NDF: '29.97 fps, non-drop',
  FPS_29_97_DF: '29.97 fps, drop-frame',
  FPS_30: '30 fps',
  FPS_50: '50 fps',
  FPS_59_94_NDF: '59.94 fps, non-drop',
  FPS_59_94_DF: '59.94 fps, drop-frame',
  FPS_60: '60 fps',
};

export const frameRates = Object.keys(rates) as FrameRate[];

/** Real seconds that `frames` frames last. */
export function secondsOf(frames: number, { numerator, denominator }: Rate): number {
  return (frames * denominator) / numerator;
}

/** The frame that is showing after `seconds` real seconds. */
export function frameAt(seconds: number, { numerator, denominator }: Rate): number {
  return Math.floor((seconds * numerator) / denominator + 1e-6);
}
