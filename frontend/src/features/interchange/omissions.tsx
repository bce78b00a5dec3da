import { plural } from './formats';
import type { Omission } from './import-edit';

/** What of a file was not taken, and why. */
export function Omissions({ omissions }: { omissions: readonly Omission[] }) {
  if (omissions.length === 0) return null;
  return (
    <section aria-label="What was not taken" className="mt-4">
      <h3 className="mb-1.5 font-semibold">Not taken: {plural(omissions.length, 'thing')}</h3>
      <ul className="max-h-64 divide-y divide-line overflow-y-auto rounded-lg border border-line bg-well">
        {omissions.map(({ what, where, reason }, index) => (
          <li key={`${index} ${what}`} className="px-3 py-2">
            <p>
              <span className="font-medium">{what}</span> {where && <span className="text-muted">in {where}</span>}
            </p>
            <p className="text-xs text-faint">{reason}</p>
          </li>
        ))}
      </ul>
    </section>
  );
}
