import { memo, useEffect, useRef, useState, type PointerEvent } from 'react';
import { useFlashes } from '@/live/live-provider';
import { formatLength, type TimeUnit } from '@/time/timecode';
import { AlternateBadge, bareName } from '@/ui/badge';
import { cn } from '@/ui/cn';
import { isCutIn, useClipboard } from '@/workspace/clipboard';
import { attend, type Selection } from '@/workspace/stage';
import { keepFocus, Strip, type Onlooker } from './clip-block';
import { framesIn, gutter, shownStrips, widthOf, type Layout, type Scale, type SceneData } from './geometry';

/** Wide enough to be met, where a scene has nothing in it yet. */
export const emptyWidth = 132;
const leastPull = 6;

interface SceneBlockProps {
  scene: SceneData;
  lane: Layout['sceneLane'];
  scale: Scale;
  unit: TimeUnit;
  selectedId: string | null;
  isMarked: boolean;
  onlooker: Onlooker | undefined;
  isLast: boolean;
  mayEdit: boolean;
  /** Selects; whether the block may be dragged along. */
  onPick: (event: PointerEvent, found: Selection) => boolean;
  /** While dragged: the frame of the block's middle; null when it is over. */
  onDrag: (sceneId: string, middle: number | null) => void;
  onDrop: (sceneId: string, middle: number) => void;
}

export const SceneBlock = memo(function SceneBlock(props: SceneBlockProps) {
  const { scene, lane, scale, unit, selectedId, isMarked, onlooker, isLast, mayEdit } = props;
  const isCut = useClipboard(({ clipboard }) => isCutIn(clipboard, scene.id));
  const flash = useFlashes((state) => state.flashes.get(scene.id));
  const { shift, onPointerDown } = useSceneDrag(props);
  const isEmpty = scene.length === 0;
  const natural = widthOf(scene.length, scale) - 2;
  const width = isEmpty ? (isLast ? emptyWidth : 14) : Math.max(4, natural);
  const length = formatLength(scene.length, scale.rate, unit);
  return (
    <div
      className={cn('absolute top-0 left-0', shift !== 0 && 'z-30 opacity-85', isEmpty && 'z-10')}
      style={{ transform: `translate(${gutter + widthOf(scene.start, scale) + shift}px, ${lane.top}px)`, width }}
    >
      <div
        role="option"
        tabIndex={selectedId === scene.id ? 0 : -1}
        aria-selected={isMarked}
        aria-label={`Scene ${scene.name}${scene.badge && `, ${scene.badge}`}, ${scene.clipCount} clips, ${length}${isCut ? ', cut' : ''}`}
        data-scene={scene.id}
        onPointerDown={onPointerDown}
        onMouseDown={keepFocus}
        onFocus={() => attend('scene', scene.id)}
        style={
          {
            height: lane.blockHeight,
            '--flash': flash,
            ...(onlooker && { boxShadow: `0 0 0 2px ${onlooker.colour}` }),
          } as React.CSSProperties
        }
        className={cn(
          'flex touch-pan-x items-center gap-1.5 overflow-hidden rounded-[5px] border border-line-strong/60 bg-raised px-2 select-none hover:bg-hover',
          mayEdit ? 'cursor-grab' : 'cursor-default',
          isEmpty && 'border-dashed bg-transparent',
          flash && 'animate-flash',
          isMarked && 'bg-hover outline-2 outline-accent',
          isMarked && selectedId !== scene.id && 'outline-accent/60',
          isCut && 'border-dashed opacity-55',
        )}
      >
        {width > 30 && (
          <>
            {width > 110 && scene.code && <span className="tabular shrink-0 text-[10.5px] text-muted">{scene.code}</span>}
            <span className="truncate text-[12.5px] font-semibold">{bareName(scene.name, scene.badge)}</span>
            <AlternateBadge badge={scene.badge} />
            {width > 190 && (
              <span className="tabular ml-auto shrink-0 text-[10.5px] text-faint">{isEmpty ? 'no clips' : length}</span>
            )}
          </>
        )}
      </div>
      {shift === 0 &&
        scene.alternates.slice(0, shownStrips).map((alternate) => (
          <Strip
            key={alternate.id}
            id={alternate.id}
            kind="scene"
            badge={alternate.badge}
            name={alternate.name}
            isSelected={selectedId === alternate.id}
            isNarrow={width < 60}
          />
        ))}
    </div>
  );
});

function useSceneDrag(props: SceneBlockProps) {
  const [shift, setShift] = useState(0);
  const latest = useRef(props);
  useEffect(() => {
    latest.current = props;
  });

  function onPointerDown(event: PointerEvent) {
    if (event.button !== 0) return;
    const { scene, mayEdit, onPick } = latest.current;
    if (!onPick(event, { kind: 'scene', id: scene.id }) || !mayEdit) return;
    const origin = event.clientX;
    let by = 0;

    const middle = () => scene.start + scene.length / 2 + framesIn(by, latest.current.scale);
    function onMove(move: globalThis.PointerEvent) {
      if (by === 0 && Math.abs(move.clientX - origin) < leastPull) return;
      by = move.clientX - origin;
      setShift(by);
      latest.current.onDrag(scene.id, middle());
    }
    function release() {
      window.removeEventListener('pointermove', onMove);
      window.removeEventListener('pointerup', onUp);
      window.removeEventListener('pointercancel', release);
      window.removeEventListener('keydown', onKey, true);
      setShift(0);
      latest.current.onDrag(scene.id, null);
    }
    function onUp() {
      release();
      if (by !== 0) latest.current.onDrop(scene.id, middle());
    }
    function onKey(key: KeyboardEvent) {
      if (key.key !== 'Escape') return;
      key.stopPropagation();
      release();
    }
    window.addEventListener('pointermove', onMove);
    window.addEventListener('pointerup', onUp);
    window.addEventListener('pointercancel', release);
    window.addEventListener('keydown', onKey, true);
  }

  return { shift, onPointerDown };
}
