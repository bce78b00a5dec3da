import { render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { Provider } from 'urql';
import { expect, test } from 'vitest';
import { aServer, type Answers } from '@/api/client.fake';
import { TipProvider } from '@/ui/tip';
import { ShownMoment } from '@/workspace/moment';
import { HistoryPanel } from './history-panel';
import { aPage, anEntry } from './history.sample';

function show(answers: Answers, rest: Partial<Parameters<typeof HistoryPanel>[0]> = {}, moment: number | null = null) {
  const server = aServer(answers);
  const deeds: string[] = [];
  const note = (verb: string) => (entry: { position: number }) => deeds.push(`${verb} ${entry.position}`);
  render(
    <Provider value={server.client}>
      <TipProvider>
        <ShownMoment value={moment}>
          <HistoryPanel
            projectId="project-1"
            people={[{ id: 'user-ada', name: 'Ada' }, { id: 'user-grace', name: 'Grace' }]}
            selection={{ kind: 'clip', id: 'clip-7' }}
            mayEdit
            mayUndo
            onUndo={note('undo')}
            onRedo={note('redo')}
            onSee={note('see')}
            onRestore={note('restore')}
            onBranch={note('branch')}
            {...rest}
          />
        </ShownMoment>
      </TipProvider>
    </Provider>,
  );
  return { ...server, deeds };
}

const items = () => screen.findAllByRole('listitem');

test('changes are told in words by day, those taken back are marked', async () => {
  const yesterday = anEntry(1, { at: new Date(2026, 1, 28, 12).toISOString() });
  show({ Activity: () => aPage([anEntry(3, { undoes: 2 }), anEntry(2, { isUndone: true }), yesterday]) });
  expect((await items()).map(({ textContent }) => textContent)).toEqual([
    "Amoved 'Clip 3' to 00:00:01:00Ada, 12:03:00takes back 23",
    "Amoved 'Clip 2' to 00:00:01:00Ada, 12:02:00undone2",
    "Amoved 'Clip 1' to 00:00:01:00Ada, 12:00:001",
  ]);
  expect(screen.getAllByRole('heading', { level: 3 }).map(({ textContent }) => textContent)).toEqual(['Sunday, March 1, 2026', 'Saturday, February 28, 2026']);
  expect(screen.getByText("moved 'Clip 2' to 00:00:01:00")).toHaveClass('line-through');
});

test('an entry is opened to see its things, and offers what can be done with it', async () => {
  const { deeds } = show({ Activity: () => aPage([anEntry(3, { undoes: 2 }), anEntry(2, { isUndone: true }), anEntry(1, { isStep: false })]) });
  const [undoing, undone, first] = await items();
  const offered = async (item: HTMLElement | undefined) => {
    if (!item) throw new Error('There is no such entry.');
    await userEvent.click(within(item).getByRole('button', { expanded: false }));
    const buttons = within(item).getAllByRole('button').slice(1);
    return buttons.map(({ textContent }) => textContent);
  };
  expect(await offered(undoing)).toEqual(['Redo what it took back', 'See the project then', 'Restore to here', 'Branch from here']);
  expect(await offered(undone)).toEqual(['See the project then', 'Restore to here', 'Branch from here']);
  expect(await offered(first)).toEqual(['See the project then', 'Restore to here', 'Branch from here']);
  expect(undoing).toHaveTextContent('Clip 3moved to 00:00:01:00');
  for (const name of ['Redo what it took back', 'See the project then', 'Restore to here', 'Branch from here']) {
    await userEvent.click(screen.getAllByRole('button', { name })[0] as HTMLElement);
  }
  expect(deeds).toEqual(['redo 3', 'see 3', 'restore 3', 'branch 3']);
});

test('in the past the shown change is marked and none can be taken back', async () => {
  show({ Activity: () => aPage([anEntry(3), anEntry(2), anEntry(1)]) }, { mayUndo: false }, 2);
  const [, shown] = await items();
  expect(shown).toHaveAttribute('aria-current', 'true');
  await userEvent.click(within(shown as HTMLElement).getByRole('button'));
  expect(within(shown as HTMLElement).getAllByRole('button').slice(1).map(({ textContent }) => textContent)).toEqual(['Restore to here', 'Branch from here']);
});

test('who may only look is offered to look', async () => {
  show({ Activity: () => aPage([anEntry(1)]) }, { mayEdit: false, mayUndo: false });
  await userEvent.click(await screen.findByRole('button', { name: /moved/ }));
  expect(screen.getAllByRole('button', { name: /project then|here|Undo/ }).map(({ textContent }) => textContent)).toEqual(['See the project then']);
});

test('filters are sent, and can be taken away at once', async () => {
  const { asked } = show({ Activity: ({ filter }) => aPage(filter === undefined ? [anEntry(1)] : []) });
  await items();
  await userEvent.click(screen.getByRole('checkbox', { name: 'Only the selected clip' }));
  expect(await screen.findByText('Nothing found')).toBeVisible();
  await userEvent.click(screen.getByRole('button', { name: /^Filter/ }));
  await userEvent.selectOptions(screen.getByLabelText('Person'), 'Grace');
  await userEvent.selectOptions(screen.getByLabelText('Kind'), 'Clips');
  expect(asked.at(-1)?.[1]).toMatchObject({ filter: { thingId: 'clip-7', actorId: 'user-grace', aggregate: 'CLIP' } });
  await userEvent.click(screen.getByRole('button', { name: 'Show everything' }));
  expect(await items()).toHaveLength(1);
});

test('more is shown page by page, each from where the one before ends', async () => {
  const { asked } = show({ Activity: ({ after }) => (after === null ? aPage([anEntry(3), anEntry(2)], 'behind 2') : aPage([anEntry(1)])) });
  await items();
  await userEvent.click(screen.getByRole('button', { name: 'Show more' }));
  expect(await screen.findByText(/'Clip 1'/)).toBeVisible();
  expect(screen.getAllByRole('listitem')).toHaveLength(3);
  expect(screen.getAllByRole('heading', { level: 3 })).toHaveLength(1);
  expect(asked.at(-1)?.[1]).toMatchObject({ after: 'behind 2' });
  expect(screen.queryByRole('button', { name: 'Show more' })).not.toBeInTheDocument();
});

test('a history that cannot be fetched says why and is asked for again', async () => {
  let isDown = true;
  show({ Activity: () => (isDown ? new Error('The database is away.') : aPage([])) });
  expect(await screen.findByRole('alert')).toHaveTextContent('The database is away.');
  isDown = false;
  await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
  expect(await screen.findByText('Nothing has happened yet')).toBeVisible();
});
