import { useNavigate, useParams } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import { useActions, type Action } from '@/actions/registry';
import { GenerateDialog } from '@/features/generate/generate-dialog';
import { Gallery } from '@/features/take/gallery';
import { Beside } from '@/routes/project/beside';
import { AlternateBadge, bareName } from '@/ui/badge';
import { Library, Sparkles } from 'lucide-react';

/** All takes of one clip. */
export function GalleryRoute() {
  const { projectId, clipId } = useParams({ from: '/member/projects/$projectId/clips/$clipId' });
  const navigate = useNavigate();
  const actions = useMemo<readonly Action[]>(
    () => [{ id: 'pool', label: 'Pool', group: 'Go to', icon: Library, shortcuts: ['shift+p'], run: () => void navigate({ to: '/projects/$projectId/pool', params: { projectId } }) }],
    [navigate, projectId],
  );
  useActions(actions);
  return (
    <Beside projectId={projectId} title="Takes">
      {(mayEdit) => (
        <>
          <Gallery
            key={clipId}
            {...{ projectId, clipId, mayEdit }}
            title={({ name, badge }) => (
              <h1 className="flex min-w-0 items-center gap-2 text-[15px] font-semibold">
                <span className="truncate">Takes of {bareName(name, badge) || 'an unnamed clip'}</span>
                <AlternateBadge badge={badge} />
              </h1>
            )}
            onPool={() => void navigate({ to: '/projects/$projectId/pool', params: { projectId } })}
          />
          <GenerateHere {...{ projectId, clipId, mayEdit }} />
        </>
      )}
    </Beside>
  );
}

/** Generates from the clip whose takes are shown. */
function GenerateHere({ projectId, clipId, mayEdit }: { projectId: string; clipId: string; mayEdit: boolean }) {
  const navigate = useNavigate();
  const [isOpen, setIsOpen] = useState(false);
  const actions = useMemo<readonly Action[]>(() => [{ id: 'generate', label: 'Generate', group: 'Clip', icon: Sparkles, shortcuts: ['g'], when: () => mayEdit, run: () => setIsOpen(true) }], [mayEdit]);
  useActions(actions);
  if (!isOpen) return null;
  return <GenerateDialog {...{ projectId }} clipIds={[clipId]} onClose={() => setIsOpen(false)} onQueue={(batch) => void navigate({ to: '/queue', search: { project: projectId, batch } })} onWorkers={() => void navigate({ to: '/workers' })} />;
}
