import { useEffect, useState } from 'react';
import { registration, request, type Registration } from '@/api/session';
import { toast } from '@/ui/toast';

/** For administrators: whether people may make accounts of their own. */
export function RegistrationSwitch() {
  const [isOpen, setIsOpen] = useState<boolean | null>(null);
  const [isBusy, setIsBusy] = useState(false);
  useEffect(() => {
    registration().then(
      (answer) => setIsOpen(answer.isOpen),
      (error: unknown) => toast(error instanceof Error ? error.message : 'Try again.', 'danger'),
    );
  }, []);

  async function change(wanted: boolean) {
    setIsOpen(wanted);
    setIsBusy(true);
    try {
      const answer = await request<Registration>('PUT', '/auth/registration', { isOpen: wanted });
      setIsOpen(answer.isOpen);
    } catch (error) {
      setIsOpen(!wanted);
      toast(error instanceof Error ? error.message : 'Try again.', 'danger');
    } finally {
      setIsBusy(false);
    }
  }

  return (
    <label htmlFor="registration" className="flex items-center gap-2.5">
      <input
        id="registration"
        type="checkbox"
        className="size-4 accent-accent"
        disabled={isOpen === null || isBusy}
        checked={isOpen ?? false}
        onChange={(event) => void change(event.currentTarget.checked)}
      />
      <span>Anybody who reaches this server may make an account</span>
    </label>
  );
}
