import { ChevronDown, Download, GitBranch, GitBranchPlus, GitMerge, List, Pencil, Trash2 } from 'lucide-react';
import { useQuery } from 'urql';
import { useRefetchOnChange } from '@/live/live-provider';
import { cn } from '@/ui/cn';
import { Menu, type MenuEntry } from '@/ui/menu';
import { mainName, nameOf, type Branches } from './branches';
import { branchesQuery } from './operations';

/** What can be asked for from the switcher. */
export interface BranchDeeds {
  readonly onSwitch: (id: string) => void;
  readonly onMake: () => void;
  readonly onRename: () => void;
  readonly onDelete: () => void;
  readonly onMerge: (sourceId: string, targetId: string) => void;
  readonly onAll: () => void;
}

interface BranchSwitcherProps {
  /** The branch's id, or the project's own. */
  projectId: string;
  branch: { readonly name: string; readonly parentId: string } | null;
  /** Whether the person may change things, here and now. */
  mayEdit: boolean;
  deeds: BranchDeeds;
}

/** Which line of work this is, and the way to the others. */
export function BranchSwitcher({ projectId, branch, mayEdit, deeds }: BranchSwitcherProps) {
  const [{ data, fetching, stale }, refetch] = useQuery({ query: branchesQuery, variables: { projectId } });
  const again = () => refetch({ requestPolicy: 'network-only' });
  useRefetchOnChange({ isFetching: fetching || stale, refetch: again });
  const name = branch?.name ?? mainName;
  const project = data?.project;
  const entries = project ? [switching(project, projectId, deeds), changing(project, projectId, branch, mayEdit, deeds)] : [];
  return (
    <Menu entries={entries} align="start" onOpen={again} header={<p className="px-2 pt-1 pb-1.5 text-[11px] text-faint">Branches: lines of work of their own</p>}>
      <button
        type="button"
        aria-label={`Branch: ${name}`}
        className={cn(
          'flex h-7 max-w-48 min-w-20 shrink items-center gap-1.5 rounded-md border px-2 max-sm:px-1.5 text-[12.5px] hover:bg-hover',
          branch ? 'border-violet/60 bg-violet/20 font-semibold text-violet' : 'border-line-strong/70 text-muted',
        )}
      >
        <GitBranch aria-hidden className="size-3.5 shrink-0" />
        <span className="truncate">{name}</span>
        <ChevronDown aria-hidden className="size-3.5 shrink-0 max-sm:hidden" />
      </button>
    </Menu>
  );
}

function switching({ trunkId, branches }: Branches, projectId: string, { onSwitch }: BranchDeeds): readonly MenuEntry[] {
  const lines = [{ id: trunkId, name: mainName }, ...branches.filter(({ isDeleted }) => !isDeleted)];
  return lines.map(({ id, name }) => ({ id, label: name, icon: GitBranch, isChecked: id === projectId, run: () => onSwitch(id) }));
}

function changing(project: Branches, projectId: string, branch: BranchSwitcherProps['branch'], mayEdit: boolean, deeds: BranchDeeds): readonly MenuEntry[] {
  const make = { id: 'make', label: 'New branch …', icon: GitBranchPlus, isDisabled: !mayEdit, run: deeds.onMake };
  const all = { id: 'all', label: 'All branches …', icon: List, run: deeds.onAll };
  if (!branch) return [make, all];
  const parent = nameOf(project, branch.parentId);
  return [
    make,
    { id: 'merge', label: `Merge into ${parent} …`, icon: GitMerge, run: () => deeds.onMerge(projectId, branch.parentId) },
    { id: 'take', label: `Take the changes of ${parent} …`, icon: Download, run: () => deeds.onMerge(branch.parentId, projectId) },
    { id: 'rename', label: 'Rename this branch …', icon: Pencil, isDisabled: !mayEdit, run: deeds.onRename },
    { id: 'delete', label: 'Delete this branch …', icon: Trash2, isDanger: true, isDisabled: !mayEdit, run: deeds.onDelete },
    all,
  ];
}
