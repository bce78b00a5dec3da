import { useQuery } from 'urql';
import { describeFailure } from '@/api/command';
import { projectQuery } from '@/features/project/operations';
import type { ProjectDetails } from '@/features/project/settings-dialog';
import type { TimelineData } from '@/features/timeline/geometry';
import { usePastTimelineQuery } from '@/features/timeline/use-timeline';

/** The project as it was after a commit. While another moment is fetched it is the one shown last. */
export interface Past {
  readonly position: number;
  readonly project: ProjectDetails | null;
  readonly timeline: TimelineData | null;
  readonly isLoading: boolean;
  readonly failure: string | null;
  readonly again: () => void;
}

/** Null for now. A moment that is left before its answer came is asked for no longer. */
export function usePast(projectId: string, position: number | null): Past | null {
  const variables = { id: projectId, at: { position: position ?? 0 } };
  const [timeline, refetchTimeline] = usePastTimelineQuery(projectId, position);
  const [project, refetchProject] = useQuery({ query: projectQuery, variables, pause: position === null, requestPolicy: 'cache-first' });
  if (position === null) return null;
  const error = timeline.error ?? project.error;
  return {
    position,
    project: project.data?.project ?? null,
    timeline: timeline.data?.timeline ?? null,
    isLoading: timeline.fetching || project.fetching,
    failure: error ? describeFailure(error) : null,
    again: () => {
      refetchTimeline({ requestPolicy: 'network-only' });
      refetchProject({ requestPolicy: 'network-only' });
    },
  };
}
