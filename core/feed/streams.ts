import { type Instrument, instrumentKey } from '../domain/instrument.ts';
import type { Observation } from '../domain/observation.ts';
import { MINUTE, type Ms, SECOND } from '../domain/time.ts';
import type { StreamChannel, Venue, VenueStream } from '../venues/venue.ts';
import type { Catalogue } from './catalogue.ts';
import type { Cancel, Clock, OpenSocket, Random, Socket, Timers } from './ports.ts';
import { backoffMs } from './retry.ts';
import type { VenueClock } from './venue-clock.ts';

/** What the product draws; liquidation prints are about 1 % of a flush and are left out. */
const WANTED: readonly StreamChannel[] = ['price', 'candles', 'open-interest'];
/** Every venue sends prices at least every few seconds: a socket this quiet is dead without having said so. */
const SILENCE: Ms = 45 * SECOND;
/** A socket that lived this long starts its backoff anew. */
const SETTLED: Ms = MINUTE;

export interface StreamTools {
  readonly clock: Clock;
  readonly timers: Timers;
  readonly random: Random;
  readonly openSocket: OpenSocket;
  readonly catalogue: Catalogue;
  venueClock(venue: string): VenueClock;
  take(observations: readonly Observation[], venueNow: Ms): void;
  /** The socket is back: rows it would have brought meanwhile are missing. */
  resumed(instruments: readonly Instrument[]): void;
}

export interface Streams {
  /** Opens, changes or closes sockets so that exactly these instruments are followed. */
  follow(wanted: ReadonlyMap<Venue, readonly Instrument[]>): void;
  /** Sockets now open. */
  open(): number;
}

/** One socket per venue, reopened with its subscriptions for as long as something is followed. */
export function createStreams(tools: StreamTools): Streams {
  const sessions = new Map<Venue, Session>();
  return {
    follow(wanted) {
      for (const [venue, session] of sessions) {
        if ((wanted.get(venue) ?? []).length > 0) continue;
        session.stop();
        sessions.delete(venue);
      }
      for (const [venue, instruments] of wanted) {
        if (instruments.length === 0 || venue.stream === undefined) continue;
        let session = sessions.get(venue);
        if (session === undefined) {
          session = createSession(venue, venue.stream, tools);
          sessions.set(venue, session);
        }
        session.follow(instruments);
      }
    },
    open: () => [...sessions.values()].filter((session) => session.isOpen()).length,
  };
}

interface Session {
  follow(instruments: readonly Instrument[]): void;
  stop(): void;
  isOpen(): boolean;
}

function createSession(venue: Venue, stream: VenueStream, tools: StreamTools): Session {
  const { clock, timers } = tools;
  const channels = WANTED.filter((channel) => stream.channels.includes(channel));
  let instruments: readonly Instrument[] = [];
  let socket: Socket | null = null;
  let opened = false;
  let failures = 0;
  let lives = 0;
  let openedAt: Ms = 0;
  let timed: Cancel[] = [];

  function clear(): void {
    for (const cancel of timed) cancel();
    timed = [];
  }

  function drop(): void {
    clear();
    const dying = socket;
    socket = null;
    opened = false;
    dying?.close();
  }

  function connect(): void {
    drop();
    const mine = tools.openSocket(stream.url(instruments, channels), {
      opened: () => socket === mine && onOpen(mine),
      frame: (text) => socket === mine && onFrame(text),
      closed: () => socket === mine && retry(),
    });
    socket = mine;
    watch();
  }

  function onOpen(mine: Socket): void {
    opened = true;
    openedAt = clock.monotonic();
    for (const frame of stream.subscribe(instruments, channels)) mine.send(frame);
    if (stream.ping !== undefined) ping(mine, stream.ping);
    if (lives++ > 0) tools.resumed(instruments);
  }

  function ping(mine: Socket, { everyMs, frame }: { readonly everyMs: Ms; readonly frame: string }): void {
    timed.push(
      timers.after(everyMs, () => {
        mine.send(frame);
        ping(mine, { everyMs, frame });
      }),
    );
  }

  let quiet: Cancel | null = null;
  function watch(): void {
    quiet?.();
    quiet = timers.after(SILENCE, retry);
    timed.push(() => quiet?.());
  }

  function onFrame(text: string): void {
    quiet?.();
    quiet = timers.after(SILENCE, retry);
    const receivedTime = clock.now();
    const venueClock = tools.venueClock(venue.id);
    const context = {
      instruments: tools.catalogue.listed(venue.id),
      receivedTime,
      venueTime: venueClock.at(receivedTime) ?? receivedTime,
    };
    let observations: readonly Observation[];
    try {
      observations = stream.parse(text, context);
    } catch {
      // One odd frame says nothing about the next; values that stop coming turn stale by themselves.
      return;
    }
    if (observations.length === 0) return;
    for (const { venueTime } of observations) {
      const now = venueClock.at(receivedTime);
      if (now === null || venueTime > now) venueClock.observe(venueTime, receivedTime);
    }
    tools.take(observations, venueClock.at(receivedTime) ?? context.venueTime);
  }

  function retry(): void {
    if (opened && clock.monotonic() - openedAt >= SETTLED) failures = 0;
    drop();
    failures++;
    timed.push(timers.after(backoffMs('retryable', failures, tools.random), connect));
  }

  return {
    follow(wanted) {
      const same =
        wanted.length === instruments.length &&
        wanted.every((one, index) => instrumentKey(one) === instrumentKey(instruments[index]!));
      if (same) return;
      instruments = wanted;
      lives = 0;
      connect();
    },
    stop: drop,
    isOpen: () => opened,
  };
}
