import { describe, expect, test } from 'vitest';
import { frameAt, frameRates, rates, secondsOf } from '@/time/frame-rate';
import { formatLength, formatPlace, formatTimecode, parseLength, parseTimecode } from '@/time/timecode';

describe('timecode', () => {
  test('drop-frame skips two numbers a minute but not in every tenth minute', () => {
    const rate = rates.FPS_29_97_DF;
    expect(formatTimecode(1799, rate)).toBe('00:00:59;29');
    expect(formatTimecode(1800, rate)).toBe('00:01:00;02');
    expect(formatTimecode(17981, rate)).toBe('00:09:59;29');
    expect(formatTimecode(17982, rate)).toBe('00:10:00;00');
  });

  test('drop-frame at 59.94 skips four', () => {
    expect(formatTimecode(3600, rates.FPS_59_94_DF)).toBe('00:01:00;04');
  });

  test('non-drop counts straight on and wraps after a day', () => {
    expect(formatTimecode(24 * 3600, rates.FPS_24)).toBe('01:00:00:00');
    expect(formatTimecode(24 * 86400, rates.FPS_24)).toBe('00:00:00:00');
  });

  test.each(frameRates)('every timecode of a day at %s reads back as its frame', (name) => {
    const rate = rates[name];
    const day = 24 * 6 * (rate.nominal * 600 - (rate.isDropFrame ? (rate.nominal / 15) * 9 : 0));
    for (let frame = 0; frame < day; frame += 997) {
      expect(parseTimecode(formatTimecode(frame, rate), rate)).toBe(frame);
    }
    expect(parseTimecode(formatTimecode(day - 1, rate), rate)).toBe(day - 1);
  });

  test('a dropped number, too many frames and nonsense are no timecode', () => {
    expect(parseTimecode('00:01:00;00', rates.FPS_29_97_DF)).toBeNull();
    expect(parseTimecode('00:00:00:24', rates.FPS_24)).toBeNull();
    expect(parseTimecode('00:61:00:00', rates.FPS_24)).toBeNull();
    expect(parseTimecode('soon', rates.FPS_24)).toBeNull();
  });

  test('a place reads in each unit, and only timecode counts from the start of the project', () => {
    expect(formatPlace(36, rates.FPS_24, 86400, 'timecode')).toBe('01:00:01:12');
    expect(formatPlace(36, rates.FPS_24, 86400, 'seconds')).toBe('1.50 s');
    expect(formatPlace(36, rates.FPS_24, 86400, 'frames')).toBe('36');
    expect(formatLength(36, rates.FPS_24, 'timecode')).toBe('00:00:01:12');
  });

  test('a length may be typed as frames, seconds or timecode', () => {
    expect(parseLength('48', rates.FPS_24)).toBe(48);
    expect(parseLength('2.5 s', rates.FPS_24)).toBe(60);
    expect(parseLength('00:00:02:00', rates.FPS_24)).toBe(48);
    expect(parseLength('-3', rates.FPS_24)).toBeNull();
  });

  test('seconds and frames convert exactly at 23.976', () => {
    expect(secondsOf(24000, rates.FPS_23_976)).toBe(1001);
    expect(frameAt(1001, rates.FPS_23_976)).toBe(24000);
  });
});
