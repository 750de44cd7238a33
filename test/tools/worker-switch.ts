import type { BrowserContext, CDPSession } from '@playwright/test';

interface Version {
  readonly versionId: string;
  readonly runningStatus: 'stopped' | 'starting' | 'running' | 'stopping';
}

const STOPPING_TAKES_AT_MOST = 5_000;

/**
 * Stops the extension's worker as the browser does when it is idle or short of memory: at once, wherever it
 * stands. Nothing in the worker hears of it.
 */
export class WorkerSwitch {
  readonly #session: CDPSession;
  readonly #versions = new Map<string, Version['runningStatus']>();
  #changed: () => void = () => {};

  private constructor(session: CDPSession) {
    this.#session = session;
    session.on('ServiceWorker.workerVersionUpdated', ({ versions }: { versions: Version[] }) => {
      for (const { versionId, runningStatus } of versions) this.#versions.set(versionId, runningStatus);
      this.#changed();
    });
  }

  /** Uses the context's first page, which must stay open. */
  static async attach(context: BrowserContext): Promise<WorkerSwitch> {
    const page = context.pages()[0] ?? (await context.newPage());
    const session = await context.newCDPSession(page);
    const control = new WorkerSwitch(session);
    await session.send('ServiceWorker.enable');
    return control;
  }

  isRunning(): boolean {
    return [...this.#versions.values()].some((status) => status !== 'stopped');
  }

  /** Resolves once it is dead. */
  async stop(): Promise<void> {
    const dead = new Promise<void>((resolve, reject) => {
      const late = setTimeout(() => reject(new Error('the worker did not stop')), STOPPING_TAKES_AT_MOST);
      this.#changed = () => {
        if (this.isRunning()) return;
        clearTimeout(late);
        resolve();
      };
    });
    await this.#session.send('ServiceWorker.stopAllWorkers');
    this.#changed();
    await dead;
    this.#changed = () => {};
  }
}
