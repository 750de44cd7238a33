import { basename } from 'node:path';
import type { MarketInputs } from '../../core/domain/market-inputs.ts';
import { missing } from '../../core/domain/measured.ts';
import type { BarSeries } from '../../core/domain/series.ts';
import { HOUR } from '../../core/domain/time.ts';
import { type HistoryFile, readSet, setFolders, usualStep } from './history-files.ts';
import { barsOf, interestOf, pointsOf } from './history-series.ts';

/** One symbol of one set, ready to be judged, or the reason why it cannot be. */
export interface MarketHistory {
  readonly set: string;
  readonly symbol: string;
  readonly asset: string;
  /** Everything up to the end; the judges cut it. Null without price or open interest. */
  readonly inputs: MarketInputs | null;
  readonly reason: string | null;
}

/** Interest part of most venues' funding, per hour: 0.03 % a day. Venues with another one only shift the excess. */
const ANCHOR_HOURLY = 0.0003 / 24;

/** Every symbol of every set in `directory`, or of the set that it is. */
export function readHistories(directory: string): MarketHistory[] {
  return setFolders(directory).flatMap((folder) => {
    const files = readSet(folder);
    const symbols = [...new Set(files.map(({ symbol }) => symbol))];
    const all = symbols.map((symbol) => toHistory(basename(folder), symbol, files));
    const bitcoin = all.find(({ asset }) => asset === 'BTC')?.inputs?.bars1h ?? null;
    return all.map((history) => withBitcoin(history, bitcoin));
  });
}

function withBitcoin(history: MarketHistory, btcBars1h: BarSeries | null): MarketHistory {
  if (history.inputs === null || history.asset === 'BTC') return history;
  return { ...history, inputs: { ...history.inputs, btcBars1h } };
}

function toHistory(set: string, symbol: string, all: readonly HistoryFile[]): MarketHistory {
  const files = all.filter((file) => file.symbol === symbol);
  const asset = symbol.replace(/[-_]?(USDT|USDC|USD|PERP|SWAP)[-_A-Z]*$/i, '').toUpperCase() || symbol;
  const named = { set, symbol, asset };
  const price = barsOf(files, 'perp');
  if (price === null) return { ...named, inputs: null, reason: 'no candles and no prices' };
  const interest = interestOf(files, price.bars1h);
  if (interest === null) return { ...named, inputs: null, reason: 'no open interest by the hour or finer' };

  const funding = pointsOf(files, 'funding');
  const last = (times: Float64Array | undefined) => times?.at(-1) ?? Number.NEGATIVE_INFINITY;
  const end = Math.max(
    last(price.bars1h.openTime) + HOUR,
    last(interest.hourly?.time),
    last(interest.fine?.time),
  );
  const fundingHours = funding === null ? 8 : Math.max(1, Math.round(usualStep(funding.time) / HOUR));
  return {
    ...named,
    reason: null,
    inputs: {
      instrument: {
        venue: set,
        venueSymbol: symbol,
        asset,
        base: asset,
        quote: 'USDT',
        settle: 'USDT',
        kind: 'linear',
        contractSize: 1,
        baseMultiplier: 1,
        tickSize: null,
        maxLeverage: null,
        maintenanceTiers: null,
        fundingIntervalHours: fundingHours,
      },
      marketTime: end,
      receivedTime: end,
      markPrice: missing('not-published'),
      indexPrice: missing('not-published'),
      funding: missing('not-published'),
      anchorRate: ANCHOR_HOURLY * fundingHours,
      capRate: null,
      openInterest: missing('not-published'),
      bars5m: price.bars5m,
      bars1h: price.bars1h,
      openInterest5m: interest.fine,
      openInterest1h: interest.hourly,
      // The files do not say whose open interest they hold, so volume proves nothing about it.
      openInterestSource: `${set}: open interest`,
      fundingHistory: funding,
      premium1h: null,
      longShortAccountRatio: pointsOf(files, 'account-ratio'),
      // Volumes are compared: without the perpetual's own there is nothing to compare with.
      spotBars1h: price.hasVolume ? (barsOf(files, 'spot')?.bars1h ?? null) : null,
      takerImbalance1h: pointsOf(files, 'taker-imbalance'),
      book: missing('not-published'),
      depthHistory: null,
      perpQuoteVolume24h: missing('not-published'),
      spotQuoteVolume24h: missing('not-published'),
      venues: [],
      btcBars1h: null,
      tierSource: 'assumed',
    },
  };
}
