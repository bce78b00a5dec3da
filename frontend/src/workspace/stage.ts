import { create } from 'zustand';

export interface Selection {
  readonly kind: 'scene' | 'clip';
  readonly id: string;
}

/** What this person is looking at in the open project. Gone with the page. */
export interface Stage {
  /** The one whose details show; always one of `marked`. */
  readonly selection: Selection | null;
  /** Ids of all that are selected; they are of one kind. */
  readonly marked: ReadonlySet<string>;
  /** Frames from the start of the project. */
  readonly playhead: number;
  /** 0 stands still, 1 plays, -2 rewinds at double speed. */
  readonly speed: number;
}

const opening: Stage = { selection: null, marked: new Set(), playhead: 0, speed: 0 };

export const useStage = create<Stage>(() => opening);

export function resetStage(): void {
  useStage.setState(opening);
}

/** Selects all of these, and nothing else; the last one's details show, unless another is named. */
export function selectAll(kind: Selection['kind'], ids: readonly string[], shown = ids.at(-1)): void {
  useStage.setState({ selection: shown === undefined ? null : { kind, id: shown }, marked: new Set(ids) });
}

export function select(kind: Selection['kind'], id: string): void {
  selectAll(kind, [id]);
}

/** Shows the details of one, without letting go of the others when it is one of the selected. */
export function attend(kind: Selection['kind'], id: string): void {
  const { marked, selection } = useStage.getState();
  if (!marked.has(id)) select(kind, id);
  else if (selection?.id !== id) useStage.setState({ selection: { kind, id } });
}

/** Takes one into the selection, or out of it. Scenes and clips are not selected together. */
export function toggleSelected(kind: Selection['kind'], id: string): void {
  const { marked, selection } = useStage.getState();
  if (selection?.kind !== kind) return select(kind, id);
  const others = [...marked].filter((other) => other !== id);
  if (!marked.has(id)) selectAll(kind, [...others, id]);
  else selectAll(kind, others, selection.id === id ? undefined : selection.id);
}

export function clearSelection(): void {
  useStage.setState({ selection: null, marked: opening.marked });
}

export function movePlayhead(frame: number): void {
  useStage.setState({ playhead: Math.max(0, Math.round(frame)) });
}
