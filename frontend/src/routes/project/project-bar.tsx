import { Ellipsis, Lock } from 'lucide-react';
import type { ReactNode } from 'react';
import { ActionButton, ActionIcon, menuEntry } from '@/actions/action-button';
import { actionsOf, useRegistry } from '@/actions/registry';
import { People } from '@/features/presence/people';
import type { PresentPerson } from '@/features/presence/use-presence';
import type { ProjectDetails } from '@/features/project/settings-dialog';
import { PageBar } from '@/routes/page-bar';
import { IconButton } from '@/ui/button';
import { Menu, type MenuEntry } from '@/ui/menu';
import { usePreferences } from '@/workspace/preferences';

const more = ['generate', 'takes', 'pool', 'import', 'export', 'deleted', 'compare', 'paste', 'music', 'members', 'shot-list', 'settings', 'history', 'inspector', 'help'];

function useEntries(ids: readonly string[]): readonly MenuEntry[] {
  const registry = useRegistry((state) => state.registry);
  const actions = actionsOf(registry);
  return ids.flatMap((id) => actions.filter((action) => action.id === id)).map(menuEntry);
}

interface ProjectBarProps {
  project: ProjectDetails;
  others: readonly PresentPerson[];
  /** Behind the name. */
  children: ReactNode;
}

export function ProjectBar({ project, others, children }: ProjectBarProps) {
  const { panel, isOutlineOpen, isHistoryBarOpen } = usePreferences();
  const moreEntries = useEntries(more);
  const { scenes, clips, durationTimecode } = project.statistics;
  const divider = <span className="mx-1 h-5 w-px bg-line" />;
  return (
    <PageBar>
      <span aria-hidden className="text-line-strong">
        /
      </span>
      <h1 className="min-w-0 truncate font-semibold">{project.name}</h1>
      {children}
      {project.shotList.isConfirmed && (
        <span className="flex shrink-0 items-center gap-1 rounded bg-hover px-1.5 text-[11px] text-muted" title="Scenes and shots keep their codes">
          <Lock aria-hidden className="size-3" />
          Shot list confirmed
        </span>
      )}
      {project.state === 'ARCHIVED' && <span className="rounded bg-hover px-1.5 text-[11px] text-muted">Archived</span>}
      <p className="hidden min-w-0 truncate pl-2 text-xs text-faint lg:block">
        {scenes} {scenes === 1 ? 'scene' : 'scenes'}, {clips} {clips === 1 ? 'clip' : 'clips'},{' '}
        <span className="tabular">{durationTimecode}</span>
      </p>
      <span className="flex-1" />
      <People others={others} />
      <ActionIcon action="undo" />
      <ActionIcon action="redo" />
      <div className="hidden items-center md:flex">
        <ActionButton action="history" size="small" tone="quiet" aria-pressed={isHistoryBarOpen} className={isHistoryBarOpen ? 'bg-raised text-accent' : undefined}>
          History
        </ActionButton>
        {divider}
        <ActionIcon action="pool" />
        <ActionIcon action="import" />
        <ActionIcon action="export" />
        <ActionIcon action="music" />
        <ActionIcon action="deleted" />
        <ActionIcon action="members" />
        <ActionIcon action="shot-list" />
        <ActionIcon action="settings" />
        {divider}
        <ActionIcon action="outline" isPressed={isOutlineOpen} />
        <ActionIcon action="inspector" isPressed={panel === 'inspector'} />
        {divider}
      </div>
      <div className="md:hidden">
        <Menu entries={[moreEntries]}>
          <IconButton icon={Ellipsis} label="More" />
        </Menu>
      </div>
    </PageBar>
  );
}
