import { expect, test } from 'vitest';
import { describeDefault, describeMemory, describeRange, groupsOf, notesOf, type Parameter } from './words';

const parameter: Parameter = {
  __typename: 'WorkflowParameter', name: 'width', type: 'INT', label: 'Width', help: '', group: 'Size', role: 'WIDTH', isRequired: false, isStaged: false, isLowered: true,
  default: 1024, least: 64, most: 4096, step: 8, choices: [], folder: '', widget: 'NUMBER', inputs: [],
};

test('what may be chosen is told in words', () => {
  expect(describeRange(parameter)).toBe('whole number, 64 to 4,096 in steps of 8');
  expect(describeRange({ ...parameter, type: 'FLOAT', most: null, step: 0.1 })).toBe('number, 64 or more');
  expect(describeRange({ ...parameter, least: null, step: 1 })).toBe('whole number, 4,096 or less');
  expect(describeRange({ ...parameter, type: 'CHOICE', least: null, most: null, step: null, choices: ['a', 'b'] })).toBe('one of a, b');
  expect(describeRange({ ...parameter, type: 'MODEL', least: null, most: null, folder: 'vae' })).toBe('model, of vae');
});

test('a long list of choices is cut', () => {
  const choices = [...'abcdefgh'];
  expect(describeRange({ ...parameter, type: 'CHOICE', least: null, most: null, step: null, choices })).toBe('one of a, b, c, d, e, f …');
});

test('what is said besides is told in order', () => {
  expect(notesOf({ ...parameter, isRequired: true, isStaged: true })).toEqual(['needed', 'for each stage', 'lower in a preview']);
  expect(notesOf({ ...parameter, isLowered: false })).toEqual([]);
});

test('groups come in the order in which they are met, and what has none is last named Other', () => {
  const groups = groupsOf([parameter, { ...parameter, group: '' }, { ...parameter, name: 'height' }]);
  expect(groups.map(([name, found]) => [name, found.length])).toEqual([['Size', 2], ['Other', 1]]);
});

test('usual values are shown as people write them', () => {
  expect([null, true, false, 3, 'euler', [1]].map(describeDefault)).toEqual(['', 'yes', 'no', '3', 'euler', '[1]']);
});

test('memory is counted as on the box of a graphics card', () => {
  expect(describeMemory(12 * 2 ** 30)).toBe('12 GB');
});
