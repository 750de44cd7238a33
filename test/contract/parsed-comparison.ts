import type { Instrument } from '../../core/domain/instrument.ts';
import type { Observation } from '../../core/domain/observation.ts';

/**
 * What tardis-node reads in the same message. It carries earlier values of a symbol along, so only what we
 * yield from this message is compared; its open interest is the venue's own figure (both sides, contracts).
 */
interface TardisRow {
  readonly type: string;
  readonly symbol: string;
  readonly markPrice?: number | null;
  readonly indexPrice?: number | null;
  readonly fundingRate?: number | null;
  readonly fundingTimestamp?: string | null;
  readonly openInterest?: number | null;
  readonly price?: number;
  readonly amount?: number;
  /** Of a liquidation: `sell` when a long was closed. */
  readonly side?: string;
}

/** Venues whose own open interest counts both sides. */
const TWO_SIDED = new Set(['bybit-linear', 'bybit-inverse', 'hyperliquid', 'hyperliquid-hip3']);

/** Venues that count coins or dollars where others count contracts. */
const NO_CONTRACTS = new Set(['deribit', 'coinbase']);

/** Sizes in one unit of the venue's figure. */
function unitOf({ venue, contractSize }: Instrument): number {
  return NO_CONTRACTS.has(venue) ? 1 : contractSize;
}

/** Venues whose liquidations state dollars, which the other library passes on as if they were sizes. */
const LIQUIDATED_DOLLARS = new Set(['bitget']);

function sizeOf({ amount = 0, price = 0 }: TardisRow, instrument: Instrument): number {
  return LIQUIDATED_DOLLARS.has(instrument.venue) ? amount / price : amount * unitOf(instrument);
}

/**
 * The other library keeps Kraken's absolute rates of 2019 to 2021 (coins a dollar): times the index they are the
 * relative ones the same messages carry.
 */
function rateOf({ fundingRate, indexPrice }: TardisRow, { venue, kind }: Instrument, ours: number) {
  if (venue !== 'kraken-futures' || kind !== 'inverse' || fundingRate == null || indexPrice == null) {
    return fundingRate;
  }
  // The index has moved a little since the rate was set.
  const isRelative = Math.abs(fundingRate / ours - 1) < 1e-9;
  return isRelative || Math.abs((fundingRate * indexPrice) / ours - 1) < 0.005 ? ours : fundingRate;
}

/** Tickers the other library leaves out: of a contract before its first trade. */
const LEFT_OUT = new Set(['kraken-futures:PF_SUIUSD']);

const sidesOf = ({ venue }: Instrument) => (TWO_SIDED.has(venue) ? 0.5 : 1);

function expectedOf(
  observation: Observation,
  row: TardisRow,
  instrument: Instrument,
): readonly (readonly [field: string, ours: unknown, theirs: unknown])[] {
  switch (observation.kind) {
    case 'price':
      return [
        ['markPrice', observation.markPrice, row.markPrice],
        ['indexPrice', observation.indexPrice, row.indexPrice],
      ];
    case 'index':
      return [['indexPrice', observation.indexPrice, row.indexPrice]];
    case 'funding':
      return [
        ['fundingRate', observation.fundingRate, rateOf(row, instrument, observation.fundingRate)],
        [
          'nextFundingTime',
          observation.nextFundingTime,
          row.fundingTimestamp && Date.parse(row.fundingTimestamp),
        ],
      ];
    case 'open-interest': {
      const theirs =
        row.openInterest == null ? null : row.openInterest * sidesOf(instrument) * unitOf(instrument);
      return [['openInterest', observation.openInterest, theirs]];
    }
    case 'liquidation':
      return [
        ['price', observation.price, row.price],
        ['size', observation.size, sizeOf(row, instrument)],
        ['liquidatedSide', observation.liquidatedSide, row.side === 'sell' ? 'long' : 'short'],
      ];
    default:
      return [];
  }
}

function agrees(ours: unknown, theirs: unknown): boolean {
  // A value only one of the two readings carries is no contradiction.
  if (ours === null || theirs === null || theirs === undefined) return true;
  if (typeof ours !== 'number' || typeof theirs !== 'number') return ours === theirs;
  return Math.abs(ours - theirs) <= 1e-9 * Math.max(1, Math.abs(theirs));
}

/** Differences between our reading of one message and the other library's. */
export function compareWithTardis(
  observations: readonly Observation[],
  theirs: readonly TardisRow[],
  instrumentOf: (symbol: string) => Instrument,
): { readonly compared: number; readonly mismatches: string[] } {
  const mismatches: string[] = [];
  let compared = 0;
  for (const observation of observations) {
    const wanted = observation.kind === 'liquidation' ? 'liquidation' : 'derivative_ticker';
    const row = theirs.find(({ type, symbol }) => type === wanted && symbol === observation.venueSymbol);
    if (row === undefined && LEFT_OUT.has(`${observation.venue}:${observation.venueSymbol}`)) continue;
    if (row === undefined) {
      mismatches.push(`${observation.kind} of ${observation.venueSymbol}: the other reading has none`);
      continue;
    }
    for (const [field, ours, their] of expectedOf(observation, row, instrumentOf(observation.venueSymbol))) {
      compared += 1;
      if (!agrees(ours, their))
        mismatches.push(`${observation.venueSymbol} ${field}: ${ours}, expected ${their}`);
    }
  }
  return { compared, mismatches };
}
