import { ImageOff } from 'lucide-react';
import { createContext, use, useCallback, useEffect, useState, type ReactNode } from 'react';
import { useQuery } from 'urql';
import { graphql } from '@/gql';
import { cn } from '@/ui/cn';

const mediaAccessQuery = graphql(`
  query MediaAccess($projectId: ID!) {
    project(id: $projectId) {
      id
      mediaAccess {
        token
        expiresAt
      }
    }
  }
`);

/** The file itself, or a picture of it as wide as this. */
export type PictureSize = 320 | 1280;
type Address = (digest: string, size?: PictureSize) => string | null;

const Addresses = createContext<Address>(() => null);
const earlyMilliseconds = 10 * 60_000;
const leastMilliseconds = 30_000;

/** Lets everything below it look at the media of a project, for as long as the page is open. */
export function MediaProvider({ projectId, children }: { projectId: string; children: ReactNode }) {
  const [{ data }, refetch] = useQuery({ query: mediaAccessQuery, variables: { projectId } });
  const access = data?.project?.mediaAccess;
  const expiresAt = access?.expiresAt;
  useEffect(() => {
    if (expiresAt === undefined) return;
    const wait = Math.max(Date.parse(expiresAt) - Date.now() - earlyMilliseconds, leastMilliseconds);
    // A browser takes no longer wait than 24 days, and access lasts for hours.
    const timer = setTimeout(() => refetch({ requestPolicy: 'network-only' }), wait);
    return () => clearTimeout(timer);
  }, [expiresAt, refetch]);
  const token = access?.token;
  const address = useCallback<Address>(
    (digest, size) => (token === undefined || digest === '' ? null : `/media/${digest}${size === undefined ? '' : `/${size}`}?token=${encodeURIComponent(token)}`),
    [token],
  );
  return <Addresses value={address}>{children}</Addresses>;
}

export function useMediaAddress(): Address {
  return use(Addresses);
}

interface Failed {
  readonly source: string;
  readonly times: number;
  readonly isHidden: boolean;
}

// What a job has just made comes into the project a moment later than the job says so.
const againAfter: readonly number[] = [1_500, 5_000, 15_000];

interface PictureProps {
  digest: string;
  size: PictureSize;
  /** Empty where the words beside it say what is to be seen. */
  alt: string;
  className?: string;
}

/** A small picture of an image or video. */
export function Picture({ digest, size, alt, className }: PictureProps) {
  const source = useMediaAddress()(digest, size);
  const [failed, setFailed] = useState<Failed>({ source: '', times: 0, isHidden: false });
  useEffect(() => {
    const wait = failed.isHidden ? againAfter[failed.times - 1] : undefined;
    if (wait === undefined) return undefined;
    const timer = setTimeout(() => setFailed((now) => ({ ...now, isHidden: false })), wait);
    return () => clearTimeout(timer);
  }, [failed]);
  if (source === null) return <span aria-hidden className={cn('block bg-well', className)} />;
  if (failed.isHidden && failed.source === source) {
    return (
      <span role="img" aria-label={alt || 'This picture cannot be shown.'} className={cn('grid place-items-center bg-well text-faint', className)}>
        <ImageOff aria-hidden className="size-5" />
      </span>
    );
  }
  return <img src={source} alt={alt} loading="lazy" decoding="async" draggable={false} onError={() => setFailed((now) => ({ source, times: now.source === source ? now.times + 1 : 1, isHidden: true }))} className={className} />;
}
