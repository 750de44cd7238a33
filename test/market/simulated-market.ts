import type { PointSeries } from '../../core/domain/series.ts';
import { HOUR, MINUTE, type Ms } from '../../core/domain/time.ts';
import type { AssetMarket } from './asset-market.ts';
import type { BarBuilder } from './bars.ts';
import { ladder } from './book-ladder.ts';
import type { Exchange } from './exchange.ts';
import { instrumentOf, spotSymbolOf } from './listings.ts';
import { OpenInterestFeed } from './open-interest-feed.ts';
import type { FundingSeries, LiquidationPrint, WorldInterval, WorldMarket } from './world.ts';
import type { WorldKind } from './world-kinds.ts';

const STEPS: Readonly<Record<WorldInterval, Ms>> = { '1m': MINUTE, '5m': 5 * MINUTE, '1h': HOUR };
/** Columns of `Exchange.points`. */
const PREMIUM = 2;
const LONG_SHARE = 3;

/** What one venue publishes of one simulated coin, in the venue's own base unit. */
export function createSimulatedMarket(market: AssetMarket, exchange: Exchange, kind: WorldKind): WorldMarket {
  const { asset, terms } = exchange;
  const instrument = instrumentOf(asset, terms.venue);
  /** Coins in one venue base unit. */
  const unit = instrument.baseMultiplier;
  const tick = asset.tick * unit;
  const feed = new OpenInterestFeed(exchange, kind.openInterestFeed);
  const hasSpot = terms.spotVolumeShare > 0;

  const barsOf = (which: 'perp' | 'spot', interval: WorldInterval): BarBuilder => {
    if (which === 'spot')
      return interval === '1m'
        ? market.spot.bars1m
        : interval === '5m'
          ? market.spot.bars5m
          : market.spot.bars1h;
    return interval === '1m' ? exchange.bars1m : interval === '5m' ? exchange.bars5m : exchange.bars1h;
  };

  /** Rows of 5-minute points at every `step`, each the mean or the last of the points it covers. */
  const points = (
    step: Ms,
    since: Ms,
    until: Ms,
    value: (from: number, to: number) => number,
    stampOpen: boolean,
  ): PointSeries => {
    const times: number[] = [];
    const values: number[] = [];
    const { points: rows } = exchange;
    const shift = stampOpen ? step : 0;
    const last = rows.length > 0 ? rows.at(0, rows.length - 1) : 0;
    for (
      let end = Math.ceil((since + shift) / step) * step;
      end <= Math.min(until + shift, last);
      end += step
    ) {
      const from = rows.lowerBound(end - step + 1);
      const to = rows.lowerBound(end + 1);
      if (to <= from) continue;
      times.push(end - shift);
      values.push(value(from, to));
    }
    return { time: Float64Array.from(times), value: Float64Array.from(values) };
  };
  const at = (column: number, row: number): number => exchange.points.at(column, row);

  return {
    venue: terms.venue,
    instrument,
    spotSymbol: spotSymbolOf(asset, terms.venue),

    quote: () => ({
      time: market.time,
      markPrice: round(exchange.mark * unit, tick / 100),
      indexPrice: round(exchange.index * unit, tick / 100),
      lastPrice: round(exchange.last * unit, tick),
      bestBid: round(exchange.book.bestBid * unit - tick / 2, tick),
      bestAsk: round(exchange.book.bestAsk * unit + tick / 2, tick),
    }),

    funding: () => ({
      time: market.time,
      rate: exchange.runningRate,
      lastSettledRate: Number.isNaN(exchange.lastRate) ? null : exchange.lastRate,
      intervalHours: exchange.intervalHours,
      nextFundingTime: exchange.nextFunding,
      anchor: (terms.interest8h * exchange.intervalHours) / 8,
      cap: exchange.cap,
    }),

    fundingHistory: (since, until): FundingSeries => {
      const rows = exchange.settlements;
      const from = rows.lowerBound(since);
      const to = rows.lowerBound(until + 1);
      return {
        time: rows.slice(0, from, to),
        value: rows.slice(1, from, to),
        intervalHours: rows.slice(2, from, to),
        markPrice: rows.slice(3, from, to).map((price) => price * unit),
      };
    },

    openInterest: () => {
      const now = feed.now(market.time);
      return { time: now.time, value: now.value / unit };
    },

    openInterestHistory: (interval, since, until) => {
      const series = points(STEPS[interval], since, until, (_, to) => feed.atRow(to - 1), false);
      return { time: series.time, value: series.value.map((coins) => coins / unit) };
    },

    candles: (which, interval, since, until) => {
      if (which === 'spot' && !hasSpot) return null;
      const share = which === 'spot' ? terms.spotVolumeShare : 1;
      // Spot lists single coins even where the perpetual counts thousands.
      return barsOf(which, interval).series(since, until, which === 'spot' ? 1 : unit, share);
    },

    premiumHistory: (interval, since, until) =>
      points(
        STEPS[interval],
        since,
        until,
        (from, to) => {
          let sum = 0;
          for (let row = from; row < to; row++) sum += at(PREMIUM, row);
          return sum / (to - from);
        },
        true,
      ),

    accountRatioHistory: (interval, since, until) => {
      if (terms.venue === 'hyperliquid') return null;
      return points(
        STEPS[interval],
        since,
        until,
        (_, to) => {
          const long = at(LONG_SHARE, to - 1);
          return long / Math.max(1e-6, 1 - long);
        },
        false,
      );
    },

    takerVolumeHistory: (interval, since, until) => {
      const bars = barsOf('perp', interval).series(since, until, unit, 1);
      const closed = bars.openTime.filter((time) => time + STEPS[interval] <= market.time).length;
      const buy = bars.takerBuyVolume.slice(0, closed);
      return {
        time: bars.openTime.slice(0, closed),
        buy,
        sell: bars.volume.slice(0, closed).map((volume, i) => volume - buy[i]!),
      };
    },

    book: (levels) => ladder(exchange, market.time, levels, tick, unit),

    volume24h: (which) => {
      if (which === 'spot' && !hasSpot) return null;
      const share = which === 'spot' ? terms.spotVolumeShare : 1;
      const bars = barsOf(which, '5m').series(market.time - 24 * HOUR, market.time, 1, share);
      let sum = 0;
      for (let i = 0; i < bars.volume.length; i++) sum += bars.volume[i]! * bars.close[i]!;
      return sum;
    },

    liquidations: (after, until): LiquidationPrint[] =>
      exchange.printsBetween(after, Math.min(until, market.time)).map((print) => ({
        ...print,
        size: print.size / unit,
        price: print.price * unit,
        bankruptcyPrice: print.bankruptcyPrice * unit,
      })),
  };
}

function round(price: number, tick: number): number {
  return Number((Math.round(price / tick) * tick).toPrecision(12));
}
