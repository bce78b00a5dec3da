import { useCallback } from 'react';
import { useClient } from 'urql';
import { ask } from '@/api/command';
import type { ExportFormat, ExportOptionInput } from '@/gql/graphql';
import { toast } from '@/ui/toast';
import { exportProject } from './operations';

function download(url: string, fileName: string): void {
  const link = document.createElement('a');
  link.href = url;
  link.download = fileName;
  link.click();
}

/** Has the project written down in a format and downloads it, saying what the format cannot carry. */
export function useExport(projectId: string): (format: ExportFormat, options?: ExportOptionInput[]) => Promise<void> {
  const client = useClient();
  return useCallback(
    async (format, options) => {
      const outcome = await ask(client, exportProject, { projectId, format, options: options ?? null });
      if (!outcome.ok) {
        toast(outcome.error.message, 'danger');
        return;
      }
      const { url, fileName, omissions } = outcome.value;
      download(url, fileName);
      toast(`${fileName} is on its way.`);
      if (omissions.length > 0) toast(`Not carried by this format: ${omissions.join(', ')}`, 'info');
    },
    [client, projectId],
  );
}
