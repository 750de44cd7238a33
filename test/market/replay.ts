import { dirname } from 'node:path';
import { DAY, type Ms } from '../../core/domain/time.ts';
import { ASSETS, type AssetTerms } from './asset-terms.ts';
import { instrumentOf } from './listings.ts';
import {
  findRecordedFiles,
  type RecordedKind,
  type RecordedTable,
  readRecordedTable,
  recognise,
} from './replay-files.ts';
import { createReplayMarket } from './replay-market.ts';
import type { World, WorldMarket } from './world.ts';

export interface ReplayOptions {
  /** A folder of recorded CSV files (see shared/history/DATA.md for their form). */
  readonly directory: string;
  /** Folders asked for kinds the first one lacks; its siblings unless told. */
  readonly also?: readonly string[];
  /** Where history ends and the replay begins to run; the middle of the recording unless told. */
  readonly liveTime?: Ms;
  /** Coins wanted; all found unless told. */
  readonly assets?: readonly string[];
}

/** A table from another folder must reach this far back from the live moment, or it is left out. */
const WANTED_PAST: Ms = 30 * DAY;

/**
 * Recorded history as a world. Everything is shown as `binance-usdm`, whose klines and funding most sets hold;
 * open interest of `multi-1h` is Bybit's. No book, no liquidations, no index: those are null.
 * @throws Error when the folder holds no perp candles.
 */
export function createReplayWorld(options: ReplayOptions): World {
  const own = findRecordedFiles(options.directory);
  const others = options.also ?? [dirname(options.directory)];
  const spare = others.flatMap(findRecordedFiles).filter((path) => !own.includes(path));
  const assetOf = (path: string): string => recognise(path)!.asset;
  const found = [...new Set(own.filter(isPerpCandles).map(assetOf))];
  const assets = found.filter((asset) => !options.assets || options.assets.includes(asset)).sort(byFame);
  if (assets.length === 0) throw new Error(`${options.directory}: no perp candles recorded here`);

  const ownTables = new Map(
    assets.map((asset) => [asset, own.filter((path) => assetOf(path) === asset).map(readRecordedTable)]),
  );
  const [from, to] = reach(ownTables.get(assets[0]!)!.filter(({ kind }) => kind.startsWith('perp')));
  const liveTime = options.liveTime ?? Math.floor((from + to) / 2 / DAY) * DAY;
  let clock = liveTime;

  const markets: WorldMarket[] = assets.map((asset) => {
    const tables = new Map<RecordedKind, RecordedTable>();
    for (const table of ownTables.get(asset)!) tables.set(table.kind, table);
    for (const path of spare.filter((candidate) => assetOf(candidate) === asset)) {
      if (tables.has(recognise(path)!.kind)) continue;
      const table = readRecordedTable(path);
      const covers = table.time[0]! <= liveTime - WANTED_PAST && table.time.at(-1)! >= liveTime + DAY;
      if (covers) tables.set(table.kind, table);
    }
    return createReplayMarket(instrumentOf(termsOf(asset, tables), 'binance-usdm'), tables, () => clock);
  });
  const byAsset = new Map(markets.map((market) => [market.instrument.asset, market]));

  return {
    name: `replay ${options.directory.split('/').at(-1)}`,
    kind: 'replay',
    assets,
    markets,
    startTime: from,
    liveTime,
    endTime: to,
    phases: [],
    now: () => clock,
    advance: (time) => {
      clock = Math.min(Math.max(clock, time), to);
    },
    market: (venue, asset) => (venue === 'binance-usdm' ? (byAsset.get(asset) ?? null) : null),
  };
}

function isPerpCandles(path: string): boolean {
  return recognise(path)!.kind.startsWith('perp');
}

function byFame(a: string, b: string): number {
  const fame = ['BTC', 'ETH', 'SOL'];
  const rank = (asset: string): number => (fame.includes(asset) ? fame.indexOf(asset) : fame.length);
  return rank(a) - rank(b) || a.localeCompare(b);
}

function reach(tables: readonly RecordedTable[]): [Ms, Ms] {
  const starts = tables.map(({ time }) => time[0]!);
  const ends = tables.map(({ time }) => time.at(-1)!);
  return [Math.min(...starts), Math.max(...ends)];
}

/** A recorded coin the simulation does not know gets ordinary terms at its own price. */
function termsOf(asset: string, tables: ReadonlyMap<RecordedKind, RecordedTable>): AssetTerms {
  const known = ASSETS[asset];
  if (known) return { ...known, multiplier: 1 };
  const candles = tables.get('perp-5m') ?? tables.get('perp-1h')!;
  const price = candles.columns[3]![0]!;
  const tick = 10 ** Math.floor(Math.log10(price) - 4);
  return { ...ASSETS.SOL!, asset, price, tick };
}
