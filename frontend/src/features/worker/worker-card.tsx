import { EllipsisVertical, KeyRound, LifeBuoy, LockKeyhole, Pencil, Play, Power, ShieldOff, Trash2, Waves } from 'lucide-react';
import { useState } from 'react';
import { useClient } from 'urql';
import { ask as askServer, useCommand } from '@/api/command';
import type { WorkerMode } from '@/gql/graphql';
import { IconButton } from '@/ui/button';
import { cn } from '@/ui/cn';
import { Confirm } from '@/ui/confirm';
import { TextField } from '@/ui/field';
import { Menu, type MenuEntries } from '@/ui/menu';
import { Moment } from '@/ui/moment';
import { ErrorNotice } from '@/ui/notice';
import { Section } from '@/ui/section';
import { toast } from '@/ui/toast';
import { KeyDialog } from './key-dialog';
import { releaseWorker, removeWorker, revokeWorkerTokens, setWorkerMode } from './operations';
import { TokenDialog } from './token-dialog';
import { describeVram, describeWork, isTrouble, kindLabels, modelsOf, standingOf, type WorkerData } from './words';

interface WorkerCardProps {
  worker: WorkerData;
  isAdministrator: boolean;
  onEdit: () => void;
  onDone: () => void;
}

/** One worker: how it stands and why, what it has, and what an administrator can do about it. */
export function WorkerCard({ worker, isAdministrator, onEdit, onDone }: WorkerCardProps) {
  const { name, kind, hasKey, address, tags, serves, hourlyCost, serverVersion, devices, errors, standing: now } = worker;
  const { message, asked, setAsked, change, disable, remove, revoke } = useChanges(worker, onDone);
  const standing = standingOf(worker);
  const work = describeWork(worker);
  const facts = [
    kindLabels[kind] + (serverVersion && ` ${serverVersion}`),
    address ?? '',
    hasKey ? 'with an API key' : '',
    serves.length > 0 ? `only ${serves.join(', ')}` : '',
    hourlyCost > 0 ? `${hourlyCost.toLocaleString('en')} an hour` : '',
  ].filter(Boolean);
  return (
    <li aria-label={name} className="overflow-hidden rounded-xl border border-line bg-panel">
      <div className="flex items-start gap-3 px-4 pt-3.5 pb-3">
        <span aria-hidden style={{ background: standing.colour }} className="mt-1.5 size-2.5 shrink-0 rounded-full" />
        <div className="min-w-0 flex-1">
          <h2 className="flex flex-wrap items-baseline gap-x-2 font-semibold">
            <span className="break-words">{name}</span>
            <span className="text-[12.5px] font-normal text-muted">{standing.label}</span>
          </h2>
          {now.reason && <p className={cn('text-[12.5px]', isTrouble(worker) ? 'text-danger' : 'text-muted')}>{now.reason}</p>}
          {now.state === 'OFFLINE' && now.heardAt && (
            <p className="text-xs text-faint">
              Heard of last <Moment at={now.heardAt} />
            </p>
          )}
          {work && <p className="tabular text-[12.5px] text-muted first-letter:uppercase">{work}</p>}
          <p className="text-xs break-words text-faint">{facts.join(', ')}</p>
          {tags.length > 0 && (
            <ul aria-label="Tags" className="mt-1.5 flex flex-wrap gap-1">
              {tags.map((tag) => (
                <li key={tag} className="rounded bg-raised px-1.5 py-0.5 text-xs text-muted">
                  {tag}
                </li>
              ))}
            </ul>
          )}
        </div>
        {isAdministrator && (
          <Menu entries={entriesOf(worker, { onEdit, change, ask: setAsked })}>
            <IconButton icon={EllipsisVertical} label={`What to do with ${name}`} className="-mt-1 -mr-2" />
          </Menu>
        )}
      </div>
      {message && <ErrorNotice className="mx-4 mb-3" message={message} />}
      <ul aria-label="Devices" className="border-t border-line">
        {devices.map((device, index) => (
          <li key={index} className="flex items-baseline gap-3 border-b border-line/60 px-4 py-1.5 text-[12.5px] last:border-b-0">
            <span className="min-w-0 flex-1 truncate">{device.name}</span>
            <span className="tabular text-muted">{device.vramFree == null ? '' : `${describeVram(device.vramFree)} free of `}{describeVram(device.vram)} of VRAM</span>
          </li>
        ))}
        {devices.length === 0 && <li className="px-4 py-1.5 text-[12.5px] text-faint">Nothing is known of its devices yet.</li>}
      </ul>
      {errors > 0 && <p className="border-t border-line px-4 py-1.5 text-[12.5px] text-danger">{errors === 1 ? 'Its last attempt failed.' : `Its last ${errors} attempts failed.`}</p>}
      <Has worker={worker} />
      <Confirm isOpen={asked === 'disable'} title={`Disable ${name}?`} verb="Disable" onConfirm={disable} onClose={() => setAsked(null)}>
        It gets no jobs any more. Let it run empty instead if what it has begun should come first.
      </Confirm>
      <Confirm isOpen={asked === 'remove'} title={`Remove ${name}?`} verb="Remove worker" onConfirm={remove} onClose={() => setAsked(null)}>
        It is taken off the list. What it made stays. Jobs that only it could run wait for another worker.
      </Confirm>
      <Confirm isOpen={asked === 'revoke'} title={`Revoke the tokens of ${name}?`} verb="Revoke" onConfirm={revoke} onClose={() => setAsked(null)}>
        All its tokens are void at once: its agent is turned away until it is started with a new one. What it has at work goes back to the queue when nothing is heard of it.
      </Confirm>
      {asked === 'key' && <KeyDialog worker={worker} onClose={() => setAsked(null)} onDone={onDone} />}
      {asked === 'token' && <TokenDialog worker={worker} onClose={() => setAsked(null)} />}
    </li>
  );
}

type Asked = 'disable' | 'remove' | 'key' | 'token' | 'revoke' | null;

function useChanges({ id, mode }: WorkerData, onDone: () => void) {
  const send = useCommand();
  const client = useClient();
  const [message, setMessage] = useState<string | null>(null);
  const [asked, setAsked] = useState<Asked>(null);
  async function turn(wished: WorkerMode): Promise<string | null> {
    const outcome = await send(setWorkerMode, { workerId: id, mode: wished, reason: '' });
    if (outcome.ok) onDone();
    return outcome.ok ? null : outcome.error.message;
  }
  async function release(): Promise<string | null> {
    const outcome = await send(releaseWorker, { workerId: id });
    if (outcome.ok) onDone();
    return outcome.ok ? null : outcome.error.message;
  }
  async function remove(): Promise<string | null> {
    const outcome = await send(removeWorker, { workerId: id });
    if (outcome.ok) onDone();
    return outcome.ok ? null : outcome.error.message;
  }
  async function revoke(): Promise<string | null> {
    const outcome = await askServer(client, revokeWorkerTokens, { workerId: id });
    if (!outcome.ok) return outcome.error.message;
    const { revoked } = outcome.value;
    toast(revoked === 0 ? 'It had no tokens.' : `${revoked} ${revoked === 1 ? 'token is' : 'tokens are'} void.`);
    return null;
  }
  async function change(wished: WorkerMode | 'release') {
    setMessage(await (wished === 'release' ? release() : turn(wished)));
  }
  return { message, asked, setAsked, mode, change, disable: () => turn('DISABLED'), remove, revoke };
}

interface Ways {
  onEdit: () => void;
  change: (wished: WorkerMode | 'release') => Promise<void>;
  ask: (asked: Asked) => void;
}

function entriesOf({ kind, mode, health }: WorkerData, { onEdit, change, ask }: Ways): MenuEntries {
  return [
    [
      { id: 'edit', label: 'Edit', icon: Pencil, run: onEdit },
      { id: 'enable', label: 'Enable', icon: Play, isDisabled: mode === 'ENABLED', run: () => void change('ENABLED') },
      { id: 'drain', label: 'Let it run empty', icon: Waves, isDisabled: mode !== 'ENABLED', run: () => void change('DRAINING') },
      { id: 'disable', label: 'Disable', icon: Power, isDisabled: mode === 'DISABLED', run: () => ask('disable') },
      { id: 'release', label: 'Let it work again', icon: LifeBuoy, isDisabled: health === 'GOOD', run: () => void change('release') },
    ],
    ...(kind === 'AGENT'
      ? [
          [
            { id: 'token', label: 'Make a token', icon: KeyRound, run: () => ask('token') },
            { id: 'revoke', label: 'Revoke its tokens', icon: ShieldOff, isDanger: true, run: () => ask('revoke') },
          ],
        ]
      : [[{ id: 'key', label: 'Set its API key', icon: LockKeyhole, run: () => ask('key') }]]),
    [{ id: 'remove', label: 'Remove', icon: Trash2, isDanger: true, run: () => ask('remove') }],
  ];
}

/** Models and nodes, of which there may be thousands: what is looked for is shown. */
function Has({ worker: { models, nodes, name } }: { worker: WorkerData }) {
  const [search, setSearch] = useState('');
  const wanted = search.trim().toLowerCase();
  const found = modelsOf(models, search);
  const foundNodes = nodes.filter((node) => node.toLowerCase().includes(wanted));
  return (
    <Section title={`${models.length.toLocaleString('en')} models, ${nodes.length.toLocaleString('en')} nodes`} isClosed isLazy>
      <TextField label={`Search what ${name} has`} isLabelHidden type="search" placeholder="A model or a node" value={search} onChange={(event) => setSearch(event.currentTarget.value)} />
      <div className="max-h-72 overflow-y-auto text-[12.5px]">
        {found.map(({ kind, names }) => (
          <Names key={kind} title={kind} names={names} />
        ))}
        {foundNodes.length > 0 && <Names title="Nodes" names={foundNodes} />}
        {found.length === 0 && foundNodes.length === 0 && <p className="text-faint">It has nothing of that name.</p>}
      </div>
    </Section>
  );
}

const shownNames = 200;

function Names({ title, names }: { title: string; names: readonly string[] }) {
  return (
    <section aria-label={title} className="mb-2">
      <h3 className="text-xs text-faint">
        {title}, {names.length.toLocaleString('en')}
      </h3>
      <ul>
        {names.slice(0, shownNames).map((name) => (
          <li key={name} className="break-words">
            {name}
          </li>
        ))}
      </ul>
      {names.length > shownNames && <p className="text-faint">and {(names.length - shownNames).toLocaleString('en')} more: search for them.</p>}
    </section>
  );
}
