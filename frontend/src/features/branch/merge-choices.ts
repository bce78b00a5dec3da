import type { MergeChoiceInput, MergePreviewQuery, MergeSide } from '@/gql/graphql';

export type MergePreview = NonNullable<MergePreviewQuery['mergePreview']>;
export type MergeConflict = MergePreview['conflicts'][number];

/** One choice for each field in conflict, by what it is about. */
export type Choices = ReadonlyMap<string, MergeChoiceInput>;

type Field = Pick<MergeChoiceInput, 'id' | 'field'>;

export function keyOf({ id, field }: Field): string {
  return `${id} ${field}`;
}

export function chosen(choices: Choices, { id, field }: Field, take: MergeSide): Choices {
  return new Map(choices).set(keyOf({ id, field }), { id, field, take });
}

export function allChosen(choices: Choices, conflicts: readonly Field[], take: MergeSide): Choices {
  return conflicts.reduce((present, conflict) => chosen(present, conflict, take), choices);
}

/** The conflicts with what was chosen here, before the server has answered to it. */
export function withChoices(conflicts: readonly MergeConflict[], choices: Choices): readonly MergeConflict[] {
  return conflicts.map((conflict) => ({ ...conflict, choice: choices.get(keyOf(conflict))?.take ?? conflict.choice }));
}

/** How many conflicts still need a choice, as the server sees it: a choice can raise new ones. */
export function openOf(conflicts: readonly MergeConflict[]): number {
  return conflicts.filter(({ choice }) => choice === null).length;
}
