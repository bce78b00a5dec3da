const relative = new Intl.RelativeTimeFormat('en', { numeric: 'auto' });
const steps: [Intl.RelativeTimeFormatUnit, number][] = [
  ['year', 31_536_000],
  ['month', 2_592_000],
  ['week', 604_800],
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
];

export function describeMoment(at: string, now = Date.now()): string {
  const seconds = (Date.parse(at) - now) / 1000;
  const step = steps.find(([, size]) => Math.abs(seconds) >= size);
  return step ? relative.format(Math.round(seconds / step[1]), step[0]) : 'just now';
}

const dayFormat = new Intl.DateTimeFormat('en', { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' });
const clockFormat = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', second: '2-digit' });

/** "Today", "Yesterday" or "Tuesday, March 3, 2026", where the person is. */
export function describeDay(at: string, now = new Date()): string {
  const day = new Date(at).toDateString();
  const yesterday = new Date(now);
  yesterday.setDate(now.getDate() - 1);
  if (day === now.toDateString()) return 'Today';
  return day === yesterday.toDateString() ? 'Yesterday' : dayFormat.format(new Date(at));
}

const shortDayFormat = new Intl.DateTimeFormat('en', { weekday: 'short', day: 'numeric', month: 'short' });

/** "Tue, Mar 3", where the person is. */
export function describeDayBriefly(at: string): string {
  return shortDayFormat.format(new Date(at));
}

/** "14:05:12", where the person is. */
export function describeClock(at: string): string {
  return clockFormat.format(new Date(at));
}

/** "March 3, 2026 at 14:05:12", where the person is. */
export function describeExactly(at: string): string {
  const date = new Date(at).toLocaleDateString('en', { day: 'numeric', month: 'long', year: 'numeric' });
  return `${date} at ${describeClock(at)}`;
}

/** "5 minutes ago", with the exact time on hover. */
export function Moment({ at }: { at: string }) {
  return (
    <time dateTime={at} title={new Date(at).toLocaleString()}>
      {describeMoment(at)}
    </time>
  );
}
