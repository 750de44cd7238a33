import type { Instrument, VenueId } from '../../core/domain/instrument.ts';
import type { BarSeries, PointSeries } from '../../core/domain/series.ts';
import type { Ms } from '../../core/domain/time.ts';

/**
 * What a wire server reads of a market, whether it is simulated (`simulated-world.ts`, truth known)
 * or replayed from recorded CSV (`replay.ts`).
 *
 * One market clock for every venue: nothing here knows the machine's. Prices are quote per venue
 * base unit, sizes venue base units (1000PEPE for `1000PEPEUSDT`), open interest is one-sided.
 * `null` means «this set does not hold it», which a server answers as the venue would for a symbol
 * without that data; it is never 0 or an empty series. Series are ascending copies: callers may keep them.
 * Ranges are inclusive at both ends and never reach past `now()`.
 */
export interface World {
  /** `flush-then-reload #7`, `replay multi-1h-2021-2024H1`. */
  readonly name: string;
  readonly kind: 'simulated' | 'replay';
  /** Coins, most traded first. */
  readonly assets: readonly string[];
  readonly markets: readonly WorldMarket[];
  /** First moment with data. */
  readonly startTime: Ms;
  /** Where the history ends and a demonstration begins; `now()` right after creation. */
  readonly liveTime: Ms;
  /** Last moment there is to replay; null when the market can go on forever. */
  readonly endTime: Ms | null;
  /** What happens when, for people and tests; the market itself is not scripted. */
  readonly phases: readonly Phase[];
  now(): Ms;
  /** Moves the market clock forward (never back; stops at `endTime`). Cost grows with the time passed. */
  advance(to: Ms): void;
  market(venue: VenueId, asset: string): WorldMarket | null;
}

/** A part of a scenario, `to` exclusive. */
export interface Phase {
  readonly name: string;
  readonly from: Ms;
  readonly to: Ms;
  readonly expect: string;
}

export type WorldInterval = '1m' | '5m' | '1h';

/** One perpetual on one venue, with the venue's spot market of the same coin beside it. */
export interface WorldMarket {
  readonly venue: VenueId;
  readonly instrument: Instrument;
  /** The spot market's own symbol (`BTCUSDT`, `BTC-USDT`); null where the venue has no spot for it. */
  readonly spotSymbol: string | null;

  quote(): Quote;
  /** Terms as they are now: intervals change while a market runs. */
  funding(): FundingTerms;
  /** Settled rates at their settlement times. */
  fundingHistory(since: Ms, until: Ms): FundingSeries;
  /** As the venue publishes it: worlds with a faulty feed lag or misquote here. */
  openInterest(): TimedAmount | null;
  /** Snapshots at multiples of the interval; null for a step the set lacks. */
  openInterestHistory(interval: '5m' | '1h', since: Ms, until: Ms): PointSeries | null;
  /** By open time; the last bar is still open. `takerBuyVolume` is NaN where the set lacks it. */
  candles(market: 'perp' | 'spot', interval: WorldInterval, since: Ms, until: Ms): BarSeries | null;
  /** (perp mid − index) / index, averaged over each closed step, stamped with the step's open time. */
  premiumHistory(interval: '5m' | '1h', since: Ms, until: Ms): PointSeries | null;
  /** Long accounts / short accounts at multiples of the interval. */
  accountRatioHistory(interval: '5m' | '1h', since: Ms, until: Ms): PointSeries | null;
  /** Perp taker volume of each closed step, stamped with the step's open time. */
  takerVolumeHistory(interval: '5m' | '1h', since: Ms, until: Ms): TakerSeries | null;
  /** Aggregated to the tick, best first, at most `levels` a side. */
  book(levels: number): Book | null;
  /** Quote units (USD) over the past 24 h. */
  volume24h(market: 'perp' | 'spot'): number | null;
  /** Every liquidation fill with `after < time ≤ until`, oldest first, kept for the past 3 days; null when unknown. */
  liquidations(after: Ms, until: Ms): readonly LiquidationPrint[] | null;
}

export interface Quote {
  readonly time: Ms;
  readonly markPrice: number;
  readonly indexPrice: number | null;
  readonly lastPrice: number;
  readonly bestBid: number | null;
  readonly bestAsk: number | null;
}

/** Fractions for one interval of `intervalHours`. */
export interface FundingTerms {
  readonly time: Ms;
  /** Running estimate for the interval now accruing. */
  readonly rate: number;
  readonly lastSettledRate: number | null;
  readonly intervalHours: number;
  readonly nextFundingTime: Ms;
  /** Interest part. */
  readonly anchor: number | null;
  /** Largest rate; the smallest is its negative. */
  readonly cap: number | null;
}

export interface FundingSeries extends PointSeries {
  /** Interval each rate was charged for. */
  readonly intervalHours: Float64Array;
  /** Mark at settlement; NaN where unknown. */
  readonly markPrice: Float64Array;
}

export interface TimedAmount {
  readonly time: Ms;
  readonly value: number;
}

export interface TakerSeries {
  readonly time: Float64Array;
  /** Base units. */
  readonly buy: Float64Array;
  readonly sell: Float64Array;
}

export interface Book {
  readonly time: Ms;
  /** True when a replay made it up from prices: a server must not offer it as recorded data. */
  readonly synthetic: boolean;
  readonly bids: readonly (readonly [price: number, size: number])[];
  readonly asks: readonly (readonly [price: number, size: number])[];
}

export interface LiquidationPrint {
  readonly time: Ms;
  /** The position that was closed; the order was on the other side. */
  readonly liquidatedSide: 'long' | 'short';
  /** Base units. */
  readonly size: number;
  /** Average fill. */
  readonly price: number;
  /** Limit of the closing order. */
  readonly bankruptcyPrice: number;
}
