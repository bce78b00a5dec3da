import { useId } from 'react';
import type { JobGrouping } from '@/gql/graphql';
import { barsOf, describeCounts, describeDayShortly, describeUndrawn, endings, groupings, topOf, type Bar, type Totals } from './statistics';
import { stages } from './words';

interface StatisticsChartProps {
  by: JobGrouping;
  total: Totals;
  groups: readonly Totals[];
}

/** How many jobs succeeded, failed and were canceled: days beside each other, all else below each other. */
export function StatisticsChart({ by, total, groups }: StatisticsChartProps) {
  const hatch = useId();
  const bars = barsOf(by, groups);
  const undrawn = describeUndrawn(by, groups);
  const label = `Ended jobs by ${groupings[by].toLowerCase()}: ${describeCounts(total)}. The table has all numbers.`;
  return (
    <figure className="max-w-4xl">
      <Drawing {...{ bars, label, hatch }} isInTime={by === 'DAY'} />
      <figcaption className="mt-2 flex flex-wrap gap-x-4 gap-y-1 text-xs text-muted">
        {endings.map((stage) => (
          <span key={stage} className="flex items-center gap-1.5">
            <svg aria-hidden viewBox="0 0 10 10" className="size-2.5">
              <rect width="10" height="10" fill={fillOf(stage, hatch)} />
            </svg>
            {stages[stage].label}
          </span>
        ))}
        {undrawn && <span className="text-faint">{undrawn}</span>}
      </figcaption>
    </figure>
  );
}

type Ending = (typeof endings)[number];

/** Canceled is hatched, so that nobody has to tell three colours apart. */
function fillOf(stage: Ending, hatch: string): string {
  return stage === 'canceled' ? `url(#${hatch})` : stages[stage].colour;
}

interface DrawingProps {
  bars: readonly Bar[];
  label: string;
  hatch: string;
  isInTime: boolean;
}

const width = 720;

function Drawing({ bars, label, hatch, isInTime }: DrawingProps) {
  const top = topOf(Math.max(...bars.map(({ counts }) => heightOf(counts))));
  const height = isInTime ? columnHeight + 30 : bars.length * rowHeight + 22;
  return (
    <svg role="img" aria-label={label} viewBox={`0 0 ${width} ${height}`} className="h-auto w-full fill-muted text-[11px]">
      <defs>
        <pattern id={hatch} width="4" height="4" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <rect width="4" height="4" fill="var(--color-raised)" />
          <rect width="2" height="4" fill="var(--color-muted)" />
        </pattern>
      </defs>
      {isInTime ? <Columns {...{ bars, top, hatch }} /> : <Rows {...{ bars, top, hatch }} />}
    </svg>
  );
}

function heightOf(counts: Bar['counts']): number {
  return endings.reduce((sum, stage) => sum + counts[stage], 0);
}

/** The parts of a bar that are there, each with what lies before it. */
function partsOf(counts: Bar['counts']): readonly { stage: Ending; before: number; count: number }[] {
  return endings
    .map((stage, at) => ({ stage, before: endings.slice(0, at).reduce((sum, one) => sum + counts[one], 0), count: counts[stage] }))
    .filter(({ count }) => count > 0);
}

/** The numbers at the lines: nothing, half and all of the top, whole ones only. */
function ticksOf(top: number): readonly number[] {
  return [0, top / 2, top].filter(Number.isInteger);
}

interface PlacedProps {
  bars: readonly Bar[];
  /** The number at the end of the scale. */
  top: number;
  hatch: string;
}

const columnHeight = 170;
const left = 52;

function Columns({ bars, top, hatch }: PlacedProps) {
  const step = Math.min((width - left) / bars.length, 56);
  const heightAt = (count: number) => 8 + (columnHeight - 8) * (1 - count / top);
  const labelled = Math.ceil(56 / step);
  return (
    <>
      {ticksOf(top).map((tick) => (
        <g key={tick}>
          <line x1={left} x2={width} y1={heightAt(tick)} y2={heightAt(tick)} stroke="var(--color-line)" />
          <text x={left - 6} y={heightAt(tick) + 4} textAnchor="end">
            {tick.toLocaleString('en')}
          </text>
        </g>
      ))}
      {bars.map(({ key, label, counts }, at) => (
        <g key={key}>
          <title>{`${label}: ${describeCounts(counts)}`}</title>
          {partsOf(counts).map(({ stage, before, count }) => (
            <rect key={stage} x={left + at * step + step * 0.12} width={step * 0.76} y={heightAt(before + count)} height={heightAt(before) - heightAt(before + count)} fill={fillOf(stage, hatch)} />
          ))}
          {at % labelled === 0 && (
            <text x={left + (at + 0.5) * step} y={columnHeight + 18} textAnchor="middle">
              {describeDayShortly(key)}
            </text>
          )}
        </g>
      ))}
    </>
  );
}

const rowHeight = 24;
const names = 190;
const end = width - 60;

function Rows({ bars, top, hatch }: PlacedProps) {
  const wide = (count: number) => ((end - names) * count) / top;
  const foot = bars.length * rowHeight;
  return (
    <>
      {ticksOf(top).map((tick) => (
        <g key={tick}>
          <line x1={names + wide(tick)} x2={names + wide(tick)} y1={0} y2={foot} stroke="var(--color-line)" />
          <text x={names + wide(tick)} y={foot + 14} textAnchor="middle">
            {tick.toLocaleString('en')}
          </text>
        </g>
      ))}
      {bars.map(({ key, label, counts }, at) => (
        <g key={key}>
          <title>{`${label}: ${describeCounts(counts)}`}</title>
          <text x={names - 8} y={at * rowHeight + 16} textAnchor="end">
            {shortened(label)}
          </text>
          {partsOf(counts).map(({ stage, before, count }) => (
            <rect key={stage} x={names + wide(before)} width={wide(count)} y={at * rowHeight + 4} height={rowHeight - 8} fill={fillOf(stage, hatch)} />
          ))}
        </g>
      ))}
    </>
  );
}

/** SVG breaks no lines: the whole name is in the title and in the table. */
function shortened(label: string): string {
  return label.length > 28 ? `${label.slice(0, 27)}…` : label;
}
