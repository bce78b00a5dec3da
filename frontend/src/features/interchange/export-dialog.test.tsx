import { render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { Client, fetchExchange, Provider } from 'urql';
import { expect, test } from 'vitest';
import { rates } from '@/time/frame-rate';
import { TipProvider } from '@/ui/tip';
import { ExportBody } from './export-dialog';

interface Asked {
  readonly query: string;
  readonly variables: { input?: { format: string; options: { name: string; value: string }[] } };
}

const formats = {
  exportFormats: [
    { __typename: 'ExportFormatInfo', format: 'OTIO', label: 'OpenTimelineIO', opensIn: 'Resolve.', extension: 'otio', choices: [] },
    {
      __typename: 'ExportFormatInfo', format: 'EDL', label: 'EDL', opensIn: 'everything.', extension: 'edl',
      choices: [
        {
          __typename: 'ExportChoice', name: 'letters', label: 'Letters', help: 'Old programs read ASCII only.', kind: 'ONE_OF', usual: 'ascii', least: null, most: null,
          values: [{ __typename: 'ExportValue', value: 'ascii', label: 'ASCII' }, { __typename: 'ExportValue', value: 'utf8', label: 'UTF-8' }],
        },
      ],
    },
    { __typename: 'ExportFormatInfo', format: 'ARCHIVE', label: 'Project archive', opensIn: 'Emergent Storyboard on any server.', extension: 'zip', choices: [] },
  ],
};
const track = { __typename: 'ExportTrack', kind: 'video', name: 'V1', clips: 2, alternates: 1, transitions: 0, gaps: 1, length: 48 };

function preview(format: string) {
  return {
    exportPreview: {
      __typename: 'ExportPreview', position: 7, fileName: `Film.${format.toLowerCase()}`, size: format === 'ARCHIVE' ? null : 1200, omissions: format === 'EDL' ? ['Alternates, “Gulls”: an EDL has one clip in a place.'] : [],
      scenes: 1, clips: 3, alternates: 1, length: 48, startTimecode: '01:00:00:00', tracks: [track, { ...track, name: 'V2', clips: 1, alternates: 0 }],
    },
  };
}

const made = { __typename: 'Export', position: 5, at: new Date().toISOString(), by: { __typename: 'User', id: 'user-1', name: 'Ada' }, format: 'EDL', options: [{ __typename: 'ExportChosen', name: 'letters', value: 'utf8' }] };
const history = { project: { __typename: 'Project', id: 'project-1', position: 7, exports: { __typename: 'ExportConnection', edges: [{ __typename: 'ExportEdge', node: made }], pageInfo: { __typename: 'PageInfo', hasNextPage: false } } } };
const refusal = { __typename: 'RuleViolatedError', message: 'An EDL cannot be a day long or more.', field: 'format', index: null, freeSlots: [] };
const success = { __typename: 'ExportSuccess', url: '#film', fileName: 'Film.edl', expiresAt: made.at, omissions: [] };

/** A client whose server knows two formats, and refuses or makes a file. */
function show({ isRefused = false } = {}) {
  const asked: Asked[] = [];
  const answers: Record<string, (wish: Asked) => object> = {
    ExportFormats: () => formats,
    ExportPreview: ({ variables }) => (isRefused ? { exportPreview: refusal } : preview(variables.input?.format ?? '')),
    Exports: () => history,
    ExportProject: () => ({ exportProject: success }),
  };
  const fetch = (_: unknown, init?: RequestInit) => {
    const wish = JSON.parse(String(init?.body)) as Asked & { operationName: string };
    asked.push(wish);
    const data = { __typename: 'Query', ...answers[wish.operationName]?.(wish) };
    return Promise.resolve(new Response(JSON.stringify({ data }), { headers: { 'content-type': 'application/json' } }));
  };
  const client = new Client({ url: 'http://localhost/graphql', exchanges: [fetchExchange], fetch, preferGetMethod: false });
  render(
    <Provider value={client}>
      <TipProvider>
        <ExportBody projectId="project-1" rate={rates.FPS_24} />
      </TipProvider>
    </Provider>,
  );
  return asked;
}

test('each format says what opens it, and what the first one carries is shown', async () => {
  show();
  const cards = within(await screen.findByRole('group', { name: 'Format' }));
  expect(cards.getByRole('radio', { name: 'OpenTimelineIO' })).toBeChecked();
  expect(cards.getByRole('radio', { name: 'EDL' })).toHaveAccessibleDescription('Opens in: everything.');
  expect(await screen.findByText('Everything is carried.')).toBeVisible();
  const rows = within(screen.getByRole('table')).getAllByRole('row');
  expect(rows.map(({ textContent }) => textContent)).toEqual(['TrackClipsAlternatesTransitionsGapsLength', 'V2100100:00:02:00', 'V1210100:00:02:00']);
});

test('another format is chosen by key, with its options and what it leaves out', async () => {
  const asked = show();
  (await screen.findByRole('radio', { name: 'OpenTimelineIO' })).focus();
  await userEvent.keyboard('{ArrowDown}');
  expect(screen.getByRole('radio', { name: 'EDL' })).toBeChecked();
  expect(await screen.findByText('Not carried: 1 thing')).toBeVisible();
  expect(screen.getByText('Alternates, “Gulls”: an EDL has one clip in a place.')).toBeVisible();
  await userEvent.selectOptions(screen.getByLabelText('Letters'), 'utf8');
  await userEvent.click(await screen.findByRole('button', { name: 'Download EDL' }));
  expect(asked.at(-1)?.variables.input).toMatchObject({ projectId: 'project-1', format: 'EDL', options: [{ name: 'letters', value: 'utf8' }] });
});

test('who exported what is listed with its options', async () => {
  show();
  const [item] = within(await screen.findByRole('list', { name: 'Exports' })).getAllByRole('listitem');
  expect(item).toHaveTextContent('Ada as EDL, UTF-8');
});

test('what cannot be written is said, and cannot be downloaded', async () => {
  show({ isRefused: true });
  expect(await screen.findByRole('alert')).toHaveTextContent('An EDL cannot be a day long or more.');
  expect(screen.getByRole('button', { name: 'Download OpenTimelineIO' })).toBeDisabled();
});

test('an archive has no size before it is written', async () => {
  show();
  await userEvent.click(await screen.findByRole('radio', { name: 'Project archive' }));
  expect(await screen.findByText('Film.archive, written as you download it')).toBeVisible();
  expect(screen.getByRole('button', { name: 'Download Project archive' })).toBeEnabled();
});
