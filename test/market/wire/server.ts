import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { WebSocketServer } from 'ws';
import { CHART_PATH, chartData } from '../pages/chart-data.ts';
import { pageFor } from '../pages/pages.ts';
import type { World } from '../world.ts';
import { createBinanceWire } from './binance.ts';
import { createBybitWire } from './bybit.ts';
import { createCertificate } from './certificate.ts';
import { createFaultBoard, type FaultBoard } from './faults.ts';
import { createHyperliquidWire } from './hyperliquid.ts';
import { createMarketClock, type MarketClock } from './market-clock.ts';
import { createOkxWire } from './okx.ts';
import type { VenueWire, WireAnswer, WireRequest } from './wire.ts';

/** One request as the server saw it. */
export interface LogEntry {
  /** Machine clock. */
  readonly time: number;
  readonly host: string;
  readonly path: string;
  readonly kind: 'rest' | 'socket' | 'page' | 'unknown';
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

/** The market on loopback: four venues' REST and sockets and their trading pages, one TLS port. */
export async function startMarketServer(options: MarketServerOptions): Promise<MarketServer> {
  const { world } = options;
  const wires: readonly VenueWire[] = [
    createBinanceWire(Date.now),
    createBybitWire(),
    createOkxWire(),
    createHyperliquidWire(),
  ];
  const clock = createMarketClock(world.now(), options.speed);
  const faults = createFaultBoard(Date.now);
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
  const note = (host: string, path: string, kind: LogEntry['kind'], status: number) => {
    log.push({ time: Date.now(), host, path, kind, status });
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
      if (spoiled !== null && 'hang' in spoiled) return;
      if (spoiled !== null && 'reset' in spoiled) return void request.socket.destroy();
      const answer = spoiled?.answer ?? wire.answer(asked, world);
      note(host, `${url.pathname}${url.search}`, 'rest', answer.status);
      return send(response, answer, clock.now());
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
    sockets.handleUpgrade(request, socket, head, (client) => {
      note(host, request.url ?? '/', 'socket', 101);
      const session = wire.socket(request.url ?? '/', world, (frame) => client.send(frame));
      const timer = setInterval(() => {
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

function parsed(body: string): unknown {
  try {
    return body === '' ? undefined : JSON.parse(body);
  } catch {
    return undefined;
  }
}

function send(response: ServerResponse, answer: WireAnswer, marketTime: number): void {
  const isText = typeof answer.body === 'string';
  response.sendDate = false;
  response.writeHead(answer.status, {
    'Content-Type': isText ? 'text/plain; charset=utf-8' : 'application/json',
    Date: new Date(marketTime).toUTCString(),
    ...answer.headers,
  });
  response.end(isText ? answer.body : JSON.stringify(answer.body));
}
