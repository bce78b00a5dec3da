import { useEffect, useState } from 'react';
import { useQuery } from 'urql';
import { describeFailure } from '@/api/command';
import type { NamingPreviewQuery } from '@/gql/graphql';
import { TextField } from '@/ui/field';
import { namingPreviewQuery } from './naming-operations';

type Preview = NonNullable<NamingPreviewQuery['project']>['namingPreview'];

interface NamingFieldProps {
  projectId: string;
  value: string;
  onValue: (value: string) => void;
  /** What the server said when the settings were sent. */
  error: string | null | undefined;
  isLocked: boolean;
}

const shownNames = 4;
const pause = 250;

const tokens = [
  { token: '{scene:03*10}', meaning: 'Number of the scene: three digits, in steps of ten.' },
  { token: '{shot:04*10}', meaning: 'Number of the shot in its scene. It cannot be left out.' },
  { token: '{project}', meaning: 'Name of the project, in plain letters. In names of files only, as are those below.' },
  { token: '{alternate}', meaning: 'A1, A2 … of an alternate; nothing for an original.' },
  { token: '{take}', meaning: 'Number of the take that a file is of.' },
  { token: '{version:02}', meaning: 'Which export of the project it is, from 1.' },
  { token: '{date}', meaning: 'Day of the export, such as 20260131.' },
] as const;

/** The pattern, what it makes of the first shots while it is typed, and help for its tokens. */
export function NamingField({ projectId, value, onValue, error, isLocked }: NamingFieldProps) {
  const settled = useSettled(value);
  const [{ data, error: failure }] = useQuery({ query: namingPreviewQuery, variables: { projectId, pattern: settled, first: shownNames } });
  const preview = data?.project?.namingPreview;
  const refusal = preview?.problems.find(({ isRefusal }) => isRefusal);
  const hint = isLocked ? 'The shot list is confirmed with it. Unlock the shot list to change it.' : undefined;
  return (
    <div className="flex flex-col gap-2">
      <TextField
        label="Naming convention"
        className="tabular"
        spellCheck={false}
        disabled={isLocked}
        value={value}
        onChange={(event) => onValue(event.currentTarget.value)}
        hint={hint}
        error={refusal?.message ?? error}
      />
      {failure && <p className="text-xs text-danger">{describeFailure(failure)}</p>}
      {preview && <Names preview={preview} pattern={settled} />}
      {!isLocked && <Tokens onToken={(token) => onValue(`${value}${value === '' || value.endsWith('_') ? '' : '_'}${token}`)} />}
    </div>
  );
}

/** The value as soon as nobody types any more. */
function useSettled(value: string): string {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), pause);
    return () => clearTimeout(timer);
  }, [value]);
  return settled;
}

/** The part of a pattern up to a column, and the rest. */
function dividedAt(pattern: string, column: number): [string, string] {
  return [pattern.slice(0, column - 1), pattern.slice(column - 1)];
}

function Names({ preview, pattern }: { preview: Preview; pattern: string }) {
  const wrongAt = preview.problems.find(({ column }) => column !== null)?.column;
  if (wrongAt) {
    const [right, wrong] = dividedAt(pattern, wrongAt);
    return (
      <p className="tabular rounded-lg bg-well px-3 py-2 text-xs break-all" aria-hidden>
        <span className="text-muted">{right}</span>
        <span className="text-danger underline decoration-wavy underline-offset-4">{wrong}</span>
      </p>
    );
  }
  if (preview.names.length === 0) return null;
  const isMadeUp = preview.names.some(({ clipId }) => clipId === null);
  return (
    <div className="rounded-lg bg-well px-3 py-2 text-xs">
      <ul aria-label="Preview of names" className="flex flex-col gap-1">
        {preview.names.map(({ code, file, name }) => (
          <li key={code} className="grid grid-cols-[minmax(0,4fr)_minmax(0,3fr)_minmax(0,7fr)] gap-3">
            <span className="tabular truncate font-medium text-ink">{code}</span>
            <span className="truncate text-muted">{name}</span>
            <span className="tabular truncate text-faint" title={file}>
              {file}
            </span>
          </li>
        ))}
      </ul>
      <p className="mt-1.5 text-faint">
        {isMadeUp ? 'Made up scenes and clips, because the project has none yet; on the right' : 'The first shots; on the right'} a file of an alternate.
      </p>
      {preview.problems.map(({ message }) => (
        <p key={message} className="mt-1 text-muted">
          {message}
        </p>
      ))}
    </div>
  );
}

function Tokens({ onToken }: { onToken: (token: string) => void }) {
  return (
    <details className="text-xs">
      <summary className="cursor-pointer text-muted hover:text-ink">Tokens</summary>
      <dl className="mt-1.5 grid grid-cols-[auto_1fr] gap-x-3 gap-y-1">
        {tokens.map(({ token, meaning }) => (
          <div key={token} className="contents">
            <dt>
              <button type="button" aria-label={`Add ${token}`} onClick={() => onToken(token)} className="tabular rounded bg-raised px-1.5 text-accent hover:bg-hover">
                {token}
              </button>
            </dt>
            <dd className="text-muted">{meaning}</dd>
          </div>
        ))}
      </dl>
      <p className="mt-1.5 text-faint">Other letters, digits, _, - and points stand for themselves. A token that has nothing to say is left out with what is before it.</p>
    </details>
  );
}
