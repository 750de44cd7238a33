import type { MaintenanceTier } from '../../core/domain/instrument.ts';
import { HOUR, MINUTE, type Ms } from '../../core/domain/time.ts';
import type { AssetTerms } from './asset-terms.ts';
import { BarBuilder } from './bars.ts';
import { Columns } from './columns.ts';
import { DepthBook } from './depth-book.ts';
import { fundingRate, PremiumMeter } from './funding.ts';
import { capOf, intervalHoursOf, tiersOf } from './listings.ts';
import type { VenueTerms } from './venue-terms.ts';
import type { LiquidationPrint } from './world.ts';

/** How much of the past one market keeps. */
export interface Retention {
  readonly days: number;
}

/** When a market begins and when it goes live. */
export interface Span {
  readonly start: Ms;
  readonly live: Ms;
}

/** Mean reversion time of the mark's basis. */
const MARK_BASIS_SECONDS = 90;
const PRINT_MEMORY: Ms = 72 * HOUR;

/** Share of a step's anonymous volume that meets the same book. */
export const CHURN_AT_ONCE = 0.3;

/** An account known only by its net position: makers together, or the insurance fund. */
interface NetAccount {
  position: number;
  cash: number;
}

/** One coin on one venue: book, mark, funding, open interest, money, and what it has published. */
export class Exchange {
  readonly terms: VenueTerms;
  readonly asset: AssetTerms;
  readonly tiers: readonly MaintenanceTier[];
  readonly book: DepthBook;
  readonly makers: NetAccount = { position: 0, cash: 0 };
  readonly fund: NetAccount = { position: 0, cash: 0 };
  /** Coins held long and short by traders with a row. */
  longs = 0;
  shorts = 0;
  longRows = 0;
  shortRows = 0;
  /** Net coins of basis traders, negative when short. */
  hedged = 0;
  deposits = 0;
  withdrawals = 0;
  fees = 0;
  mark: number;
  index: number;
  last: number;
  private markBasis = 0;
  /** Premium over the past half hour. */
  slowPremium: number;

  private readonly live: Ms;
  intervalHours: number;
  readonly cap: number;
  nextFunding: Ms = 0;
  lastRate = Number.NaN;
  readonly meter: PremiumMeter;
  private intervalHeldUntil: Ms = 0;

  readonly bars1m: BarBuilder;
  readonly bars5m: BarBuilder;
  readonly bars1h: BarBuilder;
  /** Per 5 min: time, open interest, mean premium of the step that ended, accounts' long share, depth within 1 %. */
  readonly points: Columns;
  /** Time, rate, interval hours, mark, mean premium. */
  readonly settlements: Columns;
  onPrint: (print: LiquidationPrint) => void = () => {};
  private prints: LiquidationPrint[] = [];
  private readonly ticks: number;
  private premiumSum = 0;
  private premiumCount = 0;

  constructor(terms: VenueTerms, asset: AssetTerms, price: number, span: Span, retention: Retention) {
    this.terms = terms;
    this.asset = asset;
    this.ticks = Math.round(1 / asset.tick);
    this.tiers = tiersOf(asset, terms.venue);
    this.book = new DepthBook(price * (1 + terms.premiumOffset), 0.5 * Math.max(0.00002, asset.tick / price));
    this.mark = this.index = this.last = price;
    this.slowPremium = terms.premiumOffset;
    this.live = span.live;
    this.intervalHours = intervalHoursOf(asset, terms.venue, span.live - span.start);
    this.cap = capOf(asset, terms.venue);
    this.meter = new PremiumMeter(terms.weighting);
    this.bars1m = new BarBuilder(MINUTE, 1500);
    this.bars5m = new BarBuilder(5 * MINUTE, retention.days * 288);
    this.bars1h = new BarBuilder(HOUR, retention.days * 24);
    this.points = new Columns(5, retention.days * 288);
    this.settlements = new Columns(5, retention.days * 24);
    this.open(span.start, price);
    this.nextFunding = this.nextSettlement(span.start);
  }

  /** Begins to publish: what was traded before is nobody's business. */
  open(time: Ms, price: number): void {
    const { book, terms } = this;
    book.reference = price * (1 + terms.premiumOffset);
    this.last = Math.round(book.reference * this.ticks) / this.ticks;
    for (const bars of [this.bars1m, this.bars5m, this.bars1h]) bars.begin(time, this.last);
  }

  /** Every contract has a long and a short; makers and fund hold what traders' rows do not match. */
  get openInterest(): number {
    return this.longs + Math.max(0, this.makers.position) + Math.max(0, this.fund.position);
  }

  get shortOpenInterest(): number {
    return this.shorts + Math.max(0, -this.makers.position) + Math.max(0, -this.fund.position);
  }

  /** A market order against the makers; returns its average price. */
  take(side: 1 | -1, size: number): number {
    const price = this.book.take(side, size);
    this.makers.position -= side * size;
    this.makers.cash += side * size * price;
    this.trade(side > 0 ? this.book.bestAsk : this.book.bestBid, size, side > 0);
    return price;
  }

  /** A resting order of the trader, filled at the touch by somebody in a hurry. */
  rest(side: 1 | -1, size: number): number {
    const price = side > 0 ? this.book.bestBid : this.book.bestAsk;
    this.makers.position -= side * size;
    this.makers.cash += side * size * price;
    this.trade(price, size, side < 0);
    return price;
  }

  /** Takers of no lasting position, matched among themselves; the book has refilled between most of their orders. */
  churn(buy: number, sell: number): void {
    const buyFirst = buy < sell;
    for (let leg = 0; leg < 2; leg++) {
      const buys = (leg === 0) === buyFirst;
      const size = buys ? buy : sell;
      this.book.take(buys ? 1 : -1, size * CHURN_AT_ONCE);
      this.trade(buys ? this.book.bestAsk : this.book.bestBid, size, buys);
    }
  }

  /** Index from spot; mark as the median of three prices, as the venues define it. */
  reprice(index: number, seconds: number, time: Ms): void {
    this.index = index;
    const mid = this.book.mid;
    this.markBasis += (1 - Math.exp(-seconds / MARK_BASIS_SECONDS)) * (mid - index - this.markBasis);
    const left = Math.max(0, this.nextFunding - time) / (this.intervalHours * HOUR);
    const byFunding = index * (1 + (Number.isNaN(this.lastRate) ? 0 : this.lastRate) * left);
    this.mark =
      this.terms.venue === 'hyperliquid'
        ? median(index + this.markBasis, mid, this.last)
        : median(byFunding, index + this.markBasis, this.last);
  }

  samplePremium(seconds: number): void {
    const { premium } = this;
    this.slowPremium += (premium - this.slowPremium) * (seconds / 1800);
    this.meter.sample(premium);
    this.premiumSum += premium;
    this.premiumCount++;
  }

  get premium(): number {
    return (this.book.mid - this.index) / this.index;
  }

  get runningRate(): number {
    return fundingRate(this.meter.average, this.terms, this.intervalHours, this.cap);
  }

  /** Closes the interval: returns its rate and sets the next interval's terms. */
  settle(time: Ms): number {
    const rate = this.runningRate;
    this.settlements.push(time, rate, this.intervalHours, this.mark, this.meter.average);
    this.lastRate = rate;
    this.meter.reset();
    const usual = intervalHoursOf(this.asset, this.terms.venue, this.live - time);
    // Venues charge hourly once a rate has hit its bound, and go back after a calm day.
    if (Math.abs(rate) >= this.cap * 0.999) {
      this.intervalHours = 1;
      this.intervalHeldUntil = time + 24 * HOUR;
    } else if (time >= this.intervalHeldUntil) this.intervalHours = usual;
    this.nextFunding = this.nextSettlement(time);
    return rate;
  }

  print(print: LiquidationPrint): void {
    this.prints.push(print);
    this.onPrint(print);
    if (this.prints.length > 4096 && this.prints[0]!.time < print.time - PRINT_MEMORY)
      this.prints = this.prints.filter((kept) => kept.time >= print.time - PRINT_MEMORY);
  }

  printsBetween(after: Ms, until: Ms): LiquidationPrint[] {
    return this.prints.filter((print) => print.time > after && print.time <= until);
  }

  /** At the end of a step: bars, and a point every 5 minutes. */
  record(time: Ms): void {
    this.bars1m.roll(time);
    this.bars1h.roll(time);
    if (this.bars5m.roll(time)) {
      this.points.push(
        time,
        this.openInterest,
        this.premiumSum / Math.max(1, this.premiumCount),
        this.longRows / Math.max(1, this.longRows + this.shortRows),
        this.book.within(1, 1) + this.book.within(-1, 1),
      );
      this.premiumSum = this.premiumCount = 0;
    }
  }

  private trade(touched: number, size: number, takerBuys: boolean): void {
    const price = Math.round(touched * this.ticks) / this.ticks;
    this.last = price;
    for (const bars of [this.bars1m, this.bars5m, this.bars1h]) {
      bars.price(price);
      bars.volume += size;
      if (takerBuys) bars.takerBuy += size;
    }
  }

  private nextSettlement(time: Ms): Ms {
    const step = this.intervalHours * HOUR;
    return time - (time % step) + step;
  }
}

function median(a: number, b: number, c: number): number {
  return Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));
}
