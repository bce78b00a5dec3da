import { WifiOff } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { useLink } from '@/live/socket';
import { toast } from '@/ui/toast';

/** Says that changes do not arrive, and when they do again. */
export function ConnectionBanner() {
  const link = useLink((state) => state.link);
  const wasLost = useRef(false);
  useEffect(() => {
    if (link === 'open' && wasLost.current) toast('Connected again. Everything is up to date.');
    if (link !== 'idle') wasLost.current = link === 'lost';
  }, [link]);
  if (link !== 'lost') return null;
  return (
    <div
      role="alert"
      className="flex items-center justify-center gap-2 border-b border-accent/30 bg-accent/15 px-4 py-1.5 text-[13px]"
    >
      <WifiOff aria-hidden className="size-4 text-accent" />
      Connection lost. Trying again; changes by others will appear as soon as it is back.
    </div>
  );
}
