interface Progress {
  readonly fraction: number;
  readonly ahead: number;
  readonly node: string;
  readonly step: number;
  readonly steps: number;
  readonly message: string;
}

/** "40 %, step 8 of 20 of KSampler", or what keeps it. */
export function describeProgress({ fraction, ahead, node, step, steps, message }: Progress): string {
  if (message) return message.charAt(0).toUpperCase() + message.slice(1);
  if (ahead > 0) return `${ahead.toLocaleString('en')} ${ahead === 1 ? 'job' : 'jobs'} before it at its worker`;
  const share = `${Math.round(fraction * 100)} %`;
  if (!node) return share;
  return steps > 0 ? `${share}, step ${step} of ${steps} of ${node}` : `${share}, ${node}`;
}
