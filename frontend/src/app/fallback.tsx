import { Link, useRouter, type ErrorComponentProps } from '@tanstack/react-router';
import { Clapperboard } from 'lucide-react';
import { Empty, ErrorNotice, Loading } from '@/ui/notice';

export function Lost() {
  return (
    <Empty icon={Clapperboard} title="There is no such page" text="The address is mistyped, or the page was moved.">
      <Link to="/" className="text-accent underline-offset-4 hover:underline">
        Go to your projects
      </Link>
    </Empty>
  );
}

export function Unavailable({ error, reset }: ErrorComponentProps) {
  const router = useRouter();
  async function retry() {
    reset();
    await router.invalidate();
  }
  return (
    <div className="mx-auto max-w-lg p-8">
      <ErrorNotice message={error instanceof Error ? error.message : 'This page could not be opened.'} onRetry={() => void retry()} />
    </div>
  );
}

export function Waiting() {
  return <Loading label="One moment" />;
}
