import type { TransitionKind, WipeDirection } from '@/gql/graphql';

export const transitionLabels: Record<TransitionKind, string> = { CUT: 'Cut', FADE: 'Fade', DISSOLVE: 'Dissolve', WIPE: 'Wipe' };

export const wipeLabels: Record<WipeDirection, string> = { LEFT: 'Left', RIGHT: 'Right', UP: 'Up', DOWN: 'Down' };
