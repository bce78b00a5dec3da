import { render, screen } from '@testing-library/react';
import { expect, test } from 'vitest';
import { lacksText, WorkerFit } from './worker-fit';

test('each worker says whether it can run it, or what it lacks', () => {
  const north = { workerId: '1', name: 'north', canRun: true, lacks: [] };
  render(<WorkerFit workers={[north, { workerId: '2', name: 'south', canRun: false, lacks: ['12 GB of VRAM', 'the node ‘VHS’'] }]} />);
  expect(screen.getAllByRole('listitem').map((item) => item.textContent)).toEqual(['north can run it', 'south lacks 12 GB of VRAM, the node ‘VHS’']);
});

test('without workers it is said what becomes of jobs', () => {
  render(<WorkerFit workers={[]} />);
  expect(screen.getByText(/No worker is registered yet/)).toBeInTheDocument();
});

test('of much that is missing the first things are told', () => {
  expect(lacksText(['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'])).toBe('a, b, c, d, e, f and 2 more');
});
