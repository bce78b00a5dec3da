import { X } from 'lucide-react';
import { IconButton } from '@/ui/button';

interface Shown {
  readonly id: number;
  readonly name: string;
  readonly share: number;
  readonly failure: string | null;
}

/** Files on their way, and why some did not come in. */
export function UploadList({ uploads, onDismiss }: { uploads: readonly Shown[]; onDismiss: (id: number) => void }) {
  if (uploads.length === 0) return null;
  return (
    <ul aria-label="Uploads" className="flex flex-col gap-1.5">
      {uploads.map(({ id, name, share, failure }) => (
        <li key={id} className="flex items-center gap-2 rounded-md border border-line bg-raised px-2.5 py-1.5 text-xs">
          <span className="min-w-0 flex-1">
            <span className="block truncate font-medium">{name}</span>
            {failure ? (
              <span role="alert" className="text-danger">
                {failure}
              </span>
            ) : (
              <progress aria-label={`Upload of ${name}`} value={share} max={1} className="h-1.5 w-full accent-accent" />
            )}
          </span>
          {!failure && <span className="tabular text-faint">{share < 1 ? `${Math.round(share * 100)} %` : 'Looking'}</span>}
          {(failure ?? share < 1) && <IconButton icon={X} label={failure ? `Dismiss ${name}` : `Cancel ${name}`} className="size-6" onClick={() => onDismiss(id)} />}
        </li>
      ))}
    </ul>
  );
}
