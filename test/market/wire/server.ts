import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { WebSocketServer } from 'ws';
import { CHART_PATH, chartData } from '../pages/chart-data.ts';
import { pageFor } from '../pages/pages.ts';
import type { World } from '../world.ts';
import { createCertificate } from './certificate.ts';
import { createFaultBoard, type FaultBoard, type Spoiled } from './faults.ts';
import { createMarketClock, type MarketClock } from './market-clock.ts';
import type { WireAnswer, WireRequest } from './wire.ts';
import { createWires } from './wires.ts';

/** One request as the server saw it. */
export interface LogEntry {
  /** Machine clock. */
  readonly time: number;
  readonly host: string;
  readonly path: string;
  readonly kind: 'rest' | 'socket' | 'page' | 'unknown';
  /** `type` of a POST body: Hyperliquid asks everything of one path. */
  readonly asked?: string;
  /** 0 where a fault let the request go without an answer. */
  readonly status: number;
}

export interface MarketServer {
  readonly port: number;
  readonly clock: MarketClock;
  readonly world: World;
  readonly faults: FaultBoard;
  readonly log: readonly LogEntry[];
  /** Hosts that were asked although nothing plays them. */
  readonly unknownHosts: ReadonlySet<string>;
  /** Added to every answer. */
  setLatency(milliseconds: number): void;
  closeSockets(): void;
  close(): Promise<void>;
}

export interface MarketServerOptions {
  readonly world: World;
  /** Market milliseconds in each machine millisecond. */
  readonly speed: number;
  readonly latencyMs?: number;
}

const MAX_BODY = 64 * 1024;

/** The market on loopback: the venues' REST and sockets and their trading pages, one TLS port. */
export async function startMarketServer(options: MarketServerOptions): Promise<MarketServer> {
  const { world } = options;
  const wires = createWires(Date.now);
  const clock = createMarketClock(world.now(), options.speed);
  const faults = createFaultBoard(clock.now);
  const log: LogEntry[] = [];
  const unknownHosts = new Set<string>();
  let latency = options.latencyMs ?? 0;
  const certificate = await createCertificate(
    wires.flatMap((wire) => [...wire.restHosts, ...wire.socketHosts]),
  );
  const server: Server = createServer(certificate, (request, response) => {
    void handle(request, response);
  });
  const sockets = new WebSocketServer({ noServer: true, maxPayload: MAX_BODY });

  const wireFor = (host: string, kind: 'restHosts' | 'socketHosts') =>
    wires.find((wire) => wire[kind].includes(host));
  const note = (host: string, path: string, kind: LogEntry['kind'], status: number, asked?: string) => {
    log.push({ time: Date.now(), host, path, kind, status, ...(asked !== undefined && { asked }) });
  };

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const host = hostOf(request);
    const url = new URL(request.url ?? '/', `https://${host}`);
    world.advance(clock.now());
    const wire = wireFor(host, 'restHosts');
    if (wire && !(request.method === 'GET' && (pageFor(url) !== null || url.pathname === CHART_PATH))) {
      const asked = await readRequest(request, host, url);
      const spoiled = faults.spoil(wire.venue, asked, () => wire.answer(asked, world));
      if (latency > 0) await new Promise((resolve) => setTimeout(resolve, latency));
      const asking = `${url.pathname}${url.search}`;
      const type = typeOf(asked.body);
      if (spoiled !== null && !('answer' in spoiled)) {
        note(host, asking, 'rest', 0, type);
        return 'reset' in spoiled ? void request.socket.destroy() : undefined;
      }
      const answer = spoiled?.answer ?? wire.answer(asked, world);
      note(host, asking, 'rest', answer.status, type);
      return spoiled === null
        ? send(response, answer, clock.now())
        : sendSpoiled(response, spoiled, clock.now());
    }
    if (url.pathname === CHART_PATH) return send(response, chartData(url, world), clock.now());
    const page = pageFor(url);
    if (page !== null) {
      note(host, url.pathname, 'page', 200);
      return send(response, page, clock.now());
    }
    unknownHosts.add(host);
    note(host, url.pathname, 'unknown', 502);
    send(response, { status: 502, body: 'nothing plays this host' }, clock.now());
  }

  server.on('upgrade', (request, socket, head) => {
    const host = hostOf(request);
    const wire = wireFor(host, 'socketHosts');
    if (wire === undefined) {
      unknownHosts.add(host);
      return void socket.destroy();
    }
    if (faults.ofSocket(wire.venue) === 'socket-refused') {
      note(host, request.url ?? '/', 'socket', 0);
      return void socket.destroy();
    }
    sockets.handleUpgrade(request, socket, head, (client) => {
      note(host, request.url ?? '/', 'socket', 101);
      let last = '';
      const session = wire.socket(request.url ?? '/', world, (frame) => {
        const fault = faults.ofSocket(wire.venue);
        if (fault === 'socket-silent') return;
        if (fault === 'socket-garbage') return client.send(frame.slice(0, Math.floor(frame.length / 2)));
        last = fault === 'socket-repeating' && last !== '' ? last : frame;
        client.send(last);
      });
      const timer = setInterval(() => {
        if (faults.ofSocket(wire.venue) === 'socket-closing') return client.terminate();
        world.advance(clock.now());
        session.tick();
      }, 250);
      client.on('message', (data) => session.receive(String(data)));
      client.on('close', () => clearInterval(timer));
      client.on('error', () => clearInterval(timer));
    });
  });

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const closeSockets = () => {
    for (const client of sockets.clients) client.terminate();
  };
  return {
    port: (server.address() as AddressInfo).port,
    clock,
    world,
    faults,
    log,
    unknownHosts,
    setLatency: (milliseconds) => {
      latency = milliseconds;
    },
    closeSockets,
    close: () => {
      closeSockets();
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

function hostOf(request: IncomingMessage): string {
  return (request.headers.host ?? '').replace(/:\d+$/, '').toLowerCase();
}

async function readRequest(request: IncomingMessage, host: string, url: URL): Promise<WireRequest> {
  let body = '';
  for await (const chunk of request) {
    body += String(chunk);
    if (body.length > MAX_BODY) break;
  }
  return {
    host,
    path: url.pathname,
    query: new Map(url.searchParams),
    method: request.method ?? 'GET',
    body: parsed(body),
  };
}

function typeOf(body: unknown): string | undefined {
  const type = typeof body === 'object' && body !== null && 'type' in body ? body.type : undefined;
  return typeof type === 'string' ? type : undefined;
}

function parsed(body: string): unknown {
  try {
    return body === '' ? undefined : JSON.parse(body);
  } catch {
    return undefined;
  }
}

function send(response: ServerResponse, answer: WireAnswer, date: number | null): void {
  sendHead(response, answer, date);
  response.end(bytes(answer));
}

function bytes({ body }: WireAnswer): string | Buffer {
  return typeof body === 'string' || Buffer.isBuffer(body) ? body : JSON.stringify(body);
}

function sendHead(response: ServerResponse, answer: WireAnswer, date: number | null): void {
  const isText = typeof answer.body === 'string';
  response.sendDate = false;
  response.writeHead(answer.status, {
    'Content-Type': isText ? 'text/plain; charset=utf-8' : 'application/json',
    ...(date !== null && { Date: new Date(date).toUTCString() }),
    ...answer.headers,
  });
}

const DRIP_EVERY = 500;
const FILLER = ' '.repeat(65_536);

function sendSpoiled(
  response: ServerResponse,
  spoiled: Extract<Spoiled, { answer: WireAnswer }>,
  now: number,
): void {
  const { answer, pace, date = now } = spoiled;
  if (pace === undefined) {
    send(response, answer, date);
    return;
  }
  sendHead(response, answer, date);
  const body = bytes(answer);
  if (pace === 'cut') {
    response.write(body.slice(0, body.length / 2));
    setTimeout(() => response.destroy(), 50);
    return;
  }
  let sent = 0;
  const timer = setInterval(
    () => {
      if (pace === 'endless') response.write(FILLER);
      else response.write(body.slice(sent, ++sent));
    },
    pace === 'endless' ? 5 : DRIP_EVERY,
  );
  response.on('close', () => clearInterval(timer));
}
