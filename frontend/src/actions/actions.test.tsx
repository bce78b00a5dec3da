import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { Undo2 } from 'lucide-react';
import { beforeEach, describe, expect, test } from 'vitest';
import { TipProvider } from '@/ui/tip';
import { ActionIcon, menuEntry } from './action-button';
import { CommandPalette, fit, matching } from './command-palette';
import { groupsOf } from './help-dialog';
import { actionFor, isSpokenFor, shortcutOf, useHotKeys } from './hot-keys';
import { actionsOf, useActions, useRegistry, type Action } from './registry';

const done: string[] = [];
const action = (id: string, rest: Partial<Action> = {}): Action => ({ id, label: id, group: 'Clip', run: () => done.push(id), ...rest });

beforeEach(() => {
  done.length = 0;
  useRegistry.setState({ registry: new Map() });
});

function Page({ actions }: { actions: readonly Action[] }) {
  useActions(actions);
  useHotKeys();
  return <input aria-label="Name" />;
}

const pressed = (key: string, rest: Partial<KeyboardEvent> = {}) =>
  shortcutOf({ key, ctrlKey: false, metaKey: false, shiftKey: false, altKey: false, ...rest });

describe('shortcuts', () => {
  test('are spelt with the modifiers in one order', () => {
    expect(pressed('K', { ctrlKey: true })).toBe('mod+k');
    expect(pressed('ArrowLeft', { shiftKey: true, altKey: true })).toBe('alt+shift+arrowleft');
    expect(pressed(' ')).toBe('space');
    expect(pressed('N', { shiftKey: true })).toBe('shift+n');
  });

  test('a character that needs Shift is only that character', () => {
    expect(pressed('?', { shiftKey: true })).toBe('?');
    expect(pressed('+', { shiftKey: true })).toBe('+');
  });

  test('the action that is not available leaves its key to the next', () => {
    const actions = [action('outer', { shortcuts: ['d'] }), action('inner', { shortcuts: ['d'], when: () => false })];
    expect(actionFor('d', actions)?.id).toBe('outer');
  });

  test('run their action, but not while somebody types', async () => {
    render(<Page actions={[action('add', { shortcuts: ['n'] })]} />);
    await userEvent.keyboard('n');
    await userEvent.type(screen.getByLabelText('Name'), 'n');
    expect(done).toEqual(['add']);
    expect(screen.getByLabelText('Name')).toHaveValue('n');
  });

  test('keys that move a slider belong to it, others do not', () => {
    const slider = document.createElement('input');
    slider.type = 'range';
    expect(['arrowleft', 'shift+home', 'pagedown'].every((key) => isSpokenFor(slider, key))).toBe(true);
    expect(isSpokenFor(slider, 'mod+z')).toBe(false);
  });

  test('undo belongs to the text field in which somebody types', () => {
    expect(isSpokenFor(document.createElement('textarea'), 'mod+z')).toBe(true);
    expect(isSpokenFor(document.createElement('select'), 'mod+z')).toBe(false);
    expect(isSpokenFor(document.createElement('select'), 'n')).toBe(true);
    expect(pressed('Z', { ctrlKey: true, shiftKey: true })).toBe('mod+shift+z');
  });

  test('Space belongs to the button that has the focus', () => {
    const button = document.createElement('button');
    expect(isSpokenFor(button, 'space')).toBe(true);
    expect(isSpokenFor(button, 'n')).toBe(false);
  });
});

describe('the registry', () => {
  test('offers actions as long as their component is there, the later instead of the earlier', () => {
    const { unmount } = render(<Page actions={[action('a'), action('b', { label: 'inner' })]} />);
    const registry = new Map([[Symbol('outer'), [action('b')]], ...useRegistry.getState().registry]);
    expect(actionsOf(registry).map(({ label }) => label)).toEqual(['inner', 'a']);
    unmount();
    expect(actionsOf(useRegistry.getState().registry)).toEqual([]);
  });

  test('the help lists by group what has a key', () => {
    const view = action('zoom', { group: 'View', shortcuts: ['+'] });
    expect(groupsOf([action('silent'), view])).toEqual([['View', [view]]]);
  });
});

test('a button says what its action would do now; one with nothing to do is closed, while its key still asks', async () => {
  const undo = action('undo', { icon: Undo2, label: 'Undo', hint: 'Undo: nothing yet', isIdle: true, shortcuts: ['mod+z'] });
  render(
    <TipProvider>
      <Page actions={[undo]} />
      <ActionIcon action="undo" />
    </TipProvider>,
  );
  expect(screen.getByRole('button', { name: 'Undo: nothing yet' })).toBeDisabled();
  expect(menuEntry(undo)).toMatchObject({ label: 'Undo: nothing yet', isDisabled: true });
  await userEvent.keyboard('{Control>}z{/Control}');
  expect(done).toEqual(['undo']);
});

describe('the palette', () => {
  test('finds by the beginning of words before letters in between', () => {
    expect(fit('Add a scene', 'scene')).toBe(3);
    expect(fit('Add a scene', 'cene')).toBe(2);
    expect(fit('Add a scene', 'asc')).toBe(1);
    expect(fit('Add a scene', 'x')).toBe(-1);
    const found = matching([action('Descend', { group: 'View' }), action('Scene')], 'sce');
    expect(found.map(({ id }) => id)).toEqual(['Scene', 'Descend']);
  });

  test('runs what is chosen with the arrows and Enter, and offers only what can be done', async () => {
    const registry = new Map([[Symbol('page'), [action('first'), action('second'), action('never', { when: () => false })]]]);
    useRegistry.setState({ registry });
    render(<CommandPalette isOpen onClose={() => done.push('closed')} />);
    expect(screen.getAllByRole('option').map((option) => option.textContent)).toEqual(['firstClip', 'secondClip']);
    await userEvent.keyboard('{ArrowDown}{Enter}');
    await new Promise((resolve) => setTimeout(resolve));
    expect(done).toEqual(['closed', 'second']);
  });
});
