import { Archive, ArchiveRestore, Copy, Ellipsis, FolderOpen, PencilLine, Trash2, Undo2 } from 'lucide-react';
import type { ReactNode } from 'react';
import type { ProjectCardFragment } from '@/gql/graphql';
import { CompletionRing, StatusBar, StatusCounts } from './statistics';
import { rateLabels } from '@/time/frame-rate';
import { Avatar } from '@/ui/avatar';
import { IconButton } from '@/ui/button';
import { Menu, type MenuEntries } from '@/ui/menu';
import { Moment } from '@/ui/moment';

export type ProjectWish = 'open' | 'rename' | 'duplicate' | 'archive' | 'unarchive' | 'delete' | 'restore';

interface ProjectCardProps {
  project: ProjectCardFragment;
  /** The name as a link to the project's page. */
  link: ReactNode;
  onWish: (wish: ProjectWish) => void;
}

function entriesFor({ state, viewerRole }: ProjectCardFragment, wish: (wish: ProjectWish) => void): MenuEntries {
  const isOwner = viewerRole === 'OWNER';
  const mayEdit = isOwner || viewerRole === 'EDITOR';
  if (state === 'DELETED') {
    return [[{ id: 'restore', label: 'Restore', icon: Undo2, isDisabled: !isOwner, run: () => wish('restore') }]];
  }
  const shelf =
    state === 'ARCHIVED'
      ? { id: 'unarchive', label: 'Bring back to work', icon: ArchiveRestore, isDisabled: !isOwner, run: () => wish('unarchive') }
      : { id: 'archive', label: 'Archive', icon: Archive, isDisabled: !isOwner, run: () => wish('archive') };
  return [
    [
      { id: 'open', label: 'Open', icon: FolderOpen, run: () => wish('open') },
      { id: 'rename', label: 'Rename…', icon: PencilLine, isDisabled: !mayEdit, run: () => wish('rename') },
      { id: 'duplicate', label: 'Duplicate', icon: Copy, run: () => wish('duplicate') },
    ],
    [shelf, { id: 'delete', label: 'Delete…', icon: Trash2, isDanger: true, isDisabled: !isOwner, run: () => wish('delete') }],
  ];
}

function Figure({ value, label }: { value: ReactNode; label: string }) {
  return (
    <div>
      <dt className="text-[11px] text-faint">{label}</dt>
      <dd className="tabular text-[13px]">{value}</dd>
    </div>
  );
}

const stateWords = { ACTIVE: null, ARCHIVED: 'Archived', DELETED: 'Deleted' } as const;

export function ProjectCard({ project, link, onWish }: ProjectCardProps) {
  const { statistics, settings, members, state } = project;
  const shown = members.slice(0, 4);
  return (
    <article className="group relative flex flex-col gap-3.5 rounded-xl border border-line bg-panel p-4 transition-colors focus-within:border-line-strong hover:border-line-strong hover:bg-raised/60">
      <header className="flex items-start gap-3">
        <div className="min-w-0 flex-1">
          <h2 className="flex items-center gap-2 text-[15px] font-semibold">
            <span className="min-w-0 truncate">{link}</span>
            {stateWords[state] && (
              <span className="rounded bg-hover px-1.5 text-[10.5px] font-medium text-muted">{stateWords[state]}</span>
            )}
          </h2>
          <p className="mt-0.5 truncate text-xs text-faint">
            {rateLabels[settings.frameRate]}, {settings.resolution.width} × {settings.resolution.height}, {settings.aspectRatio}
          </p>
        </div>
        <CompletionRing completion={statistics.completion} />
        <Menu entries={entriesFor(project, onWish)}>
          <IconButton icon={Ellipsis} label={`More for ${project.name}`} className="relative z-10 -mt-1 -mr-2" />
        </Menu>
      </header>
      {project.description && <p className="line-clamp-2 text-muted">{project.description}</p>}
      <dl className="mt-auto grid grid-cols-[1fr_1fr_1.6fr] gap-3">
        <Figure label="Scenes" value={statistics.scenes} />
        <Figure label="Clips" value={statistics.clips} />
        <Figure label="Duration" value={statistics.durationTimecode} />
      </dl>
      <div className="flex flex-col gap-2">
        <StatusBar statistics={statistics} />
        <StatusCounts statistics={statistics} />
      </div>
      <footer className="flex items-center gap-2 border-t border-line pt-3 text-xs text-faint">
        <p className="min-w-0 flex-1 truncate">
          <Moment at={project.changedAt} /> by {project.changedBy.name}
        </p>
        <div className="relative z-10 flex -space-x-1.5">
          {shown.map(({ user, role }) => (
            <Avatar key={user.id} id={user.id} name={user.name} note={role.toLowerCase()} className="ring-2 ring-panel" />
          ))}
        </div>
        {members.length > shown.length && <span>+{members.length - shown.length}</span>}
      </footer>
    </article>
  );
}
