import type { MediaFactsFragment, ProvenanceFactsFragment } from '@/gql/graphql';
import { graphql } from '@/gql';
import { jsonText } from '@/ui/json-text';
import { describeExactly } from '@/ui/moment';

graphql(`
  fragment MediaFacts on MediaFile {
    kind
    digest
    name
    mediaType
    size
    width
    height
    frames
    duration
    frameRate
  }
`);

graphql(`
  fragment ProvenanceFacts on Provenance {
    source
    prompt
    negativePrompt
    seed
    model
    loras {
      name
      weight
    }
    workflow
    workflowVersion
    values
    worker
    job
    attempt
    startedAt
    finishedAt
    cost
  }
`);

const units = ['bytes', 'kB', 'MB', 'GB'];

/** Such as `1.2 MB`. */
export function sizeText(bytes: number): string {
  const step = Math.min(Math.floor(Math.log10(Math.max(bytes, 1)) / 3), units.length - 1);
  const value = bytes / 1000 ** step;
  return `${step > 0 && value < 100 ? value.toFixed(1) : Math.round(value)} ${units[step]}`;
}

function rateText(frameRate: string): string {
  const [numerator = 0, denominator = 1] = frameRate.split('/').map(Number);
  return numerator > 0 ? `${Number((numerator / denominator).toFixed(3))} frames a second` : '';
}

/** What is known of a file without opening it: `1920 × 1080, 2.0 s, 4.1 MB`. */
export function fileSummary({ kind, width, height, duration, size }: MediaFactsFragment): string {
  return [`${width} × ${height}`, kind === 'VIDEO' ? `${duration.toFixed(1)} s` : '', sizeText(size)].filter(Boolean).join(', ');
}

const sources = { UPLOAD: 'Uploaded', JOB: 'Generated', POOL: 'From the pool' };

function seconds(startedAt: string | null | undefined, finishedAt: string | null | undefined): string {
  if (!startedAt || !finishedAt) return '';
  return `${((Date.parse(finishedAt) - Date.parse(startedAt)) / 1000).toFixed(1)} s`;
}

interface FileFactsProps {
  file: MediaFactsFragment;
  made: ProvenanceFactsFragment;
  /** Before the others. */
  first?: readonly (readonly [label: string, text: string])[];
}

/** Everything that is known of a file and of how it came to be. */
export function FileFacts({ file, made, first = [] }: FileFactsProps) {
  const facts: readonly (readonly [string, string])[] = [
    ...first,
    ['File', file.name],
    ['Type', file.mediaType],
    ['Picture', `${file.width} × ${file.height}`],
    ['Length', file.kind === 'VIDEO' ? `${file.duration.toFixed(3)} s, ${file.frames} frames` : ''],
    ['Rate', rateText(file.frameRate)],
    ['Size', sizeText(file.size)],
    ['Source', sources[made.source]],
    ['Prompt', made.prompt],
    ['Negative prompt', made.negativePrompt],
    ['Seed', made.seed],
    ['Model', made.model],
    ['LoRAs', made.loras.map(({ name, weight }) => `${name} (${weight})`).join(', ')],
    ['Workflow', made.workflow && `${made.workflow}, version ${made.workflowVersion}`],
    ['Values', jsonText(made.values) === '{}' ? '' : jsonText(made.values)],
    ['Worker', made.worker],
    ['Job', made.job],
    ['Attempt', made.attempt],
    ['Started', made.startedAt ? describeExactly(made.startedAt) : ''],
    ['Took', seconds(made.startedAt, made.finishedAt)],
    ['Cost', made.cost],
    ['SHA-256', file.digest],
  ];
  return (
    <dl className="grid grid-cols-[6.5rem_1fr] gap-x-3 gap-y-1 text-[12.5px]">
      {facts
        .filter(([, text]) => text !== '')
        .map(([label, text]) => (
          <div key={label} className="contents">
            <dt className="text-faint">{label}</dt>
            <dd className="min-w-0 break-words whitespace-pre-wrap">{text}</dd>
          </div>
        ))}
    </dl>
  );
}
