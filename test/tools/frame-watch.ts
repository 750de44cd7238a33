import type { CDPSession, Page } from '@playwright/test';

/** What the overlay showed from one animation frame on. */
export interface Frame {
  /** The page's `performance.now()`. */
  readonly at: number;
  readonly path: string;
  readonly text: string;
  /** `live`, `aged`, `stale`, `off`; empty where no freshness is drawn. */
  readonly tone: string;
  readonly title: string;
  /** The mark price drawn on the ladder; empty where there is none. */
  readonly mark: string;
}

interface DomNode {
  readonly backendNodeId: number;
  readonly shadowRootType?: string;
  readonly children?: DomNode[];
  readonly shadowRoots?: DomNode[];
}

/** Runs in the page with the overlay's closed root as `this`; the page itself never gets hold of it. */
const RECORD = `function () {
  const root = this;
  const frames = [];
  let last = '';
  let on = true;
  const look = () => {
    if (!on) return;
    const fresh = root.querySelector('[data-id=freshness]');
    const frame = {
      at: performance.now(),
      path: location.pathname,
      text: root.textContent,
      tone: fresh?.dataset.tone ?? '',
      title: fresh?.title ?? '',
      mark: root.querySelector('.mark-text')?.textContent ?? '',
    };
    const { at, ...shown } = frame;
    const now = JSON.stringify(shown);
    if (now !== last) frames.push(frame);
    last = now;
    requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
  root.takeFrames = () => frames.splice(0);
  root.endFrames = () => { on = false; };
}`;

/** Records every frame the overlay of a page draws, through the debugger. The overlay must be mounted. */
export class FrameWatch {
  readonly #session: CDPSession;
  readonly #objectId: string;

  private constructor(session: CDPSession, objectId: string) {
    this.#session = session;
    this.#objectId = objectId;
  }

  static async start(page: Page): Promise<FrameWatch> {
    const session = await page.context().newCDPSession(page);
    const { root } = (await session.send('DOM.getDocument', { depth: -1, pierce: true })) as {
      root: DomNode;
    };
    const overlay = closedRoot(root);
    if (overlay === null) throw new Error('no overlay is mounted');
    const { object } = await session.send('DOM.resolveNode', { backendNodeId: overlay.backendNodeId });
    const watch = new FrameWatch(session, object.objectId ?? '');
    await watch.#call(RECORD);
    return watch;
  }

  /** Frames since the last call. */
  take(): Promise<Frame[]> {
    return this.#call('function () { return this.takeFrames(); }') as Promise<Frame[]>;
  }

  async stop(): Promise<Frame[]> {
    const frames = await this.take();
    await this.#call('function () { this.endFrames(); }');
    await this.#session.detach();
    return frames;
  }

  async #call(functionDeclaration: string): Promise<unknown> {
    const { result, exceptionDetails } = await this.#session.send('Runtime.callFunctionOn', {
      objectId: this.#objectId,
      functionDeclaration,
      returnByValue: true,
    });
    if (exceptionDetails !== undefined) throw new Error(exceptionDetails.exception?.description);
    return result.value;
  }
}

function closedRoot(node: DomNode): DomNode | null {
  const own = (node.shadowRoots ?? []).find(({ shadowRootType }) => shadowRootType === 'closed');
  if (own !== undefined) return own;
  for (const child of node.children ?? []) {
    const found = closedRoot(child);
    if (found !== null) return found;
  }
  return null;
}
