import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { createLink, type LinkEvents, type PortLike, retryDelay } from '../../../core/stores/link.ts';

class FakePort implements PortLike {
  readonly sent: unknown[] = [];
  closed = false;
  readonly #messages: ((message: unknown) => void)[] = [];
  readonly #losses: (() => void)[] = [];
  readonly onMessage = {
    addListener: (listener: (message: unknown) => void) => this.#messages.push(listener),
  };
  readonly onDisconnect = { addListener: (listener: () => void) => this.#losses.push(listener) };
  postMessage(message: unknown) {
    if (this.closed) throw new Error('Attempting to use a disconnected port object');
    this.sent.push(message);
  }
  disconnect() {
    this.closed = true;
  }
  say(message: unknown) {
    for (const listener of this.#messages) listener(message);
  }
  drop() {
    this.closed = true;
    for (const listener of this.#losses) listener();
  }
}

let ports: FakePort[];
let timers: { run: () => void; delay: number; live: boolean }[];
let heard: string[];
let orphan: boolean;
let refuses: boolean;

beforeEach(() => {
  ports = [];
  timers = [];
  heard = [];
  orphan = false;
  refuses = false;
});

function raise(events: Partial<LinkEvents> = {}) {
  return createLink(
    {
      connect() {
        if (refuses) throw new Error('Extension context invalidated.');
        const port = new FakePort();
        ports.push(port);
        return port;
      },
      isOrphan: () => orphan,
      random: () => 0.5,
      later(run, delay) {
        const timer = { run, delay, live: true };
        timers.push(timer);
        return () => {
          timer.live = false;
        };
      },
    },
    {
      onOpen: () => heard.push('open'),
      onMessage: (message) => heard.push(String(message)),
      onLost: () => heard.push('lost'),
      onOrphan: () => heard.push('orphan'),
      ...events,
    },
  );
}

/** Lets the one waiting timer fire; returns its delay. */
function ring(): number {
  const waiting = timers.filter(({ live }) => live);
  expect(waiting).toHaveLength(1);
  waiting[0]!.live = false;
  waiting[0]!.run();
  return waiting[0]!.delay;
}

describe('a link to a worker that may die', () => {
  it('waits 1, 2, 4 … seconds between tries, and starts over once the worker speaks', () => {
    const link = raise();
    link.open();
    const delays = [0, 1, 2].map(() => {
      ports.at(-1)!.drop();
      return ring();
    });
    expect(delays).toEqual([250, 500, 1_000]);
    ports.at(-1)!.say('hello');
    ports.at(-1)!.drop();
    expect(ring()).toBe(250);
  });

  it('never waits longer than 75 s, nor all tabs equally long', () => {
    fc.assert(
      fc.property(fc.nat(1_000), fc.double({ min: 0, max: 1, noNaN: true }), (attempt, random) => {
        const delay = retryDelay(attempt, random);
        expect(delay).toBeGreaterThanOrEqual(187.5);
        expect(delay).toBeLessThanOrEqual(75_000);
      }),
    );
    expect(retryDelay(3, 0)).not.toBe(retryDelay(3, 1));
  });

  it('stays closed after close, whatever its old port still says', () => {
    const link = raise();
    link.open();
    const [port] = ports;
    link.close();
    port!.say('late');
    port!.drop();
    expect(heard).toEqual(['open']);
    expect(timers).toEqual([]);
  });

  it('replaces a port that died without a word', () => {
    const link = raise();
    link.open();
    link.reopen();
    link.send('view');
    expect(ports[1]!.sent).toEqual(['view']);
    expect(ports[0]!.closed).toBe(true);
  });

  it('treats a send into a dead port as a loss', () => {
    const link = raise();
    link.open();
    ports[0]!.closed = true;
    link.send('view');
    expect(heard).toEqual(['open', 'lost']);
  });

  it('gives up for good, and says so once, when the extension is gone', () => {
    const link = raise();
    link.open();
    orphan = true;
    refuses = true;
    ports[0]!.drop();
    expect(heard).toEqual(['open', 'orphan']);
    expect(timers.filter(({ live }) => live)).toEqual([]);
  });

  it('tries again when connecting itself fails', () => {
    refuses = true;
    const link = raise();
    link.open();
    expect(heard).toEqual(['lost']);
    refuses = false;
    ring();
    expect(heard).toEqual(['lost', 'open']);
  });
});
