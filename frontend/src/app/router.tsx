import { createRootRoute, createRoute, createRouter, lazyRouteComponent, redirect } from '@tanstack/react-router';
import { restoreSession } from '@/api/session';
import { Lost, Unavailable, Waiting } from '@/app/fallback';
import { Shell } from '@/app/shell';

const root = createRootRoute({ notFoundComponent: Lost });

const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  validateSearch: (search: Record<string, unknown>): { to?: string } => {
    // Only a path of our own: an address from elsewhere must not become the next page.
    const { to } = search;
    return typeof to === 'string' && /^\/(?![/\\])/.test(to) ? { to } : {};
  },
  component: lazyRouteComponent(() => import('@/routes/sign-in'), 'SignInRoute'),
});

const member = createRoute({
  getParentRoute: () => root,
  id: 'member',
  beforeLoad: async ({ location }) => {
    if (!(await restoreSession())) throw redirect({ to: '/sign-in', search: { to: location.href } });
  },
  component: Shell,
});

const dashboard = createRoute({
  getParentRoute: () => member,
  path: '/',
  component: lazyRouteComponent(() => import('@/routes/dashboard'), 'DashboardRoute'),
});

const account = createRoute({
  getParentRoute: () => member,
  path: '/account',
  component: lazyRouteComponent(() => import('@/routes/account'), 'AccountRoute'),
});

const project = createRoute({
  getParentRoute: () => member,
  path: '/projects/$projectId',
  validateSearch: ({ at }: Record<string, unknown>): { at?: number } =>
    typeof at === 'number' && Number.isSafeInteger(at) && at > 0 ? { at } : {},
  component: lazyRouteComponent(() => import('@/routes/project/project-route'), 'ProjectRoute'),
});

const workflows = createRoute({
  getParentRoute: () => member,
  path: '/workflows',
  validateSearch: ({ id }: Record<string, unknown>): { id?: string } => (typeof id === 'string' && id !== '' ? { id } : {}),
  component: lazyRouteComponent(() => import('@/routes/workflows'), 'WorkflowsRoute'),
});

const words = (search: Record<string, unknown>, names: readonly string[]) =>
  Object.fromEntries(names.flatMap((name) => (typeof search[name] === 'string' && search[name] !== '' ? [[name, search[name]]] : [])));

interface QueueSearch {
  project?: string;
  batch?: string;
  clip?: string;
  kind?: string;
  worker?: string;
  status?: string;
  cleared?: string;
}

const queue = createRoute({
  getParentRoute: () => member,
  path: '/queue',
  validateSearch: (search: Record<string, unknown>): QueueSearch => words(search, ['project', 'batch', 'clip', 'kind', 'worker', 'status', 'cleared']),
  component: lazyRouteComponent(() => import('@/routes/queue'), 'QueueRoute'),
});

const statistics = createRoute({
  getParentRoute: () => member,
  path: '/queue/statistics',
  validateSearch: (search: Record<string, unknown>): { by?: string; project?: string; from?: string; to?: string } => words(search, ['by', 'project', 'from', 'to']),
  component: lazyRouteComponent(() => import('@/routes/statistics'), 'StatisticsRoute'),
});

const workers = createRoute({
  getParentRoute: () => member,
  path: '/workers',
  component: lazyRouteComponent(() => import('@/routes/workers'), 'WorkersRoute'),
});

const merge = createRoute({
  getParentRoute: () => member,
  path: '/projects/$projectId/merge',
  validateSearch: ({ from }: Record<string, unknown>): { from: string } => ({ from: typeof from === 'string' ? from : '' }),
  component: lazyRouteComponent(() => import('@/routes/merge'), 'MergeRoute'),
});

const gallery = createRoute({
  getParentRoute: () => member,
  path: '/projects/$projectId/clips/$clipId',
  component: lazyRouteComponent(() => import('@/routes/gallery'), 'GalleryRoute'),
});

const pool = createRoute({
  getParentRoute: () => member,
  path: '/projects/$projectId/pool',
  component: lazyRouteComponent(() => import('@/routes/pool'), 'PoolRoute'),
});

export const router = createRouter({
  routeTree: root.addChildren([signIn, member.addChildren([dashboard, account, project, merge, workflows, queue, statistics, workers, gallery, pool])]),
  defaultPreload: 'intent',
  defaultPendingComponent: Waiting,
  defaultErrorComponent: Unavailable,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
