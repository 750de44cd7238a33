import { DAY, HOUR, MINUTE, type Ms } from '../domain/time.ts';
import { type Batch, type Columns, createColumns } from './columns.ts';
import { missingRanges, subtract, type TimeRange } from './gaps.ts';
import type { HistoryChunk, HistoryStore } from './ports.ts';
import { createSaver } from './saver.ts';
import { SERIES, type SeriesId } from './series-kinds.ts';

/** A range asked for that did not yield all its rows: the venue does not have them (for now). */
interface Hole extends TimeRange {
  /** This machine's clock. */
  readonly restsUntil: Ms;
}

interface Track {
  readonly columns: Columns;
  holes: Hole[];
  /** Ranges on their way, by request. */
  readonly flying: Map<string, TimeRange>;
  /** Empty answers in a row. */
  empties: number;
  /** This machine's clock when the newest row was last written. */
  refreshed: Ms;
  readonly dirtyDays: Set<number>;
}

/** An answer's missing rows are not asked for again for so long. */
const HOLE_REST: Ms = HOUR;
/** An empty answer may be a hiccup, the next ones are not: the rest grows tenfold each time. */
const EMPTY_REST: Ms = MINUTE;

/** An end further off than any rest says that the clock was set back. */
function rests({ restsUntil }: Hole, now: Ms): boolean {
  return restsUntil > now && restsUntil <= now + HOLE_REST;
}

/** Every series of every instrument of interest, in memory, kept on disk by day. Times are the venue's clock. */
export interface History {
  /** Loads what an earlier worker kept; later calls are free. */
  open(instrument: string): Promise<void>;
  isOpen(instrument: string): boolean;
  /** The rows now held; empty when nothing is known. */
  columns(instrument: string, series: SeriesId): Columns;
  /**
   * @param receivedTime this machine's clock
   * @returns true when something changed
   */
  merge(
    instrument: string,
    series: SeriesId,
    batch: Batch,
    receivedTime: Ms,
    existing?: 'replace' | 'keep',
  ): boolean;
  /** This machine's clock when the newest row was last written; 0 when it never was by this worker. */
  refreshed(instrument: string, series: SeriesId): Ms;
  /** The newest row may have been left unfinished: it is to be asked for again. */
  doubt(instrument: string, series: SeriesId): void;
  /** A request for this range leaves: it is not missing until the request has ended. */
  reserve(instrument: string, series: SeriesId, request: string, range: TimeRange): void;
  release(instrument: string, series: SeriesId, request: string): void;
  /** Notes that a range was asked, so that what the venue does not have is not asked for again at once. */
  asked(instrument: string, series: SeriesId, range: TimeRange, newestRow: Ms | null, machineTime: Ms): void;
  /** Ranges worth asking for, newest first. */
  missing(instrument: string, series: SeriesId, stepMs: Ms, range: TimeRange, machineTime: Ms): TimeRange[];
  /** Writes changed days; resolves when they are stored. */
  flush(): Promise<void>;
  /** Drops everything from memory, unwritten rows too. */
  clear(): void;
  /** Drops an instrument from memory once nobody looks at it. */
  close(instrument: string): Promise<void>;
}

export function createHistory(store: HistoryStore): History {
  const instruments = new Map<string, Map<SeriesId, Track>>();
  const opening = new Map<string, Promise<void>>();
  const opened = new Set<string>();
  const closing = new Set<string>();

  function track(instrument: string, series: SeriesId): Track {
    let tracks = instruments.get(instrument);
    if (tracks === undefined) {
      tracks = new Map();
      instruments.set(instrument, tracks);
    }
    let found = tracks.get(series);
    if (found === undefined) {
      found = {
        columns: createColumns(SERIES[series].width),
        holes: [],
        flying: new Map(),
        empties: 0,
        refreshed: 0,
        dirtyDays: new Set(),
      };
      tracks.set(series, found);
    }
    return found;
  }

  async function load(instrument: string): Promise<void> {
    for (const chunk of await store.load(instrument)) {
      if (!Object.hasOwn(SERIES, chunk.series)) continue;
      const series = chunk.series as SeriesId;
      if (chunk.columns.length !== SERIES[series].width) continue;
      if (chunk.columns.some((column) => column.length !== chunk.columns[0]!.length)) continue;
      // What arrived while the store was read is newer than what it held.
      track(instrument, series).columns.merge(chunk.columns, 'keep');
    }
    opened.add(instrument);
  }

  async function write(): Promise<void> {
    const chunks: HistoryChunk[] = [];
    const drops: Promise<void>[] = [];
    for (const [instrument, tracks] of instruments) {
      // Before the stored days are read, a day in memory may hold less than the one on disk.
      if (!opened.has(instrument)) continue;
      for (const [series, { columns, dirtyDays }] of tracks) {
        for (const day of dirtyDays) {
          const views = columns.view(day * DAY, (day + 1) * DAY - 1);
          if (views[0]!.length > 0) {
            chunks.push({ instrument, series, day, columns: views.map((view) => view.slice()) });
          }
        }
        if (dirtyDays.size > 0) drops.push(...retire(instrument, series, columns));
        dirtyDays.clear();
      }
    }
    if (chunks.length > 0) await store.save(chunks);
    await Promise.all(drops);
  }

  function retire(instrument: string, series: SeriesId, columns: Columns): Promise<void>[] {
    const { firstTime, lastTime } = columns;
    if (firstTime === null || lastTime === null) return [];
    const oldest = lastTime - SERIES[series].retentionMs;
    // A whole day of slack, so that rows are not cut away one by one.
    if (firstTime >= oldest - DAY) return [];
    columns.dropBefore(oldest);
    return [store.dropBefore(instrument, series, Math.floor(oldest / DAY))];
  }

  const saver = createSaver(write);

  return {
    async open(instrument) {
      closing.delete(instrument);
      let pending = opening.get(instrument);
      if (pending === undefined) {
        pending = load(instrument);
        opening.set(instrument, pending);
      }
      await pending;
    },
    isOpen: (instrument) => opened.has(instrument),
    columns: (instrument, series) => track(instrument, series).columns,
    merge(instrument, series, batch, receivedTime, existing = 'replace') {
      const entry = track(instrument, series);
      const { columns, dirtyDays } = entry;
      const changed = columns.merge(batch, existing);
      const newest = batch[0]!.reduce((latest, time) => Math.max(latest, time), Number.NEGATIVE_INFINITY);
      if (newest === columns.lastTime) entry.refreshed = receivedTime;
      if (changed === null) return false;
      for (let day = Math.floor(changed / DAY); day <= newest / DAY; day++) dirtyDays.add(day);
      return true;
    },
    refreshed: (instrument, series) => track(instrument, series).refreshed,
    doubt(instrument, series) {
      track(instrument, series).refreshed = 0;
    },
    reserve: (instrument, series, request, range) => {
      track(instrument, series).flying.set(request, range);
    },
    release: (instrument, series, request) => {
      track(instrument, series).flying.delete(request);
    },
    asked(instrument, series, { since, until }, newestRow, machineTime) {
      const entry = track(instrument, series);
      entry.empties = newestRow === null ? entry.empties + 1 : 0;
      // Only a series that never brought anything may still be starting up.
      const hiccup = newestRow === null && entry.columns.length === 0;
      const rest = hiccup ? Math.min(EMPTY_REST * 10 ** (entry.empties - 1), HOLE_REST) : HOLE_REST;
      // Beyond the newest row it may simply not be published yet.
      const end = newestRow === null ? until : Math.min(until, newestRow);
      entry.holes = entry.holes.filter((hole) => rests(hole, machineTime));
      if (end >= since) entry.holes.push({ since, until: end, restsUntil: machineTime + rest });
    },
    missing(instrument, series, stepMs, { since, until }, machineTime) {
      const { columns, holes, flying } = track(instrument, series);
      const live = [...holes.filter((hole) => rests(hole, machineTime)), ...flying.values()];
      return missingRanges(columns, stepMs, since, until).flatMap((range) =>
        subtract(range, live).filter((part) => part.until - part.since >= stepMs - 2),
      );
    },
    flush: () => saver.save(),
    clear() {
      for (const held of [instruments, opening, opened]) held.clear();
    },
    async close(instrument) {
      closing.add(instrument);
      await saver.save();
      // Somebody may have come back meanwhile.
      if (!closing.delete(instrument)) return;
      instruments.delete(instrument);
      opening.delete(instrument);
      opened.delete(instrument);
    },
  };
}
