import { Music } from 'lucide-react';
import { useEffect, useRef, type PointerEvent } from 'react';
import type { ProjectMusicFragment } from '@/gql/graphql';
import { formatLength, formatPlace, type TimeUnit } from '@/time/timecode';
import { movePlayhead } from '@/workspace/stage';
import { framesIn, gutter, musicHeight, rulerHeight, widthOf, type Scale } from './geometry';
import type { Viewport } from './use-viewport';
import { columnsBetween, useWaveform } from './waveform';

interface MusicLaneProps {
  music: ProjectMusicFragment;
  scale: Scale;
  unit: TimeUnit;
  startFrame: number;
  viewport: Viewport;
}

const overscan = 512;
const drawn = musicHeight - 4;

/** The waveform under the ruler. Pressing or dragging in it puts the playhead there; the ruler does so from the keyboard. */
export function MusicLane({ music, scale, unit, startFrame, viewport }: MusicLaneProps) {
  const peaks = useWaveform(music.digest, music.peaksUrl);
  const begin = widthOf(music.offset, scale);
  const end = begin + music.seconds * scale.pixelsPerSecond;
  const left = Math.max(0, begin, viewport.left - overscan);
  const right = Math.min(end, viewport.left + viewport.width + overscan);

  function onPointerDown(event: PointerEvent<HTMLDivElement>) {
    if (event.button !== 0) return;
    event.stopPropagation();
    const edge = event.currentTarget.getBoundingClientRect().left;
    const place = (x: number) => movePlayhead(framesIn(x - edge, scale));
    const onMove = (move: globalThis.PointerEvent) => place(move.clientX);
    place(event.clientX);
    window.addEventListener('pointermove', onMove);
    window.addEventListener('pointerup', () => window.removeEventListener('pointermove', onMove), { once: true });
  }

  return (
    <div
      data-music
      role="img"
      aria-label={`Music: ${music.name}, ${formatLength(music.length, scale.rate, unit)}, from ${formatPlace(music.offset, scale.rate, startFrame, unit)}`}
      onPointerDown={onPointerDown}
      className="absolute right-0 cursor-text touch-none"
      style={{ left: gutter, top: rulerHeight, height: musicHeight }}
    >
      <div aria-hidden className="absolute top-0.5 rounded-sm bg-info/10" style={{ left: Math.max(0, begin), width: Math.max(1, end - Math.max(0, begin)), height: drawn }}>
        <span className="sticky left-[52px] z-10 flex w-fit max-w-56 items-center gap-1 rounded-sm bg-well/75 px-1 text-[10.5px] text-ink">
          <Music className="size-3 shrink-0" />
          <span className="truncate">{music.name}</span>
        </span>
      </div>
      {peaks && right > left && <Drawing key={Math.round(left)} {...{ peaks, left }} width={right - left} from={(left - begin) / scale.pixelsPerSecond} to={(right - begin) / scale.pixelsPerSecond} />}
    </div>
  );
}

interface DrawingProps {
  peaks: Int8Array;
  left: number;
  width: number;
  /** Seconds of the music. */
  from: number;
  to: number;
}

/** Only the part that shows, so that no length and no zoom makes it large. */
function Drawing({ peaks, left, width, from, to }: DrawingProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const element = canvas.current;
    const context = element?.getContext('2d');
    if (!element || !context) return;
    const count = Math.max(1, Math.round(width * devicePixelRatio));
    const height = drawn * devicePixelRatio;
    element.width = count;
    element.height = height;
    context.fillStyle = getComputedStyle(element).color;
    const columns = columnsBetween(peaks, from, to, count);
    for (let column = 0; column < count; column += 1) {
      const low = columns[column * 2] ?? 0;
      const high = columns[column * 2 + 1] ?? 0;
      const top = ((127 - high) / 255) * height;
      context.fillRect(column, top, 1, Math.max(1, ((high - low) / 255) * height));
    }
  }, [peaks, width, from, to]);
  return <canvas ref={canvas} data-waveform aria-hidden className="pointer-events-none absolute top-0.5 text-info/80" style={{ left, width, height: drawn }} />;
}
