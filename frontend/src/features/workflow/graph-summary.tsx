import { Repeat } from 'lucide-react';
import { cn } from '@/ui/cn';
import type { GraphNode, Workflow } from './words';

/** The nodes in their order, each with those it reads and what it saves. */
export function GraphSummary({ workflow: { nodes, outputs, stageParameter, parameters } }: { workflow: Workflow }) {
  const saved = new Map(outputs.map(({ node, kind }) => [node, kind.toLowerCase()]));
  const titles = new Map(nodes.map((node) => [node.id, titleOf(node)]));
  const stages = parameters.find(({ name }) => name === stageParameter)?.label;
  return (
    <>
      <p className="mb-2 text-muted">
        {nodes.length.toLocaleString('en')} {nodes.length === 1 ? 'node' : 'nodes'}.
        {stages !== undefined && ` Those with a mark are there once for each stage, as often as “${stages}” says.`}
      </p>
      <ol aria-label="Nodes" className="grid gap-1.5 text-[12.5px] sm:grid-cols-2">
        {nodes.map((node) => {
          const kind = saved.get(node.id);
          return (
            <li key={node.id} className={cn('rounded-md border border-line bg-well px-2.5 py-1.5', kind && 'border-accent/60')}>
              <p className="flex items-center gap-1.5 font-medium">
                <span className="min-w-0 truncate">{titleOf(node)}</span>
                {node.isRepeated && <Repeat role="img" aria-label="for each stage" className="size-3.5 shrink-0 text-violet" />}
                {kind && <span className="ml-auto shrink-0 text-xs font-normal text-accent">saves {kind}</span>}
              </p>
              <p className="truncate text-xs text-faint" title={`${node.classType}, ${node.id}`}>
                {node.classType}
                {node.sources.length > 0 && ` reads ${node.sources.map((id) => titles.get(id) ?? id).join(', ')}`}
              </p>
            </li>
          );
        })}
      </ol>
    </>
  );
}

function titleOf({ title, classType }: GraphNode): string {
  return title || classType;
}
