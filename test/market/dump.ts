import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { AssetMarket } from './asset-market.ts';
import { ladder } from './book-ladder.ts';
import type { Closed } from './clearing.ts';
import { CsvWriter } from './csv-writer.ts';
import type { PositionTruth } from './positions.ts';
import { createSimulatedWorld, type SimulatedWorld, type SimulationOptions } from './simulated-world.ts';
import { VENUES } from './venue-terms.ts';
import type { WorldMarket } from './world.ts';

const BOOK_LEVELS = 50;
const BOOK_COLUMNS = 'timestamp_ms,side,price,size_base';
const PRINT_COLUMNS = 'time_ms,liquidated_side,size_base,price,bankruptcy_price';
const TRUTH_COLUMNS =
  'asset,venue,id,trader,side,size_base,entry_price,open_time_ms,leverage,margin_usd,margin_added_usd,cross_collateral_usd,hedged,first_liquidation_price,liquidation_price,stop_price,close_time_ms,close_price,mark_at_close,excess_at_close_usd,reason';

/** A file that grows while the market runs. */
type Open = (path: string, header: string) => CsvWriter;

/**
 * Runs a simulation and writes it out: a folder for each venue in the CSV form of recorded history
 * (`<SYMBOL>_perp_5m.csv`, `_candles_1h.csv`, `_oi_5m.csv`, `_oi_1h.csv`, `_funding_8h.csv`, …) and `truth.csv`
 * with every position. Coins are counted one by one here, also where a venue lists thousands.
 */
export function dumpWorld(directory: string, options: SimulationOptions, liveHours: number): SimulatedWorld {
  const truth = new CsvWriter(join(directory, 'truth.csv'), TRUTH_COLUMNS);
  const streams = new Map<string, CsvWriter>();
  const open: Open = (path, header) => {
    const known = streams.get(path) ?? new CsvWriter(join(directory, path), header);
    streams.set(path, known);
    return known;
  };
  const world = createSimulatedWorld({
    ...options,
    onClosed: (asset, closed) => writePosition(truth, asset, VENUES[closed.venue]!.venue, closed),
    onPrint: (asset, venue, print) =>
      open(join(venue, `${asset}USDT_liquidations.csv`), PRINT_COLUMNS).row(
        print.time,
        print.liquidatedSide,
        print.size,
        print.price,
        print.bankruptcyPrice,
      ),
    onHour: (markets, time) => {
      for (const market of markets) {
        snapshotBooks(open, market, time);
      }
    },
  });
  world.advance(world.liveTime + liveHours * 3_600_000);
  for (const asset of world.assets)
    for (const position of world.truth(asset))
      writePosition(truth, asset, VENUES[position.venue]!.venue, position);
  truth.close();
  for (const stream of streams.values()) stream.close();
  for (const market of world.markets) writeMarket(join(directory, market.venue), market, world);
  writeFileSync(join(directory, 'SOURCE.txt'), sourceNote(world, options));
  return world;
}

function writePosition(
  file: CsvWriter,
  asset: string,
  venue: string,
  position: PositionTruth | Closed,
): void {
  const end = 'reason' in position ? position : null;
  file.row(
    asset,
    venue,
    position.id,
    position.trader,
    position.side > 0 ? 'long' : 'short',
    position.size,
    position.entryPrice,
    position.entryTime,
    position.leverage,
    position.margin,
    position.marginAdded,
    position.crossCollateral,
    position.hedged ? 1 : 0,
    position.firstLiquidationPrice,
    position.liquidationPrice,
    position.stopPrice,
    end?.closeTime ?? '',
    end?.closePrice ?? '',
    end?.mark ?? '',
    end?.excess ?? '',
    end?.reason ?? 'open',
  );
}

function snapshotBooks(open: Open, market: AssetMarket, time: number): void {
  for (const exchange of market.exchanges) {
    const file = open(join(exchange.terms.venue, `${market.asset.asset}USDT_book_1h.csv`), BOOK_COLUMNS);
    const book = ladder(exchange, time, BOOK_LEVELS, market.asset.tick, 1);
    for (const [price, size] of book.bids) file.row(time, 'bid', price, size);
    for (const [price, size] of book.asks) file.row(time, 'ask', price, size);
  }
}

function writeMarket(directory: string, market: WorldMarket, world: SimulatedWorld): void {
  const { asset, baseMultiplier: unit } = market.instrument;
  const from = world.startTime;
  const to = world.now();
  const path = (kind: string): string => join(directory, `${asset}USDT_${kind}.csv`);
  const table = (
    kind: string,
    header: string,
    length: number,
    row: (i: number) => (number | string)[],
  ): void => {
    const file = new CsvWriter(path(kind), header);
    for (let i = 0; i < length; i++) file.row(...row(i));
    file.close();
  };

  for (const [which, interval, name] of [
    ['perp', '5m', 'perp_5m'],
    ['perp', '1h', 'candles_1h'],
    ['spot', '5m', 'spot_5m'],
    ['spot', '1h', 'spot_1h'],
  ] as const) {
    const bars = market.candles(which, interval, from, to);
    if (!bars) continue;
    const scale = which === 'perp' ? unit : 1;
    const closed = bars.openTime.filter((time) => time + bars.stepMs <= to).length;
    table(name, 'open_time_ms,open,high,low,close,volume_base,taker_buy_base', closed, (i) => [
      bars.openTime[i]!,
      bars.open[i]! / scale,
      bars.high[i]! / scale,
      bars.low[i]! / scale,
      bars.close[i]! / scale,
      bars.volume[i]! * scale,
      bars.takerBuyVolume[i]! * scale,
    ]);
  }
  for (const interval of ['5m', '1h'] as const) {
    const interest = market.openInterestHistory(interval, from, to);
    if (interest)
      table(`oi_${interval}`, 'timestamp_ms,open_interest_base', interest.time.length, (i) => [
        interest.time[i]!,
        interest.value[i]! * unit,
      ]);
    const premium = market.premiumHistory(interval, from, to);
    if (premium)
      table(`premium_${interval}`, 'open_time_ms,premium', premium.time.length, (i) => [
        premium.time[i]!,
        premium.value[i]!,
      ]);
  }
  const ratio = market.accountRatioHistory('1h', from, to);
  if (ratio)
    table('long_short_ratio', 'ts,ratio', ratio.time.length, (i) => [ratio.time[i]!, ratio.value[i]!]);
  const funding = market.fundingHistory(from, to);
  table('funding_8h', 'funding_time_ms,funding_rate,interval_hours', funding.time.length, (i) => [
    funding.time[i]!,
    funding.value[i]!,
    funding.intervalHours[i]!,
  ]);
  const exchange = world.assetMarket(asset).exchanges.find(({ terms }) => terms.venue === market.venue)!;
  table('depth_5m', 'timestamp_ms,depth_1pct_base', exchange.points.length, (i) => [
    exchange.points.at(0, i),
    exchange.points.at(4, i),
  ]);
}

function sourceNote(world: SimulatedWorld, options: SimulationOptions): string {
  return [
    `Simulated: ${world.name}, world «${options.worldKind ?? 'standard'}». Not recorded from any venue.`,
    `One folder per venue; prices in USD per coin, sizes in coins, times in UTC ms of the market's own clock.`,
    `Live moment ${world.liveTime}. truth.csv: every position, those still open with reason «open».`,
    'oi: snapshot at its time, one side. premium: mean over the step that opens at its time. depth: both sides within 1 %.',
    'liquidations: every fill. funding: per interval_hours.',
    ...world.phases.map((phase) => `${phase.name}: ${phase.from} … ${phase.to}: ${phase.expect}`),
    '',
  ].join('\n');
}
