import { Download } from 'lucide-react';
import { useMemo } from 'react';
import type { JobQuery } from '@/gql/graphql';
import { saveFile } from '@/ui/save-file';
import { Button } from '@/ui/button';
import { cn } from '@/ui/cn';
import { graphNodes, type GraphNode } from './graph-nodes';

type Prompt = NonNullable<JobQuery['job']>['prompt'];

interface PromptGraphProps {
  /** Of the job: the file that is saved is named after it. */
  name: string;
  prompt: Prompt;
  /** The node at work; empty for none. */
  running: string;
}

/** What the worker is sent, node by node, and as a file that ComfyUI opens. */
export function PromptGraph({ name, prompt: { graph, fault }, running }: PromptGraphProps) {
  const nodes = useMemo(() => graphNodes(graph), [graph]);
  return (
    <section aria-label="Prompt graph" className="min-w-0 lg:col-span-2">
      <h3 className="mb-1 text-[12px] font-medium text-faint">Prompt graph</h3>
      {fault ? (
        <p className="text-[12.5px] text-muted">{fault}</p>
      ) : (
        <details>
          <summary className="w-fit cursor-pointer py-0.5 text-[12.5px]">
            {nodes.length.toLocaleString('en')} {nodes.length === 1 ? 'node' : 'nodes'}, as ComfyUI gets {nodes.length === 1 ? 'it' : 'them'}
          </summary>
          <div className="mt-2 flex flex-col gap-2">
            <Button size="small" icon={Download} className="self-start" onClick={() => saveFile(`${name || 'job'}.json`, JSON.stringify(graph, null, 2))}>
              Download the graph
            </Button>
            <ol aria-label="Nodes" className="grid gap-1.5 sm:grid-cols-2 xl:grid-cols-3">
              {nodes.map((node) => (
                <Node key={node.id} node={node} isRunning={node.id === running} />
              ))}
            </ol>
          </div>
        </details>
      )}
    </section>
  );
}

function Node({ node: { id, title, classType, inputs }, isRunning }: { node: GraphNode; isRunning: boolean }) {
  return (
    <li aria-current={isRunning || undefined} className={cn('min-w-0 rounded-md border border-line bg-panel px-2.5 py-1.5 text-xs', isRunning && 'border-accent')}>
      <p className="flex items-baseline gap-2 text-[12.5px] font-medium">
        <span className="min-w-0 truncate" title={classType}>
          {title}
        </span>
        <code className="min-w-0 truncate font-mono text-[11px] font-normal text-faint">{id}</code>
        {isRunning && <span className="ml-auto shrink-0 font-normal text-accent">at work</span>}
      </p>
      <dl className="grid grid-cols-[auto_1fr] gap-x-2">
        {inputs.map(({ name, text, isLink }) => (
          <div key={name} className="contents">
            <dt className="max-w-32 truncate text-faint" title={name}>
              {name}
            </dt>
            <dd className={cn('min-w-0 break-words whitespace-pre-wrap select-text', isLink && 'text-muted')}>{text}</dd>
          </div>
        ))}
      </dl>
    </li>
  );
}
