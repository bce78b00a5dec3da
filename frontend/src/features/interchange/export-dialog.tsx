import { Download } from 'lucide-react';
import { useState } from 'react';
import { useQuery } from 'urql';
import { describeFailure, useCommand } from '@/api/command';
import type { ExportFormat } from '@/gql/graphql';
import { useRefetchOnChange } from '@/live/live-provider';
import type { Rate } from '@/time/frame-rate';
import { Button } from '@/ui/button';
import { Dialog } from '@/ui/dialog';
import { ErrorNotice, Loading } from '@/ui/notice';
import { toast } from '@/ui/toast';
import { ExportHistory } from './export-history';
import { PreviewPart } from './export-preview';
import { FormatCards, FormatOptions } from './format-cards';
import { optionsOf, type Chosen, type Format } from './formats';
import { exportFormatsQuery, exportPreviewQuery, exportProject } from './operations';

interface ExportProps {
  projectId: string;
  rate: Rate;
}

export function ExportDialog({ isOpen, onClose, ...rest }: ExportProps & { isOpen: boolean; onClose: () => void }) {
  return (
    <Dialog
      isOpen={isOpen}
      onClose={onClose}
      title="Export"
      description="Choose the program it is for, and see what its format carries before you download."
      className="w-[min(58rem,calc(100vw-1.5rem))]"
    >
      <ExportBody {...rest} />
    </Dialog>
  );
}

export function ExportBody(props: ExportProps) {
  const [{ data, error }, refetch] = useQuery({ query: exportFormatsQuery });
  if (data) return <ExportForm {...props} formats={data.exportFormats} />;
  if (error) return <ErrorNotice message={describeFailure(error)} onRetry={() => refetch({ requestPolicy: 'network-only' })} />;
  return <Loading label="Looking for formats" />;
}

function ExportForm({ projectId, rate, formats }: ExportProps & { formats: readonly Format[] }) {
  const [wished, setWished] = useState<ExportFormat | null>(null);
  const [chosen, setChosen] = useState<Chosen>({});
  const format = formats.find((one) => one.format === wished) ?? formats[0];
  if (!format) return <ErrorNotice message="The server offers no format. Update it, then try again." />;
  const choose = (name: string, value: string) => setChosen({ ...chosen, [format.format]: { ...chosen[format.format], [name]: value } });
  return (
    <>
      <div className="grid gap-x-6 gap-y-5 md:grid-cols-[minmax(0,5fr)_minmax(0,7fr)]">
        <FormatCards formats={formats} selected={format.format} onSelect={setWished} />
        {/* It stays in sight beside a list that is longer than the window. */}
        <div className="flex flex-col gap-4 md:sticky md:top-0 md:self-start">
          <FormatOptions {...{ format, chosen }} onChoose={choose} />
          <Look {...{ projectId, rate, format, chosen }} />
        </div>
      </div>
      <ExportHistory {...{ projectId, formats }} />
    </>
  );
}

/** The file as it would be now, and the way to have it. */
function Look({ projectId, rate, format, chosen }: ExportProps & { format: Format; chosen: Chosen }) {
  const input = { projectId, format: format.format, options: optionsOf(format, chosen) };
  const [{ data, error, fetching, stale }, refetch] = useQuery({
    query: exportPreviewQuery,
    variables: { input },
    requestPolicy: 'cache-and-network',
  });
  const again = () => refetch({ requestPolicy: 'network-only' });
  // An export changes nothing that another one holds.
  useRefetchOnChange({ isFetching: fetching || stale, refetch: again, concerns: ({ events }) => events.some(({ type }) => type !== 'ProjectExported') });
  const [isBusy, setIsBusy] = useState(false);
  const send = useCommand();
  const found = data?.exportPreview;
  const preview = found?.__typename === 'ExportPreview' ? found : null;
  const refusal = found && found.__typename !== 'ExportPreview' ? found.message : null;

  async function download() {
    setIsBusy(true);
    const outcome = await send(exportProject, input);
    setIsBusy(false);
    if (!outcome.ok) {
      toast(outcome.error.message, 'danger');
      return;
    }
    save(outcome.value.url, outcome.value.fileName);
    toast(`${outcome.value.fileName} is on its way.`);
  }

  return (
    <>
      {error && !found && <ErrorNotice message={describeFailure(error)} onRetry={again} />}
      {refusal && <ErrorNotice message={refusal} />}
      {preview && <PreviewPart {...{ preview, rate }} />}
      {!found && !error && <Writing label={format.label} />}
      <Button tone="accent" size="large" icon={Download} isBusy={isBusy} disabled={!preview} onClick={() => void download()} className="self-end">
        {isBusy ? 'Writing the file' : `Download ${format.label}`}
      </Button>
    </>
  );
}

/** A long project takes a while in some formats. */
function Writing({ label }: { label: string }) {
  return (
    <div>
      <Loading label={`Writing ${label} to see what it carries`} />
      <div aria-hidden className="h-1 overflow-hidden rounded-full bg-well">
        <div className="h-full animate-pulse rounded-full bg-accent" />
      </div>
    </div>
  );
}

function save(url: string, fileName: string): void {
  const link = document.createElement('a');
  link.href = url;
  link.download = fileName;
  link.click();
}
