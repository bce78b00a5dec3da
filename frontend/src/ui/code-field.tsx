import { DraftField, type SaveField } from '@/ui/draft-field';

interface CodeFieldProps {
  code: string;
  /** Whether it stays; otherwise it is what confirming the shot list would give. */
  isCoded: boolean;
  isAlternate: boolean;
  version: number;
  isDisabled: boolean;
  save: SaveField;
}

function hintOf({ isCoded, isAlternate }: Pick<CodeFieldProps, 'isCoded' | 'isAlternate'>): string {
  if (isAlternate) return 'That of its original, with its badge.';
  return isCoded ? 'It stays, and names files.' : 'A preview: it stays once the shot list is confirmed, or when you write one.';
}

/** The code of a scene or shot; an alternate has that of its original. */
export function CodeField({ code, isCoded, isAlternate, isDisabled, ...rest }: CodeFieldProps) {
  return <DraftField {...rest} label="Code" field="code" className="tabular" value={code} isDisabled={isDisabled || isAlternate} hint={hintOf({ isCoded, isAlternate })} />;
}
