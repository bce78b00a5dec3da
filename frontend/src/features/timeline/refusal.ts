import { create } from 'zustand';
import type { Failure, Refusal } from '@/api/command';
import type { Place } from './gesture';

/** Why clips did not stay where they were put, and where the refused one was to go. */
export interface PlacingRefusal {
  readonly place: Place;
  readonly error: Refusal | Failure;
  /** Puts it into a free place instead. */
  readonly onTake: (place: Place) => void;
}

export const useRefusal = create<{ refusal: PlacingRefusal | null }>(() => ({ refusal: null }));

export function showRefusal(refusal: PlacingRefusal): void {
  useRefusal.setState({ refusal });
}

export function dismissRefusal(): void {
  useRefusal.setState({ refusal: null });
}
