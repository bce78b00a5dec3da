import { create } from 'zustand';
import type { Selection } from '@/workspace/stage';

/** Where something lay when it was copied. Frames; `start` counts from the project's first frame. */
export interface Copied {
  readonly id: string;
  readonly track: number;
  readonly start: number;
  readonly length: number;
}

/** What was copied or cut in this tab. It names things; what they hold is read when they are pasted. */
export interface Clipboard {
  readonly projectId: string;
  readonly kind: Selection['kind'];
  readonly isCut: boolean;
  readonly items: readonly Copied[];
}

export const useClipboard = create<{ clipboard: Clipboard | null }>(() => ({ clipboard: null }));

/** What was cut has gone where it was pasted: pasting once more makes copies of it. */
export function keepAsCopy(): void {
  useClipboard.setState(({ clipboard }) => ({ clipboard: clipboard && { ...clipboard, isCut: false } }));
}

/** Whether a thing was cut and waits to be pasted. */
export function isCutIn(clipboard: Clipboard | null, id: string): boolean {
  return clipboard?.isCut === true && clipboard.items.some((item) => item.id === id);
}
