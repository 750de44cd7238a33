import type { Tab } from './tab.ts';

/** A node as the debugger sees it, closed shadow roots included. */
export interface DomNode {
  readonly nodeName: string;
  readonly nodeType: number;
  readonly backendNodeId: number;
  readonly attributes?: readonly string[];
  readonly children?: readonly DomNode[];
  readonly shadowRoots?: readonly DomNode[];
  readonly shadowRootType?: string;
}

/** What the overlay's closed root holds; null while none is mounted. */
export async function closedRoot(tab: Tab): Promise<DomNode | null> {
  const { root } = await tab.send<{ root: DomNode }>('DOM.getDocument', { depth: -1, pierce: true });
  const found = all(root).flatMap(({ shadowRoots = [] }) =>
    shadowRoots.filter(({ shadowRootType }) => shadowRootType === 'closed'),
  );
  return found[0] ?? null;
}

export function all(node: DomNode): DomNode[] {
  return [node, ...(node.children ?? []).flatMap(all)];
}

/** Elements of the overlay with this class. */
export async function byClass(tab: Tab, name: string): Promise<DomNode[]> {
  const root = await closedRoot(tab);
  if (root === null) return [];
  return all(root).filter(({ attributes = [] }) =>
    attributes.some((value, i) => attributes[i - 1] === 'class' && value.split(' ').includes(name)),
  );
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

export async function centreOf(tab: Tab, { backendNodeId }: DomNode): Promise<Point> {
  const { model } = await tab.send<{ model: { border: number[] } }>('DOM.getBoxModel', { backendNodeId });
  const [left = 0, top = 0, , , right = 0, bottom = 0] = model.border;
  return { x: (left + right) / 2, y: (top + bottom) / 2 };
}

export async function mouse(
  tab: Tab,
  type: 'Pressed' | 'Moved' | 'Released',
  { x, y }: Point,
): Promise<void> {
  const button = type === 'Moved' ? { buttons: 1 } : { button: 'left', clickCount: 1 };
  await tab.send('Input.dispatchMouseEvent', { type: `mouse${type}`, x, y, ...button });
}

export async function click(tab: Tab, at: Point): Promise<void> {
  await mouse(tab, 'Pressed', at);
  await mouse(tab, 'Released', at);
}
