import type { Instrument } from '../../../core/domain/instrument.ts';
import type { Observation } from '../../../core/domain/observation.ts';
import { MINUTE, type Ms } from '../../../core/domain/time.ts';
import type {
  Clock,
  HistoryChunk,
  HistoryStore,
  Http,
  HttpAnswer,
  KeyValueStore,
  OpenSocket,
  SocketHandlers,
  Timers,
} from '../../../core/feed/ports.ts';
import type { Endpoint, Query, RateLimit, Venue, VenueRequest } from '../../../core/venues/venue.ts';

/** A machine whose time passes only when told to. */
export interface Machine {
  readonly clock: Clock;
  readonly timers: Timers;
  /** Lets time pass, running timers in order and everything they start. */
  run(ms: Ms): Promise<void>;
  /** Sets the wall clock; the monotonic one goes on. */
  leap(ms: Ms): void;
  /** Forgets every timer, as a killed worker does. */
  kill(): void;
  pending(): number;
}

/** Lets everything already resolved go on. */
export async function settled(): Promise<void> {
  await new Promise((resolve) => setImmediate(resolve));
}

export function createMachine(start: Ms = 1_700_000_000_000): Machine {
  let elapsed = 0;
  let offset = start;
  let nextId = 0;
  let timers = new Map<number, { readonly at: Ms; readonly run: () => void }>();
  return {
    clock: { now: () => offset + elapsed, monotonic: () => elapsed },
    timers: {
      after(delayMs, run) {
        const id = nextId++;
        timers.set(id, { at: elapsed + Math.max(0, delayMs), run });
        return () => timers.delete(id);
      },
    },
    async run(ms) {
      const end = elapsed + ms;
      await settled();
      for (;;) {
        const due = [...timers]
          .filter(([, { at }]) => at <= end)
          .sort((a, b) => a[1].at - b[1].at || a[0] - b[0])[0];
        if (due === undefined) break;
        const [id, timer] = due;
        timers.delete(id);
        elapsed = Math.max(elapsed, timer.at);
        timer.run();
        await settled();
      }
      elapsed = end;
    },
    leap(ms) {
      offset += ms;
    },
    kill() {
      timers = new Map();
    },
    pending: () => timers.size,
  };
}

/** Survives its worker, as browser storage does; values are cloned like the browser clones them. */
export function createMemoryStore(): KeyValueStore & { readonly values: Map<string, unknown> } {
  const values = new Map<string, unknown>();
  return {
    values,
    read: async (key) => structuredClone(values.get(key)),
    write: async (key, value) => {
      values.set(key, structuredClone(value));
    },
  };
}

export function createMemoryHistory(): HistoryStore & { readonly chunks: Map<string, HistoryChunk> } {
  const chunks = new Map<string, HistoryChunk>();
  return {
    chunks,
    load: async (instrument) => [...chunks.values()].filter((chunk) => chunk.instrument === instrument),
    save: async (saved) => {
      for (const chunk of saved)
        chunks.set(`${chunk.instrument}/${chunk.series}/${chunk.day}`, structuredClone(chunk));
    },
    dropBefore: async (instrument, series, day) => {
      for (const [id, chunk] of chunks) {
        if (chunk.instrument === instrument && chunk.series === series && chunk.day < day) chunks.delete(id);
      }
    },
  };
}

export interface Sent {
  readonly at: Ms;
  readonly url: string;
}

/** Answers after `latencyMs` of the machine's time with whatever `respond` says, and keeps a log. */
export function createFakeHttp(
  machine: Machine,
  respond: (request: VenueRequest) => Partial<HttpAnswer> | Error,
  latencyMs: Ms = 150,
): Http & { readonly sent: Sent[] } {
  const sent: Sent[] = [];
  const http: Http = (request) =>
    new Promise((resolve, reject) => {
      sent.push({ at: machine.clock.now(), url: request.url });
      machine.timers.after(latencyMs, () => {
        const answer = respond(request);
        const receivedTime = machine.clock.now();
        if (answer instanceof Error) reject(answer);
        else resolve({ status: 200, headers: new Map(), body: null, receivedTime, ...answer });
      });
    });
  return Object.assign(http, { sent });
}

/** Sockets that open at once and say what the test says. */
export function createFakeSockets() {
  const open: {
    readonly url: string;
    readonly handlers: SocketHandlers;
    readonly sent: string[];
    closed: boolean;
  }[] = [];
  const openSocket: OpenSocket = (url, handlers) => {
    const socket = { url, handlers, sent: [] as string[], closed: false };
    open.push(socket);
    return {
      send: (frame) => socket.sent.push(frame),
      close: () => {
        socket.closed = true;
      },
    };
  };
  return { openSocket, open, live: () => open.filter((socket) => !socket.closed) };
}

export function anInstrument(changes: Partial<Instrument> = {}): Instrument {
  return {
    venue: 'alpha',
    venueSymbol: 'BTCUSDT',
    asset: 'BTC',
    base: 'BTC',
    quote: 'USDT',
    settle: 'USDT',
    kind: 'linear',
    contractSize: 1,
    baseMultiplier: 1,
    tickSize: 0.1,
    maxLeverage: 100,
    maintenanceTiers: null,
    fundingIntervalHours: 8,
    ...changes,
  };
}

export const A_LIMIT: RateLimit = {
  host: 'api.alpha.test',
  capacity: 1_000,
  windowMs: MINUTE,
  usedHeader: 'x-used',
};

export function anEndpoint(changes: Partial<Endpoint> & Pick<Endpoint, 'id' | 'provides'>): Endpoint {
  return {
    scope: 'instrument',
    docs: 'https://docs.alpha.test',
    limit: 'main',
    weight: () => 1,
    request: (query: Query) => ({
      method: 'GET',
      url: `https://api.alpha.test/${changes.id}?symbol=${query.instrument?.venueSymbol ?? ''}&since=${query.since ?? ''}&until=${query.until ?? ''}`,
    }),
    parse: (payload) => payload as Observation[],
    ...changes,
  };
}

export function aVenue(changes: Partial<Venue> = {}): Venue {
  return {
    id: 'alpha',
    name: 'Alpha',
    product: 'perp',
    permission: 'install',
    origins: ['https://api.alpha.test'],
    limits: { main: A_LIMIT },
    anchorHourly: 0.0003 / 24,
    marginModel: 'tiered',
    endpoints: [],
    pages: {
      hosts: ['www.alpha.test'],
      tradingPath: '^/trade/',
      excludeGlobs: [],
      parse: () => null,
      testUrls: [],
    },
    fault: ({ status, headers, receivedTime }) => {
      if (status === 429 || status === 418) {
        const seconds = Number(headers.get('retry-after') ?? Number.NaN);
        const until = Number.isFinite(seconds) ? receivedTime + seconds * 1_000 : null;
        return { kind: status === 418 ? 'banned' : 'rate-limited', detail: String(status), until };
      }
      if (status === 451) return { kind: 'blocked-region', detail: '451', until: null };
      return status >= 500 ? { kind: 'venue-error', detail: String(status), until: null } : null;
    },
    ...changes,
  };
}
