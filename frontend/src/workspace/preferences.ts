import { create } from 'zustand';
import { persist, type PersistStorage } from 'zustand/middleware';
import type { TimeUnit } from '@/time/timecode';

export const zoomRange = { least: 2, most: 50 } as const;

export type Panel = 'inspector' | 'history';

export interface Preferences {
  /** Pixels per second. */
  readonly zoom: number;
  readonly unit: TimeUnit;
  readonly isSnapping: boolean;
  readonly panel: Panel | null;
  readonly isOutlineOpen: boolean;
  /** Whether the bar with the slider through the history shows. */
  readonly isHistoryBarOpen: boolean;
  /** Of the music, from 0 to 1. */
  readonly volume: number;
  readonly isMuted: boolean;
}

export const defaults: Preferences = { zoom: 24, unit: 'timecode', isSnapping: true, panel: 'inspector', isOutlineOpen: true, isHistoryBarOpen: false, volume: 0.8, isMuted: false };

export function clampZoom(zoom: number): number {
  return Math.min(zoomRange.most, Math.max(zoomRange.least, zoom));
}

const checks: { [Key in keyof Preferences]: (value: unknown) => boolean } = {
  zoom: (value) => typeof value === 'number' && value >= zoomRange.least && value <= zoomRange.most,
  unit: (value) => value === 'timecode' || value === 'seconds' || value === 'frames',
  isSnapping: (value) => typeof value === 'boolean',
  panel: (value) => value === null || value === 'inspector' || value === 'history',
  isOutlineOpen: (value) => typeof value === 'boolean',
  isHistoryBarOpen: (value) => typeof value === 'boolean',
  volume: (value) => typeof value === 'number' && value >= 0 && value <= 1,
  isMuted: (value) => typeof value === 'boolean',
};

/** What was stored, with the default in place of everything that is not what it should be. */
export function repaired(stored: unknown): Preferences {
  if (typeof stored !== 'object' || stored === null) return defaults;
  const values = stored as Record<string, unknown>;
  const kept = Object.entries(checks).filter(([key, isRight]) => key in values && isRight(values[key]));
  return { ...defaults, ...Object.fromEntries(kept.map(([key]) => [key, values[key]])) };
}

const storage: PersistStorage<Preferences> = {
  getItem: (name) => {
    try {
      return { state: repaired(JSON.parse(localStorage.getItem(name) ?? 'null')) };
    } catch {
      return { state: defaults };
    }
  },
  setItem: (name, { state }) => {
    try {
      localStorage.setItem(name, JSON.stringify(state));
    } catch {
      // A full or forbidden storage only means that the next visit starts with the defaults.
    }
  },
  removeItem: (name) => localStorage.removeItem(name),
};

export const usePreferences = create<Preferences>()(persist(() => defaults, { name: 'storyboard', storage }));
