import { useNavigate } from '@tanstack/react-router';
import { Images, Library } from 'lucide-react';
import { useMemo } from 'react';
import type { Action } from '@/actions/registry';
import { useStage } from '@/workspace/stage';

/** The ways to the takes of what is selected, and to the pool. */
export function useTakeActions(projectId: string): readonly Action[] {
  const navigate = useNavigate();
  return useMemo(() => {
    const selected = () => useStage.getState().selection;
    function open() {
      const selection = selected();
      if (selection?.kind === 'clip') void navigate({ to: '/projects/$projectId/clips/$clipId', params: { projectId, clipId: selection.id } });
    }
    return [
      { id: 'takes', label: 'Takes of the clip', group: 'Clip', icon: Images, shortcuts: ['t'], when: () => selected()?.kind === 'clip', run: open },
      { id: 'pool', label: 'Pool', group: 'Go to', icon: Library, shortcuts: ['shift+p'], run: () => void navigate({ to: '/projects/$projectId/pool', params: { projectId } }) },
    ] satisfies Action[];
  }, [navigate, projectId]);
}
