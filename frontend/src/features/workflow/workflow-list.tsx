import { useState, type ReactNode } from 'react';
import type { WorkflowCategory, WorkflowsQuery } from '@/gql/graphql';
import { cn } from '@/ui/cn';
import { categoryLabels, sourceLabels } from './words';

export type Listed = WorkflowsQuery['workflows'][number];

interface WorkflowListProps {
  workflows: readonly Listed[];
  selected: string | null;
  linkOf: (workflow: Listed) => ReactNode;
}

/** All workflows by category; a chip leaves one category alone. */
export function WorkflowList({ workflows, selected, linkOf }: WorkflowListProps) {
  const [chosen, setChosen] = useState<WorkflowCategory | null>(null);
  const present = (Object.keys(categoryLabels) as WorkflowCategory[]).filter((category) => workflows.some((one) => one.category === category));
  const shown = chosen !== null && present.includes(chosen) ? [chosen] : present;
  return (
    <div className="flex flex-col gap-4">
      <div role="group" aria-label="Category" className="flex flex-wrap gap-1">
        {[null, ...present].map((category) => (
          <button
            key={category ?? 'all'}
            type="button"
            aria-pressed={chosen === category}
            onClick={() => setChosen(category)}
            className={cn('h-[26px] rounded-full border border-line-strong/70 px-2.5 text-[12.5px] text-muted hover:text-ink', chosen === category && 'border-accent bg-accent/10 font-medium text-ink')}
          >
            {category === null ? 'All' : categoryLabels[category]}
          </button>
        ))}
      </div>
      {shown.map((category) => (
        <section key={category} aria-label={`${categoryLabels[category]} workflows`}>
          <h2 className="mb-1.5 text-[12px] font-medium text-faint">{categoryLabels[category]}</h2>
          <ul className="flex flex-col gap-1.5">
            {workflows
              .filter((one) => one.category === category)
              .map((one) => (
                <Row key={one.id} workflow={one} link={linkOf(one)} isSelected={one.id === selected} />
              ))}
          </ul>
        </section>
      ))}
    </div>
  );
}

function Row({ workflow, link, isSelected }: { workflow: Listed; link: ReactNode; isSelected: boolean }) {
  return (
    <li
      className={cn(
        'relative rounded-lg border bg-panel px-3 py-2 transition-colors focus-within:ring-2 focus-within:ring-accent/40 hover:border-line-strong',
        isSelected ? 'border-accent bg-accent/10' : 'border-line',
      )}
    >
      <p className="flex items-baseline gap-2 font-medium">
        {link}
        {workflow.source !== 'BUILTIN' && <span className="text-xs font-normal text-faint">{sourceLabels[workflow.source]}</span>}
      </p>
      {workflow.description && <p className="mt-0.5 line-clamp-2 text-xs text-muted">{workflow.description}</p>}
    </li>
  );
}
