import { render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { Provider } from 'urql';
import { describe, expect, test } from 'vitest';
import { aServer, type Answers } from '@/api/client.fake';
import { TipProvider } from '@/ui/tip';
import { BranchDialog } from './branch-dialog';
import { BranchSwitcher } from './branch-switcher';
import { BranchesList } from './branches-dialog';
import { MergeView } from './merge-view';

const user = { __typename: 'User', id: 'user-ada', name: 'Ada' };
const branch = (id: string, name: string, isDeleted = false) => ({
  __typename: 'Branch', id, name, parentId: 'project-1', forkedAt: 4, position: 2, createdAt: '2026-03-01T12:00:00Z', changedAt: '2026-03-01T12:00:00Z', isDeleted, createdBy: user,
});
const project = {
  __typename: 'Project', id: 'project-1', name: 'The film', trunkId: 'project-1', viewerRole: 'OWNER', position: 9,
  branches: [branch('branch-1', 'Darker'), branch('branch-2', 'Old', true)],
};
const lists: Answers = { Branches: () => ({ project }) };

const wrapped = (server: ReturnType<typeof aServer>, node: React.ReactNode) => render(<Provider value={server.client}><TipProvider>{node}</TipProvider></Provider>);

describe('the switcher', () => {
  function show(projectId: string, ownBranch: { name: string; parentId: string } | null, mayEdit = true) {
    const done: string[] = [];
    const deeds = {
      onSwitch: (id: string) => done.push(`switch ${id}`),
      onMake: () => done.push('make'),
      onRename: () => done.push('rename'),
      onDelete: () => done.push('delete'),
      onMerge: (source: string, target: string) => done.push(`merge ${source} into ${target}`),
      onAll: () => done.push('all'),
    };
    wrapped(aServer(lists), <BranchSwitcher {...{ projectId, mayEdit, deeds }} branch={ownBranch} />);
    return done;
  }
  const entries = async () => (await screen.findAllByRole('menuitem')).map(({ textContent }) => textContent);

  test('of the project shows main and the way to branches that are not deleted', async () => {
    const done = show('project-1', null);
    await userEvent.click(screen.getByRole('button', { name: 'Branch: main' }));
    expect(await entries()).toEqual(['main', 'Darker', 'New branch …', 'All branches …']);
    await userEvent.click(screen.getByRole('menuitem', { name: 'Darker' }));
    expect(done).toEqual(['switch branch-1']);
  });

  test('of a branch merges both ways, renames and deletes', async () => {
    const done = show('branch-1', { name: 'Darker', parentId: 'project-1' });
    for (const name of ['Merge into main …', 'Take the changes of main …', 'Rename this branch …', 'Delete this branch …', 'All branches …']) {
      await userEvent.click(screen.getByRole('button', { name: 'Branch: Darker' }));
      await userEvent.click(await screen.findByRole('menuitem', { name }));
    }
    expect(done).toEqual(['merge branch-1 into project-1', 'merge project-1 into branch-1', 'rename', 'delete', 'all']);
  });

  test('lets those who may only look go round', async () => {
    show('branch-1', { name: 'Darker', parentId: 'project-1' }, false);
    await userEvent.click(screen.getByRole('button', { name: 'Branch: Darker' }));
    await entries();
    const closed = screen.getAllByRole('menuitem').filter((item) => item.hasAttribute('data-disabled'));
    expect(closed.map(({ textContent }) => textContent)).toEqual(['New branch …', 'Rename this branch …', 'Delete this branch …']);
  });
});

describe('the list of branches', () => {
  test('deletes after a question, and restores', async () => {
    const done: string[] = [];
    const settle = (verb: string) => (id: string) => {
      done.push(`${verb} ${id}`);
      return Promise.resolve({ ok: true as const, value: null });
    };
    wrapped(aServer(lists), <BranchesList projectId="project-1" mayEdit linkOf={({ name }) => name} onDelete={settle('delete')} onRestore={settle('restore')} />);
    expect((await screen.findAllByRole('listitem')).map(({ textContent }) => textContent)).toEqual([
      expect.stringMatching(/^Darkerfrom main after change 4, made by Ada, changed .*Delete$/),
      expect.stringMatching(/^Olddeletedfrom main .*Restore$/),
    ]);
    await userEvent.click(screen.getByRole('button', { name: 'Delete Darker' }));
    await userEvent.click(screen.getByRole('button', { name: 'Cancel' }));
    await userEvent.click(screen.getByRole('button', { name: 'Delete Darker' }));
    await userEvent.click(screen.getByRole('button', { name: 'Delete branch' }));
    await userEvent.click(await screen.findByRole('button', { name: 'Restore Old' }));
    expect(done).toEqual(['delete branch-1', 'restore branch-2']);
  });
});

test('a name that is refused keeps the dialog open and says why', async () => {
  let name = '';
  let isClosed = false;
  wrapped(
    aServer({}),
    <BranchDialog
      isOpen title="New branch" description="Of its own." verb="Make the branch" name=""
      onClose={() => (isClosed = true)}
      onName={(wish) => {
        name = wish;
        return Promise.resolve({ ok: false, error: { __typename: 'Failure', message: 'There is a branch of this name.' } });
      }}
    />,
  );
  await userEvent.type(screen.getByLabelText('Name'), ' Darker {Enter}');
  expect(await screen.findByRole('alert')).toHaveTextContent('There is a branch of this name.');
  expect([name, isClosed]).toEqual(['Darker', false]);
});

describe('a merge', () => {
  const moment = (position: number) => ({ __typename: 'Moment', position, at: '2026-03-01T12:00:00Z' });
  const conflict = (field: string, choice: unknown) => ({
    __typename: 'MergeConflict', id: 'clip-1', aggregate: 'CLIP', name: 'Clip 1', field, label: field, baseText: 'Sea', sourceText: 'Storm', targetText: '', reason: 'Both changed it.', choice,
  });
  const changes = [{ __typename: 'Difference', id: 'clip-2', aggregate: 'CLIP', name: 'The calm', kind: 'ADDED', fields: [] }];

  /** A server with two conflicts, that merges once both are decided and the preview was of the present position. */
  function show(fields: readonly string[], { position = 9, mayEdit = true } = {}) {
    const served = { position };
    const done: string[] = [];
    const server = aServer({
      MergePreview: ({ choices }) => {
        const takes = new Map((choices as { field: string; take: string }[]).map(({ field, take }) => [field, take]));
        const conflicts = fields.map((field) => conflict(field, takes.get(field) ?? null));
        return { mergePreview: { __typename: 'MergePreview', source: moment(2), target: moment(served.position), changes, conflicts } };
      },
      MergeBranch: ({ input }) =>
        (input as { targetPosition: number }).targetPosition === served.position
          ? { mergeBranch: { __typename: 'MergeSuccess', targetId: 'project-1', position: 10, ids: [] } }
          : { mergeBranch: { __typename: 'ConflictError', message: 'Grace changed main meanwhile.', expectedVersion: null, actualVersion: null, conflicts: [] } },
    });
    wrapped(
      server,
      <MergeView
        source={{ id: 'branch-1', name: 'Darker' }}
        target={{ id: 'project-1', name: 'main' }}
        mayEdit={mayEdit}
        onSwap={() => done.push('swap')}
        onMerged={() => done.push('merged')}
      />,
    );
    return { ...server, served, done };
  }
  const merge = () => screen.findByRole('button', { name: 'Merge into main' });

  test('needs a choice for each conflict, and is looked at again with every choice', async () => {
    const { asked, inputs, done } = show(['lyrics', 'start']);
    expect(await merge()).toBeDisabled();
    expect(screen.getByText('2 conflicts need a choice first.')).toBeVisible();
    const lyrics = screen.getByRole('group', { name: 'Clip 1, lyrics' });
    expect(lyrics).toHaveTextContent('Both changed it.Take DarkerStormTake mainemptyWhere they parted: Sea');
    await userEvent.click(within(lyrics).getByRole('radio', { name: /^Take main/ }));
    expect(await screen.findByText('1 conflict needs a choice first.')).toBeVisible();
    await userEvent.click(within(screen.getByRole('group', { name: 'Clip 1, start' })).getByRole('radio', { name: /^Take Darker/ }));
    await screen.findByText(/^Everything is decided/);
    const choices = [{ id: 'clip-1', field: 'lyrics', take: 'TARGET' }, { id: 'clip-1', field: 'start', take: 'SOURCE' }];
    expect(asked.at(-1)?.[1]).toMatchObject({ choices });
    await userEvent.click(await merge());
    expect(inputs('MergeBranch')[0]).toMatchObject({ sourceId: 'branch-1', targetId: 'project-1', sourcePosition: 2, targetPosition: 9, choices });
    expect(done).toEqual(['merged']);
  });

  test('takes all from one side', async () => {
    show(['lyrics', 'start']);
    await userEvent.click(await screen.findByRole('button', { name: 'All from main' }));
    await screen.findByText(/^Everything is decided/);
    expect(screen.getAllByRole('radio', { name: /^Take main/ }).every((radio) => (radio as HTMLInputElement).checked)).toBe(true);
  });

  test('of what somebody changed meanwhile is looked at anew, with a notice', async () => {
    const { served, done } = show([]);
    await merge();
    served.position = 10;
    await userEvent.click(await merge());
    expect(await screen.findByRole('status')).toHaveTextContent('Grace changed main meanwhile. What you see below is up to date again.');
    await userEvent.click(await merge());
    expect(done).toEqual(['merged']);
  });

  test('can be turned round, and is closed to those who may only look', async () => {
    const { done } = show([], { mayEdit: false });
    expect(await merge()).toBeDisabled();
    expect(screen.getByText('You may look at this, but not change main.')).toBeVisible();
    expect(screen.getByRole('region', { name: 'What will change in main' })).toHaveTextContent('addedThe calm');
    await userEvent.click(screen.getByRole('button', { name: 'Turn round: main into Darker' }));
    expect(done).toEqual(['swap']);
  });
});
