import { X } from 'lucide-react';
import { useEffect, useRef, useState, type KeyboardEvent } from 'react';
import { useQuery } from 'urql';
import { describeFailure } from '@/api/command';
import { useRefetchOnChange } from '@/live/live-provider';
import { Button, IconButton } from '@/ui/button';
import { describeExactly } from '@/ui/moment';
import { ErrorNotice } from '@/ui/notice';
import { useShownMoment } from '@/workspace/moment';
import { marksOf, momentAt, steppedBy, type Mark, type TimedPosition } from './marks';
import { activityQuery, momentsQuery } from './operations';

/** How long the slider has to rest before the project is asked for. */
const restMilliseconds = 180;
/** More than were ever made in one millisecond. */
const neighbours = 5;

interface HistoryBarProps {
  projectId: string;
  /** When the shown moment was, as soon as that is known. */
  shownAt: string | undefined;
  /** A position, or null for now. */
  onSee: (position: number | null) => void;
  /** Left out while the bar has to stay. */
  onClose?: (() => void) | undefined;
}

/** The whole history as a slider: from the first change at the left to now at the right. */
export function HistoryBar({ projectId, shownAt, onSee, onClose }: HistoryBarProps) {
  const [{ data, error, fetching, stale }, refetch] = useQuery({ query: momentsQuery, variables: { projectId } });
  const again = () => refetch({ requestPolicy: 'network-only' });
  useRefetchOnChange({ isFetching: fetching || stale, refetch: again });
  const project = data?.project;
  return (
    <section aria-label="History bar" data-bottom-bar className="shrink-0 border-t bg-panel px-3 pt-2 pb-1.5">
      {error && !project && <ErrorNotice message={describeFailure(error)} onRetry={again} />}
      {!error && !project && <p className="py-3 text-center text-muted">Fetching the history</p>}
      {project && <Slider {...{ projectId, shownAt, onSee, onClose }} moments={project.moments} last={project.position} />}
    </section>
  );
}

interface SliderProps extends HistoryBarProps {
  moments: readonly TimedPosition[];
  /** The position of now. */
  last: number;
}

function Slider({ projectId, moments, last, shownAt, onSee, onClose }: SliderProps) {
  const shown = useShownMoment();
  const first = Math.min(moments[0]?.position ?? last, last);
  const { value, slide } = useSliding(shown ?? last, (position) => onSee(position >= last ? null : position));
  const isNow = shown === null && value === last;
  const isKnown = value >= first && value <= last;
  const at = isKnown ? ((value === shown ? shownAt : undefined) ?? momentAt(moments, value)?.at) : undefined;
  const sentence = useSentenceAt(projectId, value, at);
  const when = at ? describeExactly(at) : '';
  const text = [isNow ? 'Now' : when, sentence].filter(Boolean).join(': ');

  function onKeyDown(event: KeyboardEvent) {
    const target = steppedBy(event.key, value, first, last);
    if (target === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    event.stopPropagation();
    slide(target);
  }

  return (
    <div className="flex flex-wrap items-start gap-x-3">
      <p className="flex w-full min-w-0 items-baseline gap-2 pb-1 max-sm:flex-wrap max-sm:gap-y-0" aria-hidden>
        <span className={isNow ? 'font-semibold text-good' : 'tabular font-semibold whitespace-nowrap text-violet'}>{isNow ? 'Now' : when}</span>
        <span className="block min-w-0 truncate text-muted first-letter:uppercase max-sm:order-last max-sm:basis-full">{sentence}</span>
        <span className="tabular ml-auto shrink-0 text-[11px] text-faint">
          change {value} of {last}
        </span>
      </p>
      <div className="relative min-w-0 flex-1">
        <input
          type="range"
          aria-label="Moment of the history"
          aria-valuetext={text}
          min={first}
          max={last}
          step={1}
          value={value}
          disabled={last <= first}
          onChange={(event) => slide(event.currentTarget.valueAsNumber)}
          onKeyDown={onKeyDown}
          className="block h-5 w-full accent-violet"
        />
        <Marks marks={marksOf(moments, first, last)} value={value} />
      </div>
      <Button size="small" disabled={isNow} onClick={() => onSee(null)}>
        Now
      </Button>
      {onClose && <IconButton icon={X} label="Close the history bar" className="size-7" onClick={onClose} />}
    </div>
  );
}

interface Draft {
  readonly position: number;
  /** Where the page stood when it was asked to go there; null while the hand still moves. */
  readonly askedAt: number | null;
}

/** Follows the hand at once and asks only when it rests; what comes from elsewhere moves the slider, too. */
function useSliding(settled: number, onRest: (position: number) => void) {
  const [draft, setDraft] = useState<Draft | null>(null);
  const latest = useRef({ settled, onRest });
  useEffect(() => {
    latest.current = { settled, onRest };
  });
  useEffect(() => {
    if (draft?.askedAt !== null) return;
    const timer = setTimeout(() => {
      const { position } = draft;
      const present = latest.current;
      setDraft(position === present.settled ? null : { position, askedAt: present.settled });
      present.onRest(position);
    }, restMilliseconds);
    return () => clearTimeout(timer);
  }, [draft]);
  const isOver = draft !== null && draft.askedAt !== null && draft.askedAt !== settled;
  if (isOver) setDraft(null);
  return { value: draft === null || isOver ? settled : draft.position, slide: (position: number) => setDraft({ position, askedAt: null }) };
}

/** What the change of a position did, in words; empty until that is known. */
function useSentenceAt(projectId: string, position: number, at: string | undefined): string {
  const [{ data }] = useQuery({ query: activityQuery, variables: { projectId, first: neighbours, filter: { until: at } }, pause: at === undefined });
  const found = data?.project?.activity.edges.find(({ node }) => node.position === position)?.node;
  return found ? `${found.sentence} (${found.actor.name})` : '';
}

function Marks({ marks, value }: { marks: readonly Mark[]; value: number }) {
  // The knob's middle never comes nearer to the ends than half its width.
  return (
    <div aria-hidden className="relative mx-2 h-6">
      {marks.map(({ position, share, day }) => (
        <span key={position} className="absolute top-0" style={{ left: `${share * 100}%` }}>
          <span className={day ? 'block h-3 w-px bg-muted' : position <= value ? 'block h-1.5 w-px bg-violet' : 'block h-1.5 w-px bg-line-strong'} />
          {day && <span className="absolute top-1.5 left-1 text-[10.5px] whitespace-nowrap text-faint max-sm:hidden">{day}</span>}
        </span>
      ))}
    </div>
  );
}
