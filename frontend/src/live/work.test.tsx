import { act, render, screen } from '@testing-library/react';
import { beforeEach, expect, test } from 'vitest';
import { WorkBar, WorkList } from './clip-work';
import { after, describeJobs, fractionOf, previewOf, summed, useWork, type ClipJobs, type JobProgress } from './work';

function jobs(clipId: string, rest: Partial<ClipJobs> = {}): ClipJobs {
  return { __typename: 'ClipWork', clipId, waiting: 0, active: 0, failed: 0, activeJobIds: [], ...rest };
}

function progress(jobId: string, fraction: number, rest: Partial<JobProgress> = {}): JobProgress {
  return { __typename: 'AttemptProgress', jobId, attemptId: 'attempt-1', fraction, ahead: 0, node: 'KSampler', step: 2, steps: 4, message: '', previewUrl: null, ...rest };
}

const two = jobs('clip-1', { active: 2, activeJobIds: ['job-1', 'job-2'], waiting: 1 });
const work = { clips: new Map([['clip-1', two]]), progress: new Map([['job-1', progress('job-1', 0.5, { previewUrl: 'data:a' })]]) };

beforeEach(() => useWork.setState({ clips: new Map(), progress: new Map() }));

test('several jobs of a clip are as far as they are together', () => {
  expect(fractionOf(work, 'clip-1')).toBe(0.25);
  expect(fractionOf(work, 'clip-2')).toBe(0);
  expect(previewOf(work, 'clip-1')).toBe('data:a');
  expect(previewOf(work, 'clip-2')).toBeNull();
});

test('how far a job was is forgotten when it is over', () => {
  expect([...after([two], work.progress).progress.keys()]).toEqual(['job-1']);
  expect(after([jobs('clip-1', { failed: 1 })], work.progress).progress.size).toBe(0);
});

test('what the queue has to do is said in words', () => {
  expect(describeJobs(two)).toBe('2 jobs at work, 1 waits');
  expect(describeJobs(summed(new Map([['clip-1', two], ['clip-2', jobs('clip-2', { waiting: 3, failed: 1 })]]), ['clip-1', 'clip-2', 'clip-3']))).toBe('2 jobs at work, 4 wait, 1 failed');
  expect(describeJobs(summed(new Map(), ['clip-1']))).toBe('');
});

test('a bar says whether a clip is at work, waits or has failed, and is not there for others', () => {
  const { container } = render(<WorkBar clipIds={['clip-1']} />);
  const bar = () => container.querySelector('[data-work]')?.getAttribute('data-work');
  expect(bar()).toBeUndefined();
  for (const [there, kind] of [[two, 'active'], [jobs('clip-1', { waiting: 1, failed: 1 }), 'waiting'], [jobs('clip-1', { failed: 1 }), 'failed']] as const) {
    act(() => useWork.setState(after([there], work.progress)));
    expect(bar()).toBe(kind);
  }
});

test('each job at work shows its picture so far and how far it is', () => {
  act(() => useWork.setState(work));
  render(<WorkList clipId="clip-1" name="Gulls" />);
  expect(screen.getByRole('img', { name: 'Gulls, so far' })).toHaveAttribute('src', 'data:a');
  expect(screen.getByRole('progressbar', { name: 'Progress of Gulls' })).toHaveAttribute('aria-valuenow', '50');
  expect(screen.getByText('50 %, step 2 of 4 of KSampler')).toBeInTheDocument();
});
