import { ChevronDown, Clapperboard, Plus, Search } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import { useQuery } from 'urql';
import { describeFailure } from '@/api/command';
import { projectsQuery } from './operations';
import { ProjectCard, type ProjectWish } from './project-card';
import type { ProjectCardFragment, ProjectSort, ProjectState } from '@/gql/graphql';
import { Button } from '@/ui/button';
import { cn } from '@/ui/cn';
import { controlLook, Select } from '@/ui/field';
import { Empty, ErrorNotice, Loading } from '@/ui/notice';

export interface ListWish {
  readonly search: string;
  readonly state: ProjectState;
  readonly sort: ProjectSort;
}

const pageSize = 24;
// An empty list names no type, and still has to be asked for again when a project is made.
const context = { additionalTypenames: ['Project'] };

interface PageProps {
  wish: ListWish;
  after: string | null;
  linkOf: (project: ProjectCardFragment) => ReactNode;
  onWish: (project: ProjectCardFragment, wish: ProjectWish) => void;
  onMore: (cursor: string) => void;
  isLast: boolean;
  whenEmpty: ReactNode;
}

function Page({ wish, after, linkOf, onWish, onMore, isLast, whenEmpty }: PageProps) {
  const search = wish.search.trim();
  const [{ data, error, fetching }, refetch] = useQuery({
    query: projectsQuery,
    context,
    variables: {
      first: pageSize,
      after,
      filter: { states: [wish.state], ...(search && { search }) },
      sort: wish.sort,
      direction: wish.sort === 'NAME' ? 'ASCENDING' : 'DESCENDING',
    },
  });
  if (error && !data) {
    return (
      <div className="col-span-full">
        <ErrorNotice message={describeFailure(error)} onRetry={() => refetch({ requestPolicy: 'network-only' })} />
      </div>
    );
  }
  if (!data) return fetching ? <div className="col-span-full"><Loading label="Fetching your projects" /></div> : null;
  const { edges, pageInfo } = data.projects;
  if (edges.length === 0 && after === null) return <div className="col-span-full">{whenEmpty}</div>;
  const { hasNextPage, endCursor } = pageInfo;
  return (
    <>
      {edges.map(({ node }) => (
        <ProjectCard key={node.id} project={node} link={linkOf(node)} onWish={(wanted) => onWish(node, wanted)} />
      ))}
      {isLast && hasNextPage && endCursor && (
        <div className="col-span-full flex justify-center pt-2">
          <Button icon={ChevronDown} onClick={() => onMore(endCursor)}>
            Show more
          </Button>
        </div>
      )}
    </>
  );
}

interface ProjectListProps {
  linkOf: PageProps['linkOf'];
  onWish: PageProps['onWish'];
  onCreate: () => void;
  actions: ReactNode;
}

const states: { value: ProjectState; label: string }[] = [
  { value: 'ACTIVE', label: 'In work' },
  { value: 'ARCHIVED', label: 'Archived' },
  { value: 'DELETED', label: 'Deleted' },
];
const sorts = [
  { value: 'CHANGED_AT', label: 'Last changed' },
  { value: 'CREATED_AT', label: 'Newest' },
  { value: 'NAME', label: 'Name' },
];

export function ProjectList({ linkOf, onWish, onCreate, actions }: ProjectListProps) {
  const [wish, setWish] = useState<ListWish>({ search: '', state: 'ACTIVE', sort: 'CHANGED_AT' });
  const [cursors, setCursors] = useState<readonly (string | null)[]>([null]);
  function change(part: Partial<ListWish>) {
    setWish({ ...wish, ...part });
    setCursors([null]);
  }
  const whenEmpty = emptyNotice(wish, onCreate);
  return (
    <div className="mx-auto w-full max-w-6xl p-4 sm:p-8">
      <div className="mb-6 flex flex-wrap items-center gap-2">
        <h1 className="mr-auto text-xl font-semibold">Projects</h1>
        {actions}
      </div>
      <div className="mb-4 flex flex-wrap items-center gap-2">
        <div className="relative min-w-48 flex-1 sm:max-w-80">
          <Search aria-hidden className="pointer-events-none absolute top-2 left-2.5 size-4 text-faint" />
          <input
            type="search"
            aria-label="Search projects"
            placeholder="Search"
            value={wish.search}
            onChange={(event) => change({ search: event.currentTarget.value })}
            className={cn(controlLook, 'h-8 pl-8')}
          />
        </div>
        <div role="group" aria-label="State" className="flex rounded-md border border-line-strong/70 bg-well p-0.5">
          {states.map(({ value, label }) => (
            <button
              key={value}
              type="button"
              aria-pressed={wish.state === value}
              onClick={() => change({ state: value })}
              className={cn('h-[26px] rounded px-2.5 text-[12.5px] text-muted hover:text-ink', wish.state === value && 'bg-hover font-medium text-ink')}
            >
              {label}
            </button>
          ))}
        </div>
        <Select label="Sort by" isLabelHidden className="w-36" options={sorts} value={wish.sort} onValue={(value) => change({ sort: value as ProjectSort })} />
      </div>
      <div className="grid grid-cols-[repeat(auto-fill,minmax(min(20rem,100%),1fr))] gap-4">
        {cursors.map((after, index) => (
          <Page
            key={after ?? 'first'}
            {...{ wish, after, linkOf, onWish, whenEmpty }}
            isLast={index === cursors.length - 1}
            onMore={(cursor) => setCursors([...cursors, cursor])}
          />
        ))}
      </div>
    </div>
  );
}

function emptyNotice({ search, state }: ListWish, onCreate: () => void): ReactNode {
  if (search) return <Empty icon={Search} title="Nothing found" text={`No project is called “${search}” or described that way.`} />;
  if (state !== 'ACTIVE') {
    const word = state === 'ARCHIVED' ? 'archived' : 'deleted';
    return <Empty icon={Clapperboard} title={`No ${word} projects`} text={`Projects that you have ${word} are kept here.`} />;
  }
  return (
    <Empty icon={Clapperboard} title="Begin with a project" text="Start from a blank timeline, or bring in an edit you already have.">
      <Button tone="accent" icon={Plus} onClick={onCreate}>
        New project
      </Button>
    </Empty>
  );
}
