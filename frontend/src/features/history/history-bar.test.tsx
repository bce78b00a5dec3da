import { fireEvent, render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { Provider } from 'urql';
import { expect, test } from 'vitest';
import { aServer } from '@/api/client.fake';
import { TipProvider } from '@/ui/tip';
import { ShownMoment } from '@/workspace/moment';
import { HistoryBar } from './history-bar';
import { aPage, anEntry } from './history.sample';

const entries = Array.from({ length: 9 }, (_, index) => anEntry(9 - index));
const moments = entries.toReversed().map(({ position, at }) => ({ position, at }));

function show(first: number | null = null) {
  const seen: (number | null)[] = [];
  const server = aServer({
    Moments: () => ({ project: { __typename: 'Project', id: 'project-1', position: 9, moments } }),
    Activity: ({ filter }) => aPage(entries.filter(({ at }) => at <= (filter as { until: string }).until)),
  });
  function Page() {
    const [moment, setMoment] = useState(first);
    const see = (position: number | null) => {
      seen.push(position);
      setMoment(position);
    };
    return (
      <ShownMoment value={moment}>
        <HistoryBar projectId="project-1" shownAt={entries.find(({ position }) => position === moment)?.at} onSee={see} />
      </ShownMoment>
    );
  }
  render(
    <Provider value={server.client}>
      <TipProvider>
        <Page />
      </TipProvider>
    </Provider>,
  );
  return seen;
}

const slider = () => screen.findByRole('slider', { name: 'Moment of the history' });

test('it stands at now and says what happened last', async () => {
  show();
  expect(await slider()).toHaveValue('9');
  await waitFor(async () => expect(await slider()).toHaveAttribute('aria-valuetext', "Now: moved 'Clip 9' to 00:00:01:00 (Ada)"));
});

test('keys move it at once, and the project is asked for when they rest', async () => {
  const seen = show();
  (await slider()).focus();
  await userEvent.keyboard('{ArrowLeft}{ArrowLeft}{PageDown}');
  expect(await slider()).toHaveValue('6');
  expect(seen).toEqual([]);
  await waitFor(() => expect(seen).toEqual([6]));
  await waitFor(async () => expect(await slider()).toHaveAttribute('aria-valuetext', "March 1, 2026 at 12:06:00: moved 'Clip 6' to 00:00:01:00 (Ada)"));
});

test('its right end is now', async () => {
  const seen = show(4);
  expect(await slider()).toHaveValue('4');
  (await slider()).focus();
  await userEvent.keyboard('{End}');
  await waitFor(() => expect(seen).toEqual([null]));
  expect(screen.getByRole('button', { name: 'Now' })).toBeDisabled();
});

test('a hand that drags is followed, and only the place where it rests is asked for', async () => {
  const seen = show();
  for (const value of ['8', '5', '3']) fireEvent.change(await slider(), { target: { value } });
  expect(await slider()).toHaveValue('3');
  await waitFor(() => expect(seen).toEqual([3]));
  expect(await slider()).toHaveValue('3');
  await userEvent.click(screen.getByRole('button', { name: 'Now' }));
  expect(await slider()).toHaveValue('9');
});
