import { createConnection, type Socket } from 'node:net';

/**
 * Firefox's own automation protocol: frames `LENGTH:JSON`, requests `[0, id, name, parameters]`,
 * replies `[1, id, error, result]`. https://firefox-source-docs.mozilla.org/testing/marionette/Protocol.html
 */
export class Marionette {
  readonly #socket: Socket;
  readonly #waiting = new Map<number, { resolve(value: unknown): void; reject(error: Error): void }>();
  #buffer = Buffer.alloc(0);
  #nextId = 1;

  private constructor(socket: Socket) {
    this.#socket = socket;
    socket.on('data', (chunk) => this.#read(chunk));
    socket.on('close', () => {
      for (const { reject } of this.#waiting.values()) reject(new Error('Firefox closed the connection'));
    });
  }

  /** Resolves once Firefox has greeted. */
  static connect(port: number): Promise<Marionette> {
    return new Promise((resolve, reject) => {
      const socket = createConnection(port, '127.0.0.1');
      socket.once('error', reject);
      socket.once('connect', () => resolve(new Marionette(socket)));
    });
  }

  async send<Result = unknown>(name: string, parameters: unknown = {}): Promise<Result> {
    const id = this.#nextId++;
    const frame = JSON.stringify([0, id, name, parameters]);
    const answer = new Promise<unknown>((resolve, reject) => this.#waiting.set(id, { resolve, reject }));
    this.#socket.write(`${Buffer.byteLength(frame)}:${frame}`);
    return (await answer) as Result;
  }

  /** Runs a function body in the page; `return` gives the result. */
  async run<Result>(script: string, ...args: unknown[]): Promise<Result> {
    const { value } = await this.send<{ value: Result }>('WebDriver:ExecuteScript', {
      script,
      args,
      sandbox: null,
    });
    return value;
  }

  /** The same with privileges over the page: closed shadow roots are `element.openOrClosedShadowRoot`. */
  async runPrivileged<Result>(script: string, ...args: unknown[]): Promise<Result> {
    const { value } = await this.send<{ value: Result }>('WebDriver:ExecuteScript', {
      script,
      args,
      sandbox: 'system',
    });
    return value;
  }

  /** The same in the browser itself, outside any page. */
  async runInBrowser<Result>(script: string, ...args: unknown[]): Promise<Result> {
    await this.send('Marionette:SetContext', { value: 'chrome' });
    try {
      const { value } = await this.send<{ value: Result }>('WebDriver:ExecuteScript', {
        script,
        args,
        sandbox: 'system',
      });
      return value;
    } finally {
      await this.send('Marionette:SetContext', { value: 'content' });
    }
  }

  close(): void {
    this.#socket.destroy();
  }

  #read(chunk: Buffer): void {
    this.#buffer = Buffer.concat([this.#buffer, chunk]);
    for (;;) {
      const colon = this.#buffer.indexOf(':');
      if (colon < 0) return;
      const length = Number(this.#buffer.subarray(0, colon).toString());
      const end = colon + 1 + length;
      if (this.#buffer.length < end) return;
      this.#dispatch(JSON.parse(this.#buffer.subarray(colon + 1, end).toString()));
      this.#buffer = this.#buffer.subarray(end);
    }
  }

  #dispatch(message: unknown): void {
    if (!Array.isArray(message)) return;
    const [, id, error, result] = message as [number, number, { message: string } | null, unknown];
    const waiting = this.#waiting.get(id);
    this.#waiting.delete(id);
    if (error) waiting?.reject(new Error(error.message));
    else waiting?.resolve(result);
  }
}
