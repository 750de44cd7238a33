import type { Instrument } from '../domain/instrument.ts';
import type { Candle, CandlesObservation } from '../domain/observation.ts';
import type { BarInterval, Ms } from '../domain/time.ts';
import { ascending, type Clocks, stamp } from './rows.ts';

/** One candles observation, stamped with the time of the answer (the last bar may still be open). */
export function candlesObservation(
  market: 'perp' | 'spot',
  interval: BarInterval,
  rows: readonly Candle[],
  instrument: Instrument,
  clocks: Clocks,
  ownTime?: Ms | null,
): CandlesObservation[] {
  const ordered = ascending(rows, (row) => row.openTime);
  if (ordered.length === 0) return [];
  const stamped = stamp(instrument.venue, instrument.venueSymbol, clocks, ownTime);
  return [{ kind: 'candles', ...stamped, market, interval, rows: ordered }];
}

/** A bar of a venue that does not say what takers bought. */
export function bar(
  openTime: Ms,
  open: number,
  high: number,
  low: number,
  close: number,
  volume: number,
): Candle {
  return { openTime, open, high, low, close, volume, takerBuyVolume: null };
}

/** Low ≤ open, close ≤ high, and takers bought no more than was traded. */
export function isConsistent(candle: Candle): boolean {
  const { open, high, low, close, volume, takerBuyVolume } = candle;
  const priced = low <= Math.min(open, close) && high >= Math.max(open, close);
  return priced && (takerBuyVolume ?? 0) <= volume * (1 + 1e-6);
}

/** A candle of the coin itself in the perp's own base units: 1000 times the price for a 1000-coin contract. */
export function inBaseUnits(candle: Candle, baseMultiplier: number): Candle {
  if (baseMultiplier === 1) return candle;
  return {
    openTime: candle.openTime,
    open: candle.open * baseMultiplier,
    high: candle.high * baseMultiplier,
    low: candle.low * baseMultiplier,
    close: candle.close * baseMultiplier,
    volume: candle.volume / baseMultiplier,
    takerBuyVolume: candle.takerBuyVolume === null ? null : candle.takerBuyVolume / baseMultiplier,
  };
}
