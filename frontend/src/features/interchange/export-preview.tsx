import { CircleCheck, TriangleAlert } from 'lucide-react';
import type { ExportPreviewQuery } from '@/gql/graphql';
import type { Rate } from '@/time/frame-rate';
import { formatLength } from '@/time/timecode';
import { usePreferences } from '@/workspace/preferences';
import { describeSize, plural } from './formats';

export type Preview = Extract<ExportPreviewQuery['exportPreview'], { __typename: 'ExportPreview' }>;

/** What the file holds and what it leaves out, before it is downloaded. */
export function PreviewPart({ preview, rate }: { preview: Preview; rate: Rate }) {
  return (
    <div className="flex flex-col gap-4">
      <Structure {...{ preview, rate }} />
      <Omissions omissions={preview.omissions} />
    </div>
  );
}

function Structure({ preview, rate }: { preview: Preview; rate: Rate }) {
  const unit = usePreferences((preferences) => preferences.unit);
  const { fileName, size, scenes, clips, alternates, length, startTimecode, tracks } = preview;
  return (
    <section aria-label="What is in it">
      <h3 className="font-semibold">What is in it</h3>
      <p className="mt-0.5 text-muted">
        {plural(scenes, 'scene')}, {plural(clips, 'clip')}
        {alternates > 0 && ` and ${plural(alternates, 'alternate')}`}, <span className="tabular">{formatLength(length, rate, unit)}</span> from{' '}
        <span className="tabular">{startTimecode}</span>
      </p>
      <p className="truncate text-xs text-faint" title={fileName}>
        {fileName}, {size === null ? 'written as you download it' : describeSize(size)}
      </p>
      {tracks.length > 0 && (
        <div className="mt-2 max-h-52 overflow-auto rounded-lg border border-line bg-well">
          <table className="w-full text-right text-xs">
            <thead className="text-faint">
              <tr className="[&>th]:px-2.5 [&>th]:py-1.5 [&>th]:font-medium">
                <th scope="col" className="text-left">
                  Track
                </th>
                <th scope="col">Clips</th>
                <th scope="col">Alternates</th>
                <th scope="col">Transitions</th>
                <th scope="col">Gaps</th>
                <th scope="col">Length</th>
              </tr>
            </thead>
            <tbody className="tabular divide-y divide-line border-t border-line">
              {/* The topmost is above the others, as on the timeline. */}
              {tracks.toReversed().map((track, index) => (
                <tr key={`${index} ${track.name}`} className="[&>*]:px-2.5 [&>*]:py-1.5">
                  <th scope="row" className="text-left font-medium">
                    {track.name || track.kind}
                  </th>
                  <td>{track.clips}</td>
                  <td>{track.alternates}</td>
                  <td>{track.transitions}</td>
                  <td>{track.gaps}</td>
                  <td>{formatLength(track.length, rate, unit)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}

function Omissions({ omissions }: { omissions: readonly string[] }) {
  if (omissions.length === 0) {
    return (
      <p className="flex items-center gap-2">
        <CircleCheck aria-hidden className="size-4 shrink-0 text-good" />
        Everything is carried.
      </p>
    );
  }
  return (
    <section aria-label="What is not carried">
      <h3 className="mb-1.5 flex items-center gap-2 font-semibold">
        <TriangleAlert aria-hidden className="size-4 shrink-0 text-accent" />
        Not carried: {plural(omissions.length, 'thing')}
      </h3>
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reached by keys */}
      <ul tabIndex={0} aria-label="Not carried" className="max-h-40 divide-y divide-line overflow-y-auto rounded-lg border border-line bg-well text-xs">
        {omissions.map((sentence) => (
          <li key={sentence} className="px-3 py-1.5">
            {sentence}
          </li>
        ))}
      </ul>
    </section>
  );
}
