import { beforeEach, describe, expect, it } from 'vitest';
import type { Instrument } from '../../../core/domain/instrument.ts';
import { MINUTE, SECOND } from '../../../core/domain/time.ts';
import { createCatalogue } from '../../../core/feed/catalogue.ts';
import { createStreams, type Streams } from '../../../core/feed/streams.ts';
import { createVenueClock } from '../../../core/feed/venue-clock.ts';
import {
  anInstrument,
  aVenue,
  createFakeSockets,
  createMachine,
  createMemoryStore,
  type Machine,
} from './fakes.ts';

const btc = anInstrument();
const eth = anInstrument({ venueSymbol: 'ETHUSDT', asset: 'ETH' });
const venue = aVenue({
  stream: {
    docs: 'https://docs.alpha.test',
    channels: ['price', 'liquidation'],
    url: () => 'wss://alpha.test/ws',
    subscribe: (instruments, channels) =>
      instruments.map(({ venueSymbol }) => `${channels.join()} ${venueSymbol}`),
    ping: { everyMs: 20 * SECOND, frame: 'ping' },
    parse(frame, { receivedTime }) {
      if (frame === 'bad') throw new Error('unreadable');
      if (frame === 'pong') return [];
      const stamped = { venue: 'alpha', venueSymbol: 'BTCUSDT', venueTime: Number(frame), receivedTime };
      return [{ kind: 'price', ...stamped, markPrice: 1, indexPrice: null }];
    },
  },
});

let machine: Machine;
let sockets: ReturnType<typeof createFakeSockets>;
let streams: Streams;
let taken: number[];
let resumed: number;

const last = () => sockets.open.at(-1)!;
const follow = (...instruments: Instrument[]) => streams.follow(new Map([[venue, instruments]]));

beforeEach(() => {
  machine = createMachine();
  sockets = createFakeSockets();
  taken = [];
  resumed = 0;
  const clock = createVenueClock();
  streams = createStreams({
    clock: machine.clock,
    timers: machine.timers,
    random: () => 1,
    openSocket: sockets.openSocket,
    catalogue: createCatalogue(createMemoryStore()),
    venueClock: () => clock,
    take: (_observations, venueNow) => taken.push(venueNow),
    resumed: () => resumed++,
  });
});

describe('streams', () => {
  it('subscribe only to what the product draws', () => {
    follow(btc);
    last().handlers.opened();
    expect(last().sent).toEqual(['price BTCUSDT']);
  });

  it('keep one socket for the same instruments and open another for others', () => {
    follow(btc);
    follow(btc);
    expect(sockets.open).toHaveLength(1);
    follow(btc, eth);
    expect(sockets.live()).toHaveLength(1);
    last().handlers.opened();
    expect(last().sent).toEqual(['price BTCUSDT', 'price ETHUSDT']);
  });

  it('close when nothing is followed', async () => {
    follow(btc);
    last().handlers.opened();
    streams.follow(new Map());
    expect(sockets.live()).toEqual([]);
    await machine.run(10 * MINUTE);
    expect(sockets.open).toHaveLength(1);
  });

  it('come back with their subscriptions, wait longer each time, and say that something was missed', async () => {
    follow(btc);
    last().handlers.opened();
    last().handlers.closed();
    await machine.run(2 * SECOND - 1);
    expect(sockets.open).toHaveLength(1);
    await machine.run(1);
    expect(sockets.open).toHaveLength(2);
    last().handlers.closed();
    await machine.run(4 * SECOND - 1);
    expect(sockets.open).toHaveLength(2);
    await machine.run(1);
    last().handlers.opened();
    expect(last().sent).toEqual(['price BTCUSDT']);
    expect(resumed).toBe(1);
  });

  it('are replaced when they fall silent, even if they ping', async () => {
    follow(btc);
    last().handlers.opened();
    await machine.run(44 * SECOND);
    expect(last().sent).toEqual(['price BTCUSDT', 'ping', 'ping']);
    expect(sockets.live()).toHaveLength(1);
    await machine.run(10 * SECOND);
    expect(sockets.open.length).toBeGreaterThan(1);
    expect(sockets.open[0]!.closed).toBe(true);
  });

  it('stay while frames arrive, odd ones included', async () => {
    follow(btc);
    last().handlers.opened();
    for (let i = 0; i < 10; i++) {
      await machine.run(30 * SECOND);
      last().handlers.frame(i % 2 === 0 ? 'bad' : 'pong');
    }
    expect(sockets.open).toHaveLength(1);
    expect(taken).toEqual([]);
  });

  it('move the venue’s clock forward, never back', () => {
    follow(btc);
    last().handlers.opened();
    last().handlers.frame('5000');
    last().handlers.frame('4000');
    expect(taken).toEqual([5_000, 5_000]);
  });

  it('ignore a socket that was replaced', () => {
    follow(btc);
    const old = last();
    follow(eth);
    old.handlers.opened();
    old.handlers.frame('5000');
    old.handlers.closed();
    expect(old.sent).toEqual([]);
    expect(taken).toEqual([]);
    expect(sockets.live()).toHaveLength(1);
  });
});
