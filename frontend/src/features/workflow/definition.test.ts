import { expect, test } from 'vitest';
import { draftOf, edited, isDefinition, told, widgetsOf, type Definition, type ParameterDraft } from './definition';

const definition: Definition = {
  id: 'rain', name: 'Rain', category: 'image',
  parameters: [
    { name: 'prompt', type: 'text', label: 'Prompt', default: 'rain', group: 'Prompt' },
    { name: 'width', type: 'int', default: 512, least: 64, most: 1024 },
    { name: 'tiled', type: 'boolean', default: false },
    { name: 'source', type: 'image', required: true },
  ],
};

function change(index: number, part: Partial<ParameterDraft>): Definition {
  const draft = draftOf(definition);
  return edited(definition, { ...draft, parameters: draft.parameters.map((one, place) => (place === index ? { ...one, ...part } : one)) });
}

test('what was not edited stays as it was, with a label for each', () => {
  const [prompt, width, tiled, source] = edited(definition, draftOf(definition)).parameters ?? [];
  expect(prompt).toEqual({ ...definition.parameters?.[0], required: false });
  expect(width).toEqual({ name: 'width', type: 'int', label: 'width', required: false, default: 512, least: 64, most: 1024 });
  expect(tiled?.default).toBe(false);
  expect(source).toEqual({ name: 'source', type: 'image', label: 'source', required: true });
});

test('what is not ticked is left out', () => {
  expect(change(1, { isKept: false }).parameters?.map(({ name }) => name)).toEqual(['prompt', 'tiled', 'source']);
});

test('values come back in their types, and an empty one is none', () => {
  expect(change(1, { value: '768', least: '', most: '2048' }).parameters?.[1]).toEqual({ name: 'width', type: 'int', label: 'width', required: false, default: 768, most: 2048 });
  expect(change(1, { value: '' }).parameters?.[1]).not.toHaveProperty('default');
  expect(change(2, { value: 'true' }).parameters?.[2]?.default).toBe(true);
  expect(change(0, { value: '' }).parameters?.[0]?.default).toBe('');
});

test('help and widget are written where there are any, and a list for stages stays', () => {
  expect(change(1, { help: 'In pixels.', widget: 'slider' }).parameters?.[1]).toMatchObject({ help: 'In pixels.', widget: 'slider' });
  expect(change(1, {}).parameters?.[1]).not.toHaveProperty('widget');
  const staged: Definition = { ...definition, parameters: [{ name: 'prompt', type: 'text', default: ['calm', 'storm'] }] };
  expect(edited(staged, draftOf(staged)).parameters?.[0]?.default).toEqual(['calm', 'storm']);
});

test('the widgets of a parameter are those of its type, and the one that it has', () => {
  expect(widgetsOf({ name: 'width', type: 'int' })).toEqual(['number', 'slider']);
  expect(widgetsOf({ name: 'ground', type: 'int', widget: 'color' })).toEqual(['number', 'slider', 'color']);
  expect(widgetsOf({ name: 'source', type: 'image', widget: 'media' })).toEqual([]);
});

test('a number that is none is sent as it is written, for the server to refuse with a sentence', () => {
  expect(change(1, { value: 'wide', most: 'much' }).parameters?.[1]).toMatchObject({ default: 'wide', most: 'much' });
});

test('a refusal names the parameter as the form does', () => {
  const wished = change(0, { isKept: false });
  expect(told('In the workflow “parameters[0].default” is 256, but must be 100 or less.', wished)).toBe('width (as usual) is 256, but must be 100 or less.');
  expect(told('In the workflow “parameters[0]” is wrong.', wished)).toBe('width is wrong.');
  expect(told('In the workflow “parameters[9].least” is wrong.', wished)).toBe('In the workflow “parameters[9].least” is wrong.');
  expect(told('In the workflow “id” is wrong.', wished)).toBe('In the workflow “id” is wrong.');
});

test('a file with parameters is told from a bare graph', () => {
  expect(isDefinition('a.yaml', '')).toBe(true);
  expect(isDefinition('a.json', '{"workflow": 1, "graph": {}}')).toBe(true);
  expect(isDefinition('a.json', '{"1": {"class_type": "SaveImage"}}')).toBe(false);
  expect(isDefinition('a.json', '[')).toBe(false);
});
