import type { MarketInputs } from '../../../core/domain/market-inputs.ts';
import type { Ms } from '../../../core/domain/time.ts';
import { createEngine, type Engine, type EngineTools } from '../../../core/feed/engine.ts';
import { type HttpAnswer, HttpFailure, type OpenSocket } from '../../../core/feed/ports.ts';
import { venues as registry } from '../../../core/venues/registry.ts';
import type { Venue, VenueRequest } from '../../../core/venues/venue.ts';
import { sampleReading } from '../../fixtures/readings.ts';
import { createStillWorld } from '../../market/still-world.ts';
import { askWire } from '../../market/wire/ask-wire.ts';
import { createWires } from '../../market/wire/wires.ts';
import type { World } from '../../market/world.ts';
import { createMachine, createMemoryHistory, createMemoryStore, type Machine, settled } from './fakes.ts';

export interface Request {
  /** Steady clock of the machine. */
  readonly at: Ms;
  readonly venue: string;
  readonly host: string;
  readonly path: string;
  readonly weight: number;
  readonly limit: string;
}

/** What happens to an answer on its way; undefined lets it through. */
export type Spoil = (request: VenueRequest, venue: string) => Partial<HttpAnswer> | HttpFailure | undefined;

export interface Rig {
  readonly machine: Machine;
  readonly world: World;
  readonly engine: Engine;
  readonly requests: readonly Request[];
  readonly inputs: readonly MarketInputs[];
  readonly local: ReturnType<typeof createMemoryStore>;
  sockets(): number;
  dropSockets(): void;
  spoil(how: Spoil): void;
  run(ms: Ms): Promise<void>;
  /** Stops the worker at once and starts another on what was stored. */
  kill(): Promise<void>;
}

export interface RigOptions {
  /** A still market of two coins unless told. */
  readonly world?: World;
  readonly speed?: number;
  readonly latencyMs?: Ms;
  readonly withSockets?: boolean;
  /** See `StillOptions`. */
  readonly ticking?: boolean;
  readonly isPermitted?: (venue: Venue) => boolean;
}

/** The venues the still market speaks for. */
const SPOKEN_FOR = new Set(['binance-usdm', 'bybit-linear', 'okx-swap', 'hyperliquid']);
export const played = registry.filter(({ id }) => SPOKEN_FOR.has(id));

/** The real engine and adapters on a still market that speaks the venues' wire formats; nothing waits really. */
export async function createRig(options: RigOptions = {}): Promise<Rig> {
  const { speed = 1, latencyMs = 150, withSockets = true } = options;
  const costs = new Map<string, { readonly limit: string; readonly weight: number }>();
  const venues = played.map((venue) => noting(venue, costs));
  const machine = createMachine();
  const world =
    options.world ?? createStillWorld(Date.UTC(2026, 1, 2, 12, 2), { ticking: options.ticking ?? false });
  const wires = createWires(machine.clock.now);
  const start = world.now();
  const requests: Request[] = [];
  const inputs: MarketInputs[] = [];
  const local = createMemoryStore();
  const session = createMemoryStore();
  const historyStore = createMemoryHistory();
  let spoil: Spoil = () => undefined;
  let sockets: { close(): void }[] = [];
  let generation = 0;

  const marketNow = () => Math.floor(start + machine.clock.monotonic() * speed);
  const advance = () => world.advance(marketNow());

  function answer(request: VenueRequest): HttpAnswer {
    const { hostname } = new URL(request.url);
    const wire = wires.find(({ restHosts }) => restHosts.includes(hostname));
    if (wire === undefined) throw new HttpFailure('network');
    advance();
    const spoiled = spoil(request, wire.venue);
    if (spoiled instanceof HttpFailure) throw spoiled;
    const { status, headers, body } = askWire(wire, request, world);
    const date = new Date(marketNow()).toUTCString();
    return {
      status,
      headers: new Map(Object.entries({ ...headers, date })),
      body,
      receivedTime: machine.clock.now(),
      ...spoiled,
    };
  }

  function note(request: VenueRequest): void {
    const { hostname, pathname } = new URL(request.url);
    const wire = wires.find(({ restHosts }) => restHosts.includes(hostname));
    requests.push({
      at: machine.clock.monotonic(),
      venue: wire?.venue ?? '?',
      host: hostname,
      path: `${pathname}${new URL(request.url).search}`,
      ...(costs.get(costKey(request)) ?? { limit: '?', weight: 0 }),
    });
  }

  const openSocket: OpenSocket = (url, handlers) => {
    const { hostname, pathname, search } = new URL(url);
    const wire = wires.find(({ socketHosts }) => socketHosts.includes(hostname));
    const mine = generation;
    let open = withSockets && wire !== undefined;
    const alive = () => open && mine === generation;
    const session = wire?.socket(pathname + search, world, (frame) => {
      if (alive()) machine.timers.after(5, () => alive() && handlers.frame(frame));
    });
    const tick = () => {
      if (!alive()) return;
      advance();
      session?.tick();
      machine.timers.after(1_000, tick);
    };
    machine.timers.after(50, () => {
      if (!alive()) handlers.closed();
      else handlers.opened();
      tick();
    });
    const socket = {
      send: (frame: string) => session?.receive(frame),
      close: () => {
        open = false;
        sockets = sockets.filter((other) => other !== entry);
      },
    };
    const entry = { close: () => [socket.close(), handlers.closed()] };
    if (open) sockets.push(entry);
    return socket;
  };

  function boot(): Engine {
    const mine = ++generation;
    // Promises of a killed worker may still run; nothing they start does.
    const alive = () => mine === generation;
    const tools: EngineTools<null> = {
      clock: machine.clock,
      timers: { after: (delayMs, run) => machine.timers.after(delayMs, () => alive() && run()) },
      random: () => 0.5,
      http: (request) =>
        new Promise((resolve, reject) => {
          if (!alive()) return;
          note(request);
          machine.timers.after(latencyMs, () => {
            if (!alive()) return;
            try {
              resolve(answer(request));
            } catch (error) {
              reject(error);
            }
          });
        }),
      openSocket,
      session,
      local,
      historyStore,
      venues,
      assess: (input) => {
        inputs.push(input);
        return { assessment: sampleReading(), state: null };
      },
      isOff: () => false,
      isPermitted: options.isPermitted ?? (() => true),
    };
    return createEngine(tools);
  }

  let engine = boot();
  await engine.restore();
  return {
    machine,
    world,
    get engine() {
      return engine;
    },
    requests,
    inputs,
    local,
    sockets: () => sockets.length,
    dropSockets() {
      for (const socket of [...sockets]) socket.close();
    },
    spoil(how) {
      spoil = how;
    },
    run: machine.run,
    async kill() {
      machine.kill();
      sockets = [];
      engine = boot();
      await settled();
      await engine.restore();
    },
  };
}

/** The host may be another one by then. */
function costKey({ url, body }: VenueRequest): string {
  return `${url.replace(/^https:\/\/[^/]+/, '')} ${JSON.stringify(body)}`;
}

/** The venue, with what each of its requests costs written down. */
function noting(venue: Venue, costs: Map<string, { limit: string; weight: number }>): Venue {
  return {
    ...venue,
    endpoints: venue.endpoints.map((endpoint) => ({
      ...endpoint,
      request(query) {
        const request = endpoint.request(query);
        costs.set(costKey(request), { limit: endpoint.limit, weight: endpoint.weight(query) });
        return request;
      },
    })),
  };
}

/** Most requests any minute holds. */
export function busiestMinute(requests: readonly Request[], from = 0): number {
  const times = requests.map(({ at }) => at).filter((at) => at >= from);
  return Math.max(
    0,
    ...times.map((at) => times.filter((other) => other >= at && other < at + 60_000).length),
  );
}
