import { expect, test } from 'vitest';
import { rates } from '@/time/frame-rate';
import { playAlong, secondAt, type Playable } from './player';

const rate = rates.FPS_24;
const music = { offset: 48, seconds: 10 };

/** An audio element that is ready at once, unless it may not play. */
function anAudio({ mayPlay = true, readyState = 4 } = {}) {
  const asked: string[] = [];
  const audio: Playable = {
    currentTime: 0,
    paused: true,
    seeking: false,
    readyState,
    playbackRate: 1,
    async play() {
      asked.push('play');
      if (!mayPlay) throw new DOMException('No.', 'NotAllowedError');
      Object.assign(audio, { paused: false });
    },
    pause() {
      asked.push('pause');
      Object.assign(audio, { paused: true });
    },
  };
  return { audio, asked };
}

test('the music is silent before its beginning, behind its end, backward and beyond four times its speed', () => {
  const at = (playhead: number, speed = 1) => secondAt({ playhead, speed }, music, rate);
  expect([at(47), at(48), at(60), at(287), at(288)]).toEqual([null, 0, 0.5, 239 / 24, null]);
  expect([at(60, 0), at(60, -1), at(60, 4), at(60, 8)]).toEqual([null, null, 0.5, null]);
  expect(secondAt({ playhead: 0, speed: 1 }, { offset: -24, seconds: 10 }, rate)).toBe(1);
});

test('it plays from where the playhead is, and the playhead goes by what is heard', async () => {
  const { audio, asked } = anAudio();
  const player = playAlong(audio, music, rate);
  player.follow({ playhead: 60, speed: 1 });
  expect(audio.currentTime).toBe(0.5);
  await Promise.resolve();
  audio.currentTime = 0.75;
  expect(player.clock({ playhead: 60, speed: 1 })).toBe(66);
  player.follow({ playhead: 66, speed: 1 });
  expect(audio.currentTime).toBe(0.75);
  player.follow({ playhead: 66, speed: 0 });
  expect(asked).toEqual(['play', 'pause']);
  expect(player.clock({ playhead: 66, speed: 0 })).toBeNull();
});

test('where the playhead is put elsewhere the music goes along', () => {
  const { audio } = anAudio();
  const player = playAlong(audio, music, rate);
  player.follow({ playhead: 60, speed: 1 });
  player.follow({ playhead: 168, speed: 2 });
  expect([audio.currentTime, audio.playbackRate]).toEqual([5, 2]);
});

test('the playhead waits for music that is about to begin', () => {
  const { audio } = anAudio({ readyState: 1 });
  const player = playAlong(audio, music, rate);
  player.follow({ playhead: 60, speed: 1 });
  expect(player.clock({ playhead: 60, speed: 1 })).toBe('waiting');
});

test('music that may not play is not waited for, and is tried again the next time', async () => {
  const { audio, asked } = anAudio({ mayPlay: false });
  const player = playAlong(audio, music, rate);
  player.follow({ playhead: 60, speed: 1 });
  await new Promise((resolve) => setTimeout(resolve));
  expect(player.clock({ playhead: 60, speed: 1 })).toBeNull();
  player.follow({ playhead: 61, speed: 1 });
  player.follow({ playhead: 61, speed: 0 });
  player.follow({ playhead: 61, speed: 1 });
  expect(asked).toEqual(['play', 'play']);
});
