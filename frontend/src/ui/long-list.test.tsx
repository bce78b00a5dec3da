import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, test } from 'vitest';
import { LongList } from './long-list';

test('a long list is drawn in parts', async () => {
  render(<LongList items={Array.from({ length: 130 }, (_, index) => index)}>{(item) => <li key={item}>{item}</li>}</LongList>);
  expect(screen.getAllByRole('listitem')).toHaveLength(100);
  await userEvent.click(screen.getByRole('button', { name: 'Show 30 of 30 more' }));
  expect(screen.getAllByRole('listitem')).toHaveLength(130);
  expect(screen.queryByRole('button')).not.toBeInTheDocument();
});
