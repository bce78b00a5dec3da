import { useEffect, useState } from 'react';

/** Peaks of a second of music: the lowest and the highest sample of each, from -128 to 127. */
export const peaksPerSecond = 100;

/** The lowest and highest sample of each of `count` columns between two seconds; outside the music they are 0. */
export function columnsBetween(peaks: Int8Array, from: number, to: number, count: number): Int8Array {
  const columns = new Int8Array(count * 2);
  const last = peaks.length / 2;
  const step = ((to - from) * peaksPerSecond) / count;
  for (let column = 0; column < count; column += 1) {
    const begin = from * peaksPerSecond + column * step;
    const first = Math.max(0, Math.floor(begin));
    const end = Math.min(last, Math.max(first + 1, Math.floor(begin + step)));
    if (begin + step <= 0) continue;
    let low = 127;
    let high = -128;
    for (let index = first; index < end; index += 1) {
      low = Math.min(low, peaks[index * 2] ?? 0);
      high = Math.max(high, peaks[index * 2 + 1] ?? 0);
    }
    if (first < end) columns.set([low, high], column * 2);
  }
  return columns;
}

/** The peaks of a piece of music, null until they are there. One that cannot be had is drawn as a plain band. */
export function useWaveform(digest: string, url: string): Int8Array | null {
  const [loaded, setLoaded] = useState<{ digest: string; peaks: Int8Array } | null>(null);
  const isThere = loaded?.digest === digest;
  useEffect(() => {
    if (isThere) return;
    const leaving = new AbortController();
    async function load() {
      const response = await fetch(url, { signal: leaving.signal });
      if (response.ok) setLoaded({ digest, peaks: new Int8Array(await response.arrayBuffer()) });
    }
    load().catch(() => {});
    return () => leaving.abort();
  }, [digest, url, isThere]);
  return isThere ? loaded.peaks : null;
}
