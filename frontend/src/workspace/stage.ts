import { create } from 'zustand';

export interface Selection {
  readonly kind: 'scene' | 'clip';
  readonly id: string;
}

/** What this person is looking at in the open project. Gone with the page. */
export interface Stage {
  readonly selection: Selection | null;
  /** Frames from the start of the project. */
  readonly playhead: number;
  /** 0 stands still, 1 plays, -2 rewinds at double speed. */
  readonly speed: number;
}

const opening: Stage = { selection: null, playhead: 0, speed: 0 };

export const useStage = create<Stage>(() => opening);

export function resetStage(): void {
  useStage.setState(opening);
}

export function select(kind: Selection['kind'], id: string): void {
  useStage.setState({ selection: { kind, id } });
}

export function clearSelection(): void {
  useStage.setState({ selection: null });
}

export function movePlayhead(frame: number): void {
  useStage.setState({ playhead: Math.max(0, Math.round(frame)) });
}
