export interface GraphNode {
  readonly id: string;
  readonly title: string;
  readonly classType: string;
  readonly inputs: readonly { readonly name: string; readonly text: string; readonly isLink: boolean }[];
}

interface ApiNode {
  class_type?: unknown;
  inputs?: unknown;
  _meta?: { title?: unknown };
}

function entriesOf(value: unknown): [string, unknown][] {
  return typeof value === 'object' && value !== null ? Object.entries(value) : [];
}

function isLink(value: unknown): value is [string, number] {
  return Array.isArray(value) && value.length === 2 && typeof value[0] === 'string' && typeof value[1] === 'number';
}

/** The nodes of a graph as ComfyUI's API has it, in its order; a link is told by the node that it reads. */
export function graphNodes(graph: unknown): readonly GraphNode[] {
  const nodes = entriesOf(graph) as [string, ApiNode][];
  const titles = new Map(nodes.map(([id, { class_type, _meta }]) => [id, String(_meta?.title || class_type)]));
  const textOf = (value: unknown) => (typeof value === 'string' ? value : JSON.stringify(value));
  return nodes.map(([id, { class_type, inputs }]) => ({
    id,
    title: titles.get(id) ?? id,
    classType: String(class_type),
    inputs: entriesOf(inputs).map(([name, value]) => ({
      name,
      isLink: isLink(value),
      text: isLink(value) ? `from ${titles.get(value[0]) ?? value[0]}${value[1] > 0 ? `, output ${value[1]}` : ''}` : textOf(value),
    })),
  }));
}
