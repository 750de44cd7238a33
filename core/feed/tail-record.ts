import { type Instrument, instrumentKey } from '../domain/instrument.ts';
import type { Observation } from '../domain/observation.ts';
import type { Ms } from '../domain/time.ts';
import type { History } from './history.ts';
import type { Task } from './task.ts';

/** How the newest rows of a series stood when they were last asked for. */
export interface LastTail {
  /** This machine's clock. */
  readonly at: Ms;
  readonly newest: Ms | null;
}

/** Tells the history which ranges are on their way, came, or do not exist; remembers how tails progress. */
export interface TailRecord {
  asked(task: Task, at: Ms): void;
  answered(task: Task, observations: readonly Observation[], receivedTime: Ms): void;
  failed(task: Task): void;
  last(id: string): LastTail | null;
  /** The socket was away: its newest bar may have been left unfinished. */
  doubt(instruments: readonly Instrument[]): void;
}

export function createTailRecord(history: History): TailRecord {
  const tails = new Map<string, LastTail>();
  return {
    asked({ id, fills, lane }, at) {
      if (fills === undefined) return;
      const { key, series, range } = fills;
      history.reserve(key, series, id, range);
      if (lane === 'poll') tails.set(id, { at, newest: history.columns(key, series).lastTime });
    },
    answered({ id, fills }, observations, receivedTime) {
      if (fills === undefined) return;
      const { key, series, range } = fills;
      history.release(key, series, id);
      history.asked(key, series, range, newestRow(observations), receivedTime);
    },
    failed({ id, fills }) {
      if (fills !== undefined) history.release(fills.key, fills.series, id);
    },
    last: (id) => tails.get(id) ?? null,
    doubt(instruments) {
      for (const instrument of instruments) history.doubt(instrumentKey(instrument), 'candles:perp:5m');
    },
  };
}

function newestRow(observations: readonly Observation[]): Ms | null {
  const times = observations.flatMap((one) => {
    if (one.kind === 'series') return one.rows.map(({ time }) => time);
    return one.kind === 'candles' ? one.rows.map(({ openTime }) => openTime) : [];
  });
  return times.length === 0 ? null : times.reduce((newest, time) => Math.max(newest, time));
}
