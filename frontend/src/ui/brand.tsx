/** The program's mark: two shots above a strip. */
export function Brand({ className }: { className?: string }) {
  return (
    <svg viewBox="0 0 20 20" aria-hidden className={className ?? 'size-5'}>
      <rect x="1" y="2" width="8.2" height="7" rx="1.6" className="fill-accent" />
      <rect x="10.8" y="2" width="8.2" height="7" rx="1.6" className="fill-faint" />
      <rect x="1" y="11" width="18" height="7" rx="1.6" className="fill-line-strong" />
    </svg>
  );
}
