import { render, screen, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { graphNodes } from './graph-nodes';
import { PromptGraph } from './prompt-graph';

const graph = {
  positive: { class_type: 'CLIPTextEncode', inputs: { text: 'rain', clip: ['unet', 1] }, _meta: { title: 'What is seen' } },
  sampler: { class_type: 'KSampler', inputs: { seed: 7, positive: ['positive', 0] } },
  unet: { class_type: 'CheckpointLoaderSimple', inputs: {} },
};

test('values are told as they are, links by the node that they read', () => {
  const [positive, sampler, unet] = graphNodes(graph);
  expect(positive).toEqual({
    id: 'positive',
    title: 'What is seen',
    classType: 'CLIPTextEncode',
    inputs: [
      { name: 'text', text: 'rain', isLink: false },
      { name: 'clip', text: 'from CheckpointLoaderSimple, output 1', isLink: true },
    ],
  });
  expect(sampler?.inputs).toEqual([
    { name: 'seed', text: '7', isLink: false },
    { name: 'positive', text: 'from What is seen', isLink: true },
  ]);
  expect(unet?.inputs).toEqual([]);
  expect(graphNodes(null)).toEqual([]);
});

test('the node at work is marked among the others', () => {
  render(<PromptGraph name="Shot 1" prompt={{ __typename: 'JobPrompt', graph, fault: '' }} running="sampler" />);
  expect(screen.getByText('3 nodes, as ComfyUI gets them')).toBeInTheDocument();
  const nodes = within(screen.getByRole('list', { name: 'Nodes', hidden: true })).getAllByRole('listitem', { hidden: true });
  expect(nodes.map((node) => node.getAttribute('aria-current'))).toEqual([null, 'true', null]);
  expect(nodes[1]).toHaveTextContent('KSamplersamplerat workseed7positivefrom What is seen');
});

test('why there is no graph is said in its place', () => {
  render(<PromptGraph name="" prompt={{ __typename: 'JobPrompt', graph: null, fault: 'A file that this needs is not stored any more: choose another one.' }} running="" />);
  expect(screen.getByText(/not stored any more/)).toBeInTheDocument();
  expect(screen.queryByRole('button')).not.toBeInTheDocument();
});
