import type { Devtools } from './devtools.ts';

interface Evaluated {
  readonly result: { readonly value?: unknown };
  readonly exceptionDetails?: {
    readonly text: string;
    readonly exception?: { readonly description?: string };
  };
}

interface ContextCreated {
  readonly context: {
    readonly id: number;
    readonly origin: string;
    readonly auxData?: { readonly type?: string };
  };
}

/** One tab and the debugger's session of it. */
export class Tab {
  readonly targetId: string;
  readonly #devtools: Devtools;
  readonly #sessionId: string;
  #extensionWorld: number | null = null;

  private constructor(devtools: Devtools, targetId: string, sessionId: string) {
    this.#devtools = devtools;
    this.targetId = targetId;
    this.#sessionId = sessionId;
  }

  static async open(devtools: Devtools, newWindow = false): Promise<Tab> {
    const { targetId } = await devtools.send<{ targetId: string }>('Target.createTarget', {
      url: 'about:blank',
      newWindow,
    });
    const { sessionId } = await devtools.send<{ sessionId: string }>('Target.attachToTarget', {
      targetId,
      flatten: true,
    });
    const tab = new Tab(devtools, targetId, sessionId);
    tab.on<ContextCreated>('Runtime.executionContextCreated', ({ context }) => {
      const isolated = context.auxData?.type === 'isolated';
      if (isolated && context.origin.startsWith('chrome-extension:')) tab.#extensionWorld = context.id;
    });
    for (const domain of ['Runtime', 'Page', 'Performance']) await tab.send(`${domain}.enable`);
    return tab;
  }

  send<Result = unknown>(method: string, params: object = {}): Promise<Result> {
    return this.#devtools.send<Result>(method, params, this.#sessionId);
  }

  on<Params>(method: string, listener: (params: Params) => void): () => void {
    return this.#devtools.on(method, listener, this.#sessionId);
  }

  /** Runs in each page before its own scripts. */
  async beforeEachPage(script: () => void): Promise<void> {
    await this.send('Page.addScriptToEvaluateOnNewDocument', { source: `(${script})()` });
  }

  /** Resolves at the page's load event. */
  async goTo(url: string): Promise<void> {
    this.#extensionWorld = null;
    const loaded = new Promise<void>((resolve) => {
      const stop = this.on('Page.loadEventFired', () => {
        stop();
        resolve();
      });
    });
    await this.send('Page.navigate', { url });
    await loaded;
  }

  /** Calls a function in the page; it may use nothing but its arguments and the page. */
  evaluate<Result, Args extends readonly unknown[]>(
    run: (...args: Args) => Result,
    ...args: Args
  ): Promise<Awaited<Result>> {
    return this.#call(run, args, undefined);
  }

  /** Calls a function in the content script's own world, which reaches the extension. */
  inContentScript<Result, Args extends readonly unknown[]>(
    run: (...args: Args) => Result,
    ...args: Args
  ): Promise<Awaited<Result>> {
    if (this.#extensionWorld === null) throw new Error('No content script runs in this page');
    return this.#call(run, args, this.#extensionWorld);
  }

  /** https://chromedevtools.github.io/devtools-protocol/tot/Performance/#method-getMetrics */
  async metrics(): Promise<ReadonlyMap<string, number>> {
    const { metrics } = await this.send<{ metrics: { name: string; value: number }[] }>(
      'Performance.getMetrics',
    );
    return new Map(metrics.map(({ name, value }) => [name, value]));
  }

  async close(): Promise<void> {
    await this.#devtools.send('Target.closeTarget', { targetId: this.targetId });
  }

  async #call<Result>(run: unknown, args: readonly unknown[], contextId?: number): Promise<Awaited<Result>> {
    const { result, exceptionDetails } = await this.send<Evaluated>('Runtime.evaluate', {
      expression: `(${run})(${args.map((arg) => JSON.stringify(arg)).join(',')})`,
      awaitPromise: true,
      returnByValue: true,
      ...(contextId !== undefined && { contextId }),
    });
    if (exceptionDetails) {
      throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
    }
    return result.value as Awaited<Result>;
  }
}
