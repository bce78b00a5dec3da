import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState, type MouseEvent } from 'react';
import type { ProjectMusicFragment } from '@/gql/graphql';
import { rates } from '@/time/frame-rate';
import { ContextArea, type MenuEntries } from '@/ui/menu';
import { clampZoom, usePreferences } from '@/workspace/preferences';
import { attend, clearSelection, select, selectAll, toggleSelected, useStage, type Selection } from '@/workspace/stage';
import { ClipBlock, type Onlooker } from './clip-block';
import { isTaken, useGesture } from './gesture';
import {
  framesIn,
  gutter,
  layOut,
  musicHeight,
  rulerHeight,
  sceneBefore,
  visibleIn,
  widthOf,
  type ClipData,
  type Lane,
  type Scale,
  type TimelineData,
} from './geometry';
import { MusicLane } from './music-lane';
import { LassoBox, useLasso } from './lasso';
import { range } from './marking';
import { dismissRefusal, useRefusal } from './refusal';
import { RefusalCard } from './refusal-card';
import { PlayheadLine, Ruler } from './ruler';
import { emptyWidth, SceneBlock } from './scene-block';
import { useClipGesture } from './use-clip-gesture';
import { usePlaceClip } from './use-place-clip';
import { useViewport } from './use-viewport';

interface TimelineViewProps {
  timeline: TimelineData;
  mayEdit: boolean;
  onlookers: ReadonlyMap<string, Onlooker>;
  music: ProjectMusicFragment | null;
  menu: MenuEntries;
  onReorderScene: (sceneId: string, afterSceneId: string | null) => void;
}

const overscan = 512;
const clipSpan = (clip: ClipData) => ({ start: clip.timelineStart, length: clip.length });

export function TimelineView({ timeline, mayEdit, onlookers, music, menu, onReorderScene }: TimelineViewProps) {
  const { scenes, startFrame, length } = timeline;
  const scroller = useRef<HTMLDivElement>(null);
  const { zoom, unit } = usePreferences();
  const selectedId = useStage(({ selection }) => selection?.id ?? null);
  const marked = useStage((stage) => stage.marked);
  const pulledId = useGesture(({ gesture }) => gesture?.clipId);
  const scale = useMemo<Scale>(() => ({ rate: rates[timeline.frameRate], pixelsPerSecond: zoom }), [timeline.frameRate, zoom]);
  const above = music ? musicHeight : 0;
  const layout = useMemo(() => layOut(scenes, above), [scenes, above]);
  const viewport = useViewport(scroller);
  const refusal = useRefusal((state) => state.refusal);
  const put = usePlaceClip(timeline);
  const pull = useClipGesture({ scroller, scenes, layout, scale, mayEdit, onDrop: (clip, kind, place) => void put(clip, kind, place) });
  const lasso = useLasso({ scroller, layout, scale });
  const [dropAt, setDropAt] = useState<number | null>(null);

  useZoomWheel(scroller);
  useZoomAnchor(scroller, scale);
  useFollowing(scroller, scale, timeline);

  const from = framesIn(viewport.left - overscan, scale);
  const to = framesIn(viewport.left + viewport.width + overscan, scale);
  const width = Math.max(viewport.width, gutter + widthOf(Math.max(length, music ? music.offset + music.length : 0), scale) + emptyWidth + viewport.width / 3);
  const height = Math.max(layout.height + 24, viewport.height);

  const taken = useCallback(
    (clipId: string) => {
      const { gesture } = useGesture.getState();
      return gesture !== null && isTaken(scenes, clipId, gesture);
    },
    [scenes],
  );
  const onPick = useCallback((event: PickEvent, found: Selection) => pick(event, found, scenes), [scenes]);
  const onSceneDrag = useCallback(
    (sceneId: string, middle: number | null) => {
      if (middle === null) return setDropAt(null);
      const before = scenes.find(({ id }) => id === sceneBefore(scenes, sceneId, middle));
      setDropAt(before ? before.start + before.length : 0);
    },
    [scenes],
  );
  const onSceneDrop = useCallback(
    (sceneId: string, middle: number) => {
      const before = sceneBefore(scenes, sceneId, middle);
      const index = scenes.findIndex(({ id }) => id === sceneId);
      if (before !== (scenes[index - 1]?.id ?? null)) onReorderScene(sceneId, before);
    },
    [scenes, onReorderScene],
  );

  return (
    <ContextArea entries={menu}>
      {/* The tracks take the secondary button; everything in the menu is an action with a key of its own. */}
      {/* eslint-disable-next-line jsx-a11y/no-static-element-interactions, jsx-a11y/click-events-have-key-events */}
      <div ref={scroller} data-timeline className="relative min-h-0 flex-1 overflow-auto overscroll-x-contain bg-well select-none" onContextMenu={attendUnder} onClick={clearOutside} onPointerDown={lasso.onPointerDown}>
        <div className="relative" style={{ width, height }}>
          <Ruler {...{ scale, unit, startFrame, length, viewport }} />
          {music && <MusicLane {...{ music, scale, unit, startFrame, viewport }} />}
          <div role="listbox" aria-multiselectable aria-label="Scenes and clips" tabIndex={-1} className="absolute inset-x-0 top-0">
            {layout.lanes.map((lane) => (
              <div key={lane.track} aria-hidden className={lane.isNew ? 'absolute inset-x-0 bg-panel/25' : 'absolute inset-x-0 bg-panel/70'} style={{ top: lane.top, height: lane.clipHeight }} />
            ))}
            {scenes.map((scene, index) =>
              index > 0 && <div key={scene.id} aria-hidden className="absolute w-px bg-line" style={{ left: gutter + widthOf(scene.start, scale) - 1, top: layout.sceneLane.top, height: layout.height - layout.sceneLane.top }} />,
            )}
            {visibleIn(scenes, (scene) => scene, from, to).map((scene) => (
              <SceneBlock
                key={scene.id}
                {...{ scene, scale, unit, mayEdit, selectedId, onPick }}
                isMarked={marked.has(scene.id)}
                lane={layout.sceneLane}
                onlooker={onlookers.get(scene.id)}
                isLast={scene.id === scenes.at(-1)?.id}
                onDrag={onSceneDrag}
                onDrop={onSceneDrop}
              />
            ))}
            {layout.lanes.map((lane) => {
              const shown = visibleIn(lane.clips, clipSpan, from, to);
              const pulled = lane.clips.find(({ id }) => id === pulledId);
              const clips = pulled && !shown.includes(pulled) ? [...shown, pulled] : shown;
              return clips.map((clip) => (
                <ClipBlock
                  key={clip.id}
                  {...{ clip, lane, scale, unit, startFrame, mayEdit, selectedId, onPick }}
                  isMarked={marked.has(clip.id)}
                  lanes={layout.lanes}
                  onlooker={onlookers.get(clip.id)}
                  isTaken={taken}
                  onPull={pull}
                />
              ));
            })}
          </div>
          <TrackNames lanes={layout.lanes} height={height} />
          <PlayheadLine scale={scale} height={height} />
          <SnapLine scale={scale} height={layout.height} />
          {dropAt !== null && (
            <div aria-hidden className="absolute z-40 w-[3px] -translate-x-1/2 rounded bg-accent" style={{ left: gutter + widthOf(dropAt, scale), top: layout.sceneLane.top, height: layout.sceneLane.blockHeight }} />
          )}
          {refusal && (
            <RefusalCard
              {...{ refusal, scenes, layout, scale, unit, startFrame }}
              onTake={refusal.onTake}
              onDismiss={dismissRefusal}
            />
          )}
          <LassoBox rectangle={lasso.rectangle} />
        </div>
      </div>
    </ContextArea>
  );
}

/** Stays at the left edge while the tracks move below it. */
function TrackNames({ lanes, height }: { lanes: readonly Lane[]; height: number }) {
  return (
    <div aria-hidden className="pointer-events-none sticky left-0 z-30 border-r bg-panel" style={{ width: gutter, height, marginTop: -rulerHeight }}>
      {lanes.map(({ track, top, clipHeight, isNew }) => (
        <span key={track} className="tabular absolute inset-x-0 grid place-items-center text-[10.5px] text-faint" style={{ top, height: clipHeight }}>
          {isNew ? '' : `V${track + 1}`}
        </span>
      ))}
    </div>
  );
}

function under(event: MouseEvent): Selection | null {
  const element = (event.target as Element).closest<HTMLElement>('[data-clip], [data-scene]');
  if (!element) return null;
  const { clip, scene } = element.dataset;
  return clip ? { kind: 'clip', id: clip } : { kind: 'scene', id: scene ?? '' };
}

function attendUnder(event: MouseEvent): void {
  const found = under(event);
  if (found) attend(found.kind, found.id);
}

type PickEvent = Pick<MouseEvent, 'shiftKey' | 'ctrlKey' | 'metaKey'>;

/** Pressing selects; with Ctrl one more or one less, with Shift everything up to there. False when that was all that was meant. */
function pick(event: PickEvent, found: Selection, scenes: TimelineData['scenes']): boolean {
  const { kind, id } = found;
  if (event.shiftKey) selectAll(kind, range(scenes, useStage.getState().selection, found), id);
  else if (event.ctrlKey || event.metaKey) toggleSelected(kind, id);
  else {
    select(kind, id);
    return true;
  }
  return false;
}

function clearOutside(event: MouseEvent): void {
  const target = event.target as Element;
  if (!under(event) && !target.closest('[role=slider], [role=alertdialog], [data-music]')) clearSelection();
}

function SnapLine({ scale, height }: { scale: Scale; height: number }) {
  const at = useGesture(({ gesture }) => (gesture?.settlesAt === null ? gesture.snappedAt : null));
  if (at === null) return null;
  return <div aria-hidden className="pointer-events-none absolute top-0 z-40 w-px bg-info" style={{ left: gutter + widthOf(at, scale), height }} />;
}

/** Ctrl and the wheel zoom; a listener of our own, because React's may not keep the page from zooming. */
function useZoomWheel(scroller: React.RefObject<HTMLDivElement | null>): void {
  useEffect(() => {
    const area = scroller.current;
    function onWheel(event: WheelEvent) {
      if (!event.ctrlKey && !event.metaKey) return;
      event.preventDefault();
      usePreferences.setState(({ zoom }) => ({ zoom: clampZoom(zoom * Math.exp(-event.deltaY / 400)) }));
    }
    area?.addEventListener('wheel', onWheel, { passive: false });
    return () => area?.removeEventListener('wheel', onWheel);
  }, [scroller]);
}

/** Zooming keeps the playhead, or else the middle, where it is on the screen. */
function useZoomAnchor(scroller: React.RefObject<HTMLDivElement | null>, scale: Scale): void {
  const previous = useRef(scale);
  useLayoutEffect(() => {
    const area = scroller.current;
    const before = previous.current;
    previous.current = scale;
    if (!area || before.pixelsPerSecond === scale.pixelsPerSecond) return;
    const { playhead } = useStage.getState();
    const shown = widthOf(playhead, before) - area.scrollLeft;
    const isShown = shown >= 0 && shown <= area.clientWidth;
    const anchor = isShown ? playhead : framesIn(area.scrollLeft + area.clientWidth / 2, before);
    area.scrollBy({ left: widthOf(anchor, scale) - widthOf(anchor, before) });
  }, [scroller, scale]);
}

/** The focus goes with the selection while it is on the tracks, so that a screen reader says what is selected. */
function focusOn(area: HTMLElement | null, id: string): void {
  if (!area?.contains(document.activeElement) || document.activeElement?.closest('[role=alertdialog]')) return;
  area.querySelector<HTMLElement>(`[data-clip="${id}"], [data-scene="${id}"]`)?.focus({ preventScroll: true });
}

/** Scrolls along with a playing playhead, and to what was selected with the keyboard. */
function useFollowing(scroller: React.RefObject<HTMLDivElement | null>, scale: Scale, { scenes }: TimelineData): void {
  useEffect(() => {
    function show(frame: number) {
      const area = scroller.current;
      if (!area) return;
      const x = widthOf(frame, scale);
      if (x < area.scrollLeft || x > area.scrollLeft + area.clientWidth - gutter - 40) area.scrollTo({ left: Math.max(0, x - 80) });
    }
    return useStage.subscribe((stage, before) => {
      if (stage.playhead !== before.playhead && stage.speed !== 0) show(stage.playhead);
      if (stage.selection === before.selection || !stage.selection || useGesture.getState().gesture) return;
      const { id } = stage.selection;
      requestAnimationFrame(() => focusOn(scroller.current, id));
      const clip = scenes.flatMap((scene) => scene.clips).find((candidate) => candidate.id === id);
      const start = clip?.timelineStart ?? scenes.find((scene) => scene.id === id)?.start;
      if (start !== undefined && !scroller.current?.querySelector(`[data-clip="${id}"], [data-scene="${id}"]`)) show(start);
    });
  }, [scroller, scale, scenes]);
}
