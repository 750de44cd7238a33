import type { CDPSession, Page } from '@playwright/test';

/** A node of the overlay's closed shadow root as the debugger sees it. */
export interface ProbeNode {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly text: string;
  readonly children: readonly ProbeNode[];
  readonly backendNodeId: number;
}

interface DomNode {
  readonly nodeName: string;
  readonly nodeType: number;
  readonly nodeValue: string;
  readonly backendNodeId: number;
  readonly attributes?: string[];
  readonly children?: DomNode[];
  readonly shadowRoots?: DomNode[];
  readonly shadowRootType?: string;
}

const TEXT_NODE = 3;

/**
 * Reads and clicks the overlay although its shadow root is closed to the page:
 * the debugger sees through it, page scripts do not.
 */
export class OverlayProbe {
  readonly #page: Page;
  readonly #session: CDPSession;

  private constructor(page: Page, session: CDPSession) {
    this.#page = page;
    this.#session = session;
  }

  static async attach(page: Page): Promise<OverlayProbe> {
    const session = await page.context().newCDPSession(page);
    await session.send('DOM.enable');
    return new OverlayProbe(page, session);
  }

  /** The root's elements, or null while no overlay is mounted. More than one mount is an error. */
  async root(): Promise<ProbeNode | null> {
    const { root } = (await this.#session.send('DOM.getDocument', { depth: -1, pierce: true })) as {
      root: DomNode;
    };
    const closed = findClosedRoots(root);
    if (closed.length > 1) throw new Error(`${closed.length} overlays are mounted in one page`);
    return closed[0] ? toProbe(closed[0]) : null;
  }

  /** All visible words, in order; empty while nothing is mounted. */
  async text(): Promise<string> {
    return (await this.root())?.text ?? '';
  }

  async find(predicate: (node: ProbeNode) => boolean): Promise<ProbeNode | null> {
    const root = await this.root();
    return root ? (all(root).find(predicate) ?? null) : null;
  }

  /** The first element with this `data-…` attribute (and value). */
  async byData(name: string, value?: string): Promise<ProbeNode | null> {
    return this.find(({ attributes }) => {
      const found = attributes.get(`data-${name}`);
      return found !== undefined && (value === undefined || found === value);
    });
  }

  async click(node: ProbeNode): Promise<void> {
    const { x, y } = await this.centre(node);
    await this.#page.mouse.click(x, y);
  }

  async centre(node: ProbeNode): Promise<{ x: number; y: number }> {
    const { model } = await this.#session.send('DOM.getBoxModel', { backendNodeId: node.backendNodeId });
    const [x1 = 0, y1 = 0, , , x3 = 0, y3 = 0] = model.border;
    return { x: (x1 + x3) / 2, y: (y1 + y3) / 2 };
  }
}

function findClosedRoots(node: DomNode): DomNode[] {
  const own = (node.shadowRoots ?? []).filter(({ shadowRootType }) => shadowRootType === 'closed');
  return [...own, ...(node.children ?? []).flatMap(findClosedRoots)];
}

function toProbe(node: DomNode): ProbeNode {
  const flat = node.attributes ?? [];
  const attributes = new Map<string, string>();
  for (let i = 0; i + 1 < flat.length; i += 2) attributes.set(flat[i] ?? '', flat[i + 1] ?? '');
  const name = node.nodeName.toLowerCase();
  const children = (node.children ?? []).map(toProbe);
  const own = node.nodeType === TEXT_NODE ? node.nodeValue : '';
  const inner = children.map(({ text }) => text).filter(Boolean);
  const text = name === 'style' ? '' : [own, ...inner].join(' ').replace(/\s+/g, ' ').trim();
  return { name, attributes, text, children, backendNodeId: node.backendNodeId };
}

function all(node: ProbeNode): ProbeNode[] {
  return [node, ...node.children.flatMap(all)];
}
