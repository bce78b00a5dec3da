import { render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { Provider } from 'urql';
import { expect, test } from 'vitest';
import { aServer } from '@/api/client.fake';
import { TipProvider } from '@/ui/tip';
import { GenerateDialog } from './generate-dialog';
import { hexOf } from './parameter-field';
import { around, countOwn, faultOf, groupsOf, inputOf, opening, shownValue, stagesOf, withOwn, withSettings, type Clip, type Parameter, type Preset, type Workflow } from './wish';

function aParameter(name: string, rest: Partial<Parameter> = {}): Parameter {
  return { __typename: 'WorkflowParameter', name, type: 'TEXT', label: name, help: '', group: '', role: null, isRequired: false, isStaged: false, default: null, least: null, most: null, step: null, choices: [], folder: '', widget: 'PROSE', ...rest };
}

const prompt = aParameter('prompt', { label: 'Prompt', role: 'PROMPT', group: 'Prompt' });
const steps = aParameter('steps', { label: 'Steps', type: 'INT', widget: 'NUMBER', default: 20, least: 1, most: 100 });
const workflow: Workflow = {
  __typename: 'Workflow',
  id: 'text-to-image',
  name: 'Text to image',
  description: '',
  category: 'IMAGE',
  stageParameter: null,
  workers: [{ __typename: 'WorkflowWorker' as const, workerId: 'worker-1', name: 'north', canRun: true, lacks: [] }],
  parameters: [prompt, steps, aParameter('sampler', { label: 'Sampler', type: 'CHOICE', widget: 'SELECT', default: 'euler', choices: ['euler', 'uni_pc'] }), aParameter('seed', { type: 'SEED', widget: 'SEED' })],
};
const rainy: Preset = { __typename: 'WorkflowPreset', id: 'rainy', name: 'Rainy night', kind: 'PROMPT', categories: ['IMAGE'], help: '', before: 'wide shot of', after: 'rain', negative: 'daylight', values: {} };
const quick: Preset = { ...rainy, id: 'quick', name: 'Quick', kind: 'SETTINGS', before: '', after: '', negative: '', values: { steps: 8, other: 1 } };

function aClip(id: string, image: string): Clip {
  return { __typename: 'Clip', id, name: `Clip ${id}`, imageDigest: 'd1', videoDigest: '', effective: { __typename: 'EffectivePrompts', image, video: 'they fly', negative: 'blur' } };
}

const gulls = aClip('1', 'gulls');
const quay = aClip('2', 'a quay');

function show(clipIds: readonly string[], refusal: object | null = null, workers: readonly object[] = [{ __typename: 'Worker', id: 'worker-1', takesJobs: true }]) {
  const server = aServer({
    Generate: () => ({ workflows: [workflow], workflowPresets: [rainy, quick], workers, timeline: { __typename: 'Timeline', projectId: 'project-1', scenes: [{ __typename: 'Scene', id: 'scene-1', clips: [gulls, quay] }] } }),
    EnqueueBatch: () => ({ enqueueBatch: refusal ?? { __typename: 'BatchSuccess', position: 3, batch: { __typename: 'Batch', id: 'batch-1', name: 'x', size: 2 } } }),
  });
  let isClosed = false;
  let isAtWorkers = false;
  render(
    <Provider value={server.client}>
      <TipProvider>
        <GenerateDialog projectId="project-1" clipIds={clipIds} onQueue={() => {}} onWorkers={() => (isAtWorkers = true)} onClose={() => (isClosed = true)} />
      </TipProvider>
    </Provider>,
  );
  return { server, isClosed: () => isClosed, isAtWorkers: () => isAtWorkers };
}

test('the fields are those of the workflow, filled from the clip', async () => {
  const { server, isClosed } = show(['1']);
  expect(await screen.findByRole('textbox', { name: 'Prompt' })).toHaveValue('gulls');
  expect(screen.getByRole('spinbutton', { name: 'Steps' })).toHaveValue(20);
  expect(within(screen.getByRole('combobox', { name: 'Sampler' })).getAllByRole('option')).toHaveLength(2);
  await userEvent.clear(screen.getByRole('spinbutton', { name: 'Steps' }));
  await userEvent.type(screen.getByRole('spinbutton', { name: 'Steps' }), '30');
  await userEvent.clear(screen.getByRole('textbox', { name: 'Tries for each clip' }));
  await userEvent.type(screen.getByRole('textbox', { name: 'Tries for each clip' }), '2');
  await userEvent.click(screen.getByRole('button', { name: 'Enqueue 2 jobs' }));
  await waitFor(() => expect(isClosed()).toBe(true));
  expect(server.inputs('EnqueueBatch')).toEqual([expect.objectContaining({ workflowId: 'text-to-image', values: { steps: 30 }, items: [{ clipId: '1' }], tries: 2, seedPolicy: 'RANDOM', isPreview: false })]);
});

test('several clips keep their own prompts', async () => {
  show(['1', '2']);
  const field = await screen.findByRole('textbox', { name: 'Prompt' });
  expect(field).toHaveValue('');
  expect(field).toHaveAttribute('placeholder', 'Each clip’s own');
  expect(screen.getByRole('button', { name: 'Enqueue 2 jobs' })).toBeInTheDocument();
});

test('one of several clips gets other words for this batch', async () => {
  const { server, isClosed } = show(['1', '2']);
  await userEvent.click(await screen.findByText('Words for each clip'));
  const list = screen.getByRole('list', { name: 'Words for each clip' });
  const quayWords = within(list).getByRole('textbox', { name: 'Clip 2: prompt' });
  expect(within(list).getByRole('textbox', { name: 'Clip 1: prompt' })).toHaveValue('gulls');
  await userEvent.type(quayWords, ' at night');
  expect(screen.getByText('1 of 2 changed')).toBeInTheDocument();
  await userEvent.click(screen.getByRole('button', { name: 'Enqueue 2 jobs' }));
  await waitFor(() => expect(isClosed()).toBe(true));
  expect(server.inputs('EnqueueBatch')).toEqual([expect.objectContaining({ values: {}, items: [{ clipId: '1' }, { clipId: '2', values: { prompt: 'a quay at night' } }] })]);
});

test('words that are as they were again are not sent, and a preset goes around those that are not', () => {
  const other = withOwn(opening, '2', 'prompt', 'a pier', 'a quay');
  expect(countOwn(other, [gulls, quay])).toBe(1);
  expect(inputOf(other, 'p', workflow, [quay], rainy).items).toEqual([{ clipId: '2', values: { prompt: 'wide shot of a pier, rain' } }]);
  const again = withOwn(other, '2', 'prompt', 'a quay', 'a quay');
  expect(inputOf(again, 'p', workflow, [quay], null).items).toEqual([{ clipId: '2' }]);
});

test.each([
  { workers: [], words: 'No worker is registered yet' },
  { workers: [{ __typename: 'Worker', id: 'worker-1', takesJobs: false }], words: 'No worker takes jobs at the moment' },
])('who would wait for a worker is told so: $words', async ({ workers, words }) => {
  const { isAtWorkers } = show(['1'], null, workers);
  expect(await screen.findByText(new RegExp(words))).toBeInTheDocument();
  await userEvent.click(screen.getByRole('button', { name: 'Open the workers' }));
  expect(isAtWorkers()).toBe(true);
});

test('a refusal stands at its field, and the dialog stays', async () => {
  const { isClosed } = show(['1'], { __typename: 'RuleViolatedError', message: 'Steps must be at most 100.', field: 'values.steps', index: null, freeSlots: [], freeCodes: [] });
  await userEvent.click(await screen.findByRole('button', { name: 'Enqueue 1 job' }));
  expect(await screen.findByRole('alert')).toHaveTextContent('Steps must be at most 100.');
  expect(screen.getByRole('spinbutton', { name: 'Steps' })).toHaveAccessibleDescription('Steps must be at most 100.');
  expect(isClosed()).toBe(false);
});

test('the words of a preset go around the prompt of each clip', () => {
  const input = inputOf({ ...opening, seed: '7' }, 'p', workflow, [gulls, quay], rainy);
  expect(input.items).toEqual([
    { clipId: '1', values: { prompt: 'wide shot of gulls, rain' } },
    { clipId: '2', values: { prompt: 'wide shot of a quay, rain' } },
  ]);
  expect(input.seeds).toEqual(['7']);
  expect(around(['a', ''], 'x', 'y')).toEqual(['x a, y', 'x, y']);
});

test('settings of a preset are taken as far as the workflow has them', () => {
  expect(withSettings(quick, workflow, { prompt: 'mine' })).toEqual({ prompt: 'mine', steps: 8 });
});

test('a video is made from the words for videos, and from what the clip shows', () => {
  const video = { ...workflow, category: 'VIDEO' as const };
  expect(shownValue(prompt, video, {}, [gulls])).toBe('they fly');
  expect(shownValue(aParameter('start', { type: 'IMAGE', role: 'START_IMAGE' }), video, {}, [gulls])).toBe('d1');
  expect(shownValue(steps, video, {}, [gulls])).toBe(20);
});

test('a colour is red, green and blue in one number', () => {
  expect([hexOf(0x5a7f95), hexOf(255), hexOf(null)]).toEqual(['#5a7f95', '#0000ff', '#000000']);
});

test('where each stage has a prompt, that of the clip counts for all of them', () => {
  const staged = { ...workflow, parameters: [{ ...prompt, isStaged: true }] };
  expect(inputOf(opening, 'p', staged, [gulls], null).items).toEqual([{ clipId: '1', values: { prompt: 'gulls' } }]);
  expect(inputOf({ ...opening, values: { prompt: ['a', 'b'] } }, 'p', staged, [gulls], null)).toMatchObject({ values: { prompt: ['a', 'b'] }, items: [{ clipId: '1' }] });
});

test('stages have as many values as are wished for', () => {
  const staged = { ...workflow, stageParameter: 'stages', parameters: [aParameter('stages', { type: 'INT', default: 2 })] };
  expect([stagesOf(staged, {}), stagesOf(staged, { stages: 3 }), stagesOf(staged, { stages: 99 }), stagesOf(workflow, {})]).toEqual([2, 3, 16, 1]);
});

test('what cannot be meant is said before it is sent', () => {
  expect(faultOf(opening)).toBeNull();
  expect(faultOf({ ...opening, tries: '0' })).toContain('at least 1');
  expect(faultOf({ ...opening, seed: '-3' })).toContain('whole number');
  expect(faultOf({ ...opening, tries: '2', seedPolicy: 'FIXED' })).toContain('would be the same');
  expect(faultOf({ ...opening, cost: '-1' })).toContain('limit of cost');
  expect(inputOf({ ...opening, minutes: '1,5' }, 'p', workflow, [gulls], null).budget).toEqual({ cost: null, seconds: 90 });
  expect(groupsOf(workflow).map(([group, found]) => [group, found.length])).toEqual([
    ['Prompt', 1],
    ['Other', 2],
  ]);
});
