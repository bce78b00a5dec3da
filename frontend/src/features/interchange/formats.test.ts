import { expect, test } from 'vitest';
import { describeOptions, describeSize, optionsOf, type Format } from './formats';

const edl: Format = {
  __typename: 'ExportFormatInfo',
  format: 'EDL',
  label: 'EDL (CMX 3600)',
  opensIn: 'Premiere Pro.',
  extension: 'edl',
  choices: [
    {
      __typename: 'ExportChoice', name: 'letters', label: 'Letters', help: 'Old programs read ASCII only.', kind: 'ONE_OF', usual: 'ascii', least: null, most: null,
      values: [{ __typename: 'ExportValue', value: 'ascii', label: 'ASCII' }, { __typename: 'ExportValue', value: 'utf8', label: 'UTF-8, for newer programs' }],
    },
    { __typename: 'ExportChoice', name: 'handles', label: 'Handles', help: 'Frames.', kind: 'NUMBER', usual: '12', least: 0, most: 240, values: [] },
  ],
};

test('every option is sent, chosen or usual', () => {
  expect(optionsOf(edl, {})).toEqual([{ name: 'letters', value: 'ascii' }, { name: 'handles', value: '12' }]);
  expect(optionsOf(edl, { EDL: { letters: 'utf8' }, OTIO: { letters: 'x' } })).toEqual([{ name: 'letters', value: 'utf8' }, { name: 'handles', value: '12' }]);
});

test('only what is unusual is told, also of a format that is gone', () => {
  expect(describeOptions(edl, optionsOf(edl, {}))).toBe('');
  expect(describeOptions(edl, optionsOf(edl, { EDL: { letters: 'utf8', handles: '24' } }))).toBe('UTF-8, for newer programs; Handles: 24');
  expect(describeOptions(undefined, [{ name: 'tape', value: 'beta' }])).toBe('tape: beta');
});

test('sizes are told in the unit that fits', () => {
  expect([1, 640, 1250, 64_000, 1_250_000, 64_000_000].map(describeSize)).toEqual(['1 byte', '640 bytes', '1.3 kB', '64 kB', '1.3 MB', '64 MB']);
});
