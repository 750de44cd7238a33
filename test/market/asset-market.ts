import { DAY, HOUR, MINUTE, type Ms } from '../../core/domain/time.ts';
import { Agents } from './agents.ts';
import { BarBuilder } from './bars.ts';
import { Clearing } from './clearing.ts';
import { DepthBook } from './depth-book.ts';
import { CHURN_AT_ONCE, Exchange, type Retention } from './exchange.ts';
import { Positions } from './positions.ts';
import { Random } from './random.ts';
import type { Scenario } from './scenarios.ts';
import { type Signals, season } from './signals.ts';
import { type AssetTerms, VENUES } from './venue-terms.ts';
import { Volatility } from './volatility.ts';
import type { WorldKind } from './world-kinds.ts';

/** Length of one step of the simulation. */
export const STEP_SECONDS = 10;
const STEP: Ms = STEP_SECONDS * 1000;
/** Premium that makers ask for carrying all of the usual open interest one way. */
const PREMIUM_PER_INVENTORY = 0.026;
/** Inventory, as a share of the usual open interest, that makers carry without asking for a premium. */
const FREE_INVENTORY = 0.045;
/** Some makers are obliged to stay. */
const THINNEST = 0.055;
/** Value traders remember the price this long and trade up to so many usual depths an hour. */
const VALUE_SECONDS = 4 * 3600;
const VALUE_PACE = 12;
const VALUE_LIMIT = 150;
/** The market's mood, standard normal, and what it adds to every premium. */
const MOOD_SECONDS = 2.5 * 86_400;
const MOOD_UP = 0.0003;
const MOOD_DOWN = 0.00006;
/** Rounds of liquidation and stop orders within one step. */
const CASCADE_ROUNDS = 3;

export interface AssetMarketOptions {
  readonly asset: AssetTerms;
  readonly scenario: Scenario;
  readonly kind: WorldKind;
  readonly seed: string;
  readonly startTime: Ms;
  readonly liveTime: Ms;
  readonly retention: Retention;
  /** Open positions a quiet market holds. */
  readonly rows: number;
}

/** One coin: its spot market, its perpetuals on every venue, and everybody who trades them. */
export class AssetMarket {
  readonly asset: AssetTerms;
  readonly exchanges: readonly Exchange[];
  readonly clearing: Clearing;
  readonly spotBook: DepthBook;
  readonly spot5m: BarBuilder;
  readonly spot1h: BarBuilder;
  readonly spot1m: BarBuilder;
  time: Ms;
  /** Share of their usual size that makers still quote. */
  survival = 1;
  /** Log return of the fair price in the latest step. */
  lastReturn = 0;
  private readonly agents: Agents;
  private readonly volatility: Volatility;
  private readonly random: Random;
  private readonly scenario: Scenario;
  private readonly liveTime: Ms;
  /** Price everybody would agree on if nobody were in a hurry. */
  private fair: number;
  private anchor: number;
  private livePrice = Number.NaN;
  private liveOpenInterest = Number.NaN;
  private imbalance = 0;
  private depthMood = 0;
  private readonly basisNoise: Float64Array;
  /** News a venue's makers have not taken in yet. */
  private readonly pendingNews: Float64Array;
  private mood = 0;
  private readonly usual: number;
  private readonly signals: Signals = { price: 0, hour: 0, day: 0, volatilityRatio: 1, season: 1 };

  constructor(options: AssetMarketOptions) {
    const { asset, scenario, kind, startTime } = options;
    this.asset = asset;
    this.scenario = scenario;
    this.time = startTime;
    this.liveTime = options.liveTime;
    this.fair = this.anchor = asset.price;
    this.random = new Random(`${options.seed}/${asset.asset}/market`);
    this.volatility = new Volatility(asset.dailySigma, new Random(`${options.seed}/${asset.asset}/news`));
    const span = { start: startTime, live: options.liveTime };
    this.exchanges = VENUES.map((terms) => new Exchange(terms, asset, asset.price, span, options.retention));
    this.usual = asset.openInterest / asset.price;
    const positions = new Positions(6 * options.rows, VENUES.length, asset.price);
    const lot = 2 ** Math.floor(Math.log2(50 / asset.price));
    this.clearing = new Clearing(positions, this.exchanges, lot);
    this.spotBook = new DepthBook(asset.price, 0.00003);
    this.spot5m = new BarBuilder(5 * MINUTE, options.retention.days * 288);
    this.spot1h = new BarBuilder(HOUR, options.retention.days * 24);
    this.spot1m = new BarBuilder(MINUTE, 1500);
    for (const bars of this.spotBars) bars.begin(startTime, asset.price);
    this.basisNoise = new Float64Array(VENUES.length);
    this.pendingNews = new Float64Array(VENUES.length);
    const traders = new Random(`${options.seed}/${asset.asset}/traders`);
    this.agents = new Agents(
      this.clearing,
      traders,
      scenario,
      kind,
      options.liveTime,
      this.usual,
      options.rows,
    );
    for (const exchange of this.exchanges) {
      exchange.fund.cash = asset.fundShare * asset.openInterest * exchange.terms.share;
      exchange.deposits += exchange.fund.cash;
    }
    this.setDepth();
    this.agents.seed(startTime);
    for (const exchange of this.exchanges) exchange.open(startTime, asset.price);
  }

  /** All venues, coins. */
  get openInterest(): number {
    let sum = 0;
    for (const exchange of this.exchanges) sum += exchange.openInterest;
    return sum;
  }

  get spotBars(): readonly BarBuilder[] {
    return [this.spot1m, this.spot5m, this.spot1h];
  }

  /** One step; `leader` is the log return of the coin others follow. */
  step(leader: number): void {
    const { random: r, exchanges, signals } = this;
    const end = this.time + STEP;
    const before = this.fair;
    signals.season = season(this.time);
    const idiosyncratic = this.volatility.news(STEP_SECONDS, signals.season);
    this.revise(idiosyncratic + leader * this.asset.beta);
    signals.volatilityRatio = this.volatility.ratio;
    signals.price = this.fair;
    if (this.time === this.liveTime) {
      this.livePrice = this.fair;
      this.liveOpenInterest = this.openInterest;
    }

    this.withdrawOrReturn();
    this.setDepth();
    this.noise(r, signals);
    this.runProgrammes();
    this.tradeValue();
    this.agents.act(this.time, STEP_SECONDS, signals);
    if (this.time % MINUTE === 0) this.agents.hedge(this.time, 60);
    this.arbitrage();
    this.reprice(end);
    for (let round = 0; round < CASCADE_ROUNDS; round++) {
      let fired = false;
      for (let venue = 0; venue < exchanges.length; venue++)
        if (this.clearing.trigger(venue, end)) fired = true;
      if (round === 0) this.clearing.liquidate(this.time);
      else if (!fired) break;
      this.reprice(end);
    }
    for (let venue = 0; venue < exchanges.length; venue++) this.clearing.seizeReached(venue);
    this.spotBook.refill(STEP_SECONDS, this.survival);
    for (const exchange of exchanges) {
      this.clearing.unwindFund(exchange);
      exchange.book.refill(STEP_SECONDS, this.survival);
      exchange.samplePremium(STEP_SECONDS);
      if (end >= exchange.nextFunding) this.clearing.payFunding(exchange, exchange.settle(end));
      exchange.record(end);
    }
    for (const bars of this.spotBars) bars.roll(end);
    this.lastReturn = Math.log(this.fair / before);
    this.volatility.observe(this.lastReturn, STEP_SECONDS);
    this.time = end;
    if (end % (5 * MINUTE) === 0) this.learn(end);
  }

  /** News: quotes move without a trade, on slower venues a little later. */
  private revise(news: number): void {
    this.fair *= Math.exp(news);
    this.exchanges.forEach((exchange, venue) => {
      const pending = this.pendingNews[venue]! + news;
      const moved = pending * (1 - Math.exp(-STEP_SECONDS / exchange.terms.lagSeconds));
      exchange.book.reference *= Math.exp(moved);
      this.pendingNews[venue] = pending - moved;
    });
    this.spotBook.reference *= Math.exp(news);
  }

  /** Makers pull their quotes at once when the price runs and come back slowly. */
  private withdrawOrReturn(): void {
    const wanted = Math.max(THINNEST, 1 / (1 + (Math.max(0, this.volatility.alarm - 3) / 2.6) ** 1.6));
    if (wanted < this.survival) this.survival += 0.6 * (wanted - this.survival);
    else this.survival += (1 - Math.exp(-STEP_SECONDS / 1500)) * (wanted - this.survival);
    this.depthMood +=
      -this.depthMood * (STEP_SECONDS / 7200) +
      0.12 * Math.sqrt((2 * STEP_SECONDS) / 7200) * this.random.normal();
  }

  private setDepth(): void {
    const scale = (this.survival * Math.exp(this.depthMood) * this.scenario.depthFactor) / this.fair;
    for (const exchange of this.exchanges)
      exchange.book.depth = this.asset.perpDepth * exchange.terms.depthShare * scale;
    this.spotBook.depth = this.asset.spotDepth * scale;
  }

  /** Takers without lasting positions: their volume follows volatility, their side the latest move. */
  private noise(r: Random, signals: Signals): void {
    const ordinary = (this.asset.dailySigma / Math.sqrt(8640)) * Math.max(0.3, signals.volatilityRatio);
    const push = Math.tanh(this.lastReturn / ordinary / 2);
    this.imbalance +=
      -this.imbalance * (STEP_SECONDS / 400) + 0.16 * Math.sqrt((2 * STEP_SECONDS) / 400) * r.normal();
    const busy = signals.season * signals.volatilityRatio ** 0.9 * (STEP_SECONDS / 86_400);
    for (const exchange of this.exchanges) {
      const size =
        ((this.asset.perpVolumeDay * exchange.terms.share) / this.fair) *
        busy *
        0.72 *
        Math.exp(0.7 * r.normal());
      const share = clamp(0.5 + 0.5 * (this.imbalance + 0.2 * push + 0.22 * r.normal()), 0.03, 0.97);
      exchange.churn(size * share, size * (1 - share));
    }
    const spot = (this.asset.spotVolumeDay / this.fair) * busy * Math.exp(0.7 * r.normal() - 0.25);
    const share = clamp(0.5 + 0.5 * (0.8 * this.imbalance + 0.2 * push + 0.22 * r.normal()), 0.03, 0.97);
    this.tradeSpot(1, spot * share, CHURN_AT_ONCE);
    this.tradeSpot(-1, spot * (1 - share), CHURN_AT_ONCE);
  }

  private tradeSpot(side: 1 | -1, size: number, atOnce = 1): void {
    this.spotBook.take(side, size * atOnce);
    const touched = side > 0 ? this.spotBook.bestAsk : this.spotBook.bestBid;
    const ticks = 1 / this.asset.tick;
    const price = Math.round(touched * ticks) / ticks;
    for (const bars of this.spotBars) {
      bars.price(price);
      bars.volume += size;
      if (side > 0) bars.takerBuy += size;
    }
  }

  /** Unlevered buyers of dips and sellers of spikes: the further from the past hours' price, the more. */
  private tradeValue(): void {
    this.anchor *= Math.exp((Math.log(this.fair / this.anchor) * STEP_SECONDS) / VALUE_SECONDS);
    const away = Math.log(this.fair / this.anchor) / this.asset.dailySigma;
    const excess = Math.abs(away) - 0.8;
    if (excess <= 0) return;
    const usualDepth = (this.asset.perpDepth + this.asset.spotDepth) / this.fair;
    const size = (usualDepth * Math.min(VALUE_LIMIT, VALUE_PACE * excess * excess) * STEP_SECONDS) / 3600;
    const side = away < 0 ? 1 : -1;
    this.tradeSpot(side, 0.4 * size);
    for (const exchange of this.exchanges) {
      const part = 0.6 * size * exchange.terms.share;
      exchange.churn(side > 0 ? part : 0, side > 0 ? 0 : part);
    }
  }

  private runProgrammes(): void {
    const minute = (this.time - this.liveTime) / MINUTE;
    for (const programme of this.scenario.programmes) {
      if (minute < programme.from || minute >= programme.to) continue;
      const limit = this.livePrice * (1 + programme.limit);
      if (this.openInterest < (programme.untilOpenInterest ?? 0) * this.liveOpenInterest) continue;
      if (programme.side > 0 ? this.fair >= limit : this.fair <= limit) continue;
      const usualDepth = (this.asset.perpDepth + this.asset.spotDepth) / this.fair;
      const size = (usualDepth * programme.depthsPerHour * STEP_SECONDS) / 3600;
      if (programme.market === 'spot') this.tradeSpot(programme.side, size);
      else
        for (const exchange of this.exchanges) {
          const part = size * exchange.terms.share;
          exchange.churn(programme.side > 0 ? part : 0, programme.side > 0 ? 0 : part);
        }
    }
  }

  /** Each market is drawn to the fair price plus its own premium; in proportion to its depth it draws the fair price. */
  private arbitrage(): void {
    const { random: r, asset } = this;
    const total = asset.perpDepth + asset.spotDepth;
    this.mood +=
      -this.mood * (STEP_SECONDS / MOOD_SECONDS) + Math.sqrt((2 * STEP_SECONDS) / MOOD_SECONDS) * r.normal();
    // Premiums rise far in good times and fall little in bad ones.
    const mood = this.mood > 0 ? MOOD_UP * this.mood ** 2 : MOOD_DOWN * this.mood;
    this.exchanges.forEach((exchange, venue) => {
      this.basisNoise[venue]! +=
        -this.basisNoise[venue]! * (STEP_SECONDS / 2400) +
        0.0001 * Math.sqrt((2 * STEP_SECONDS) / 2400) * r.normal();
      const inventory = -exchange.makers.position / (this.usual * exchange.terms.share);
      const burden = Math.sign(inventory) * Math.max(0, Math.min(0.15, Math.abs(inventory)) - FREE_INVENTORY);
      const premium =
        exchange.terms.premiumOffset + PREMIUM_PER_INVENTORY * burden + mood + this.basisNoise[venue]!;
      this.draw(
        exchange.book,
        premium - this.pendingNews[venue]!,
        exchange.terms.lagSeconds,
        (asset.perpDepth * exchange.terms.depthShare) / total,
      );
    });
    this.draw(this.spotBook, 0, 6, asset.spotDepth / total);
  }

  private draw(book: DepthBook, premium: number, lagSeconds: number, weight: number): void {
    const away = Math.log(book.reference / this.fair) - premium;
    const moved = (1 - Math.exp(-STEP_SECONDS / lagSeconds)) * away;
    book.reference *= Math.exp(-moved * (1 - weight));
    this.fair *= Math.exp(moved * weight);
  }

  private reprice(time: Ms): void {
    const index = this.spotBook.mid;
    for (const exchange of this.exchanges) exchange.reprice(index, STEP_SECONDS / CASCADE_ROUNDS, time);
  }

  /** Every 5 minutes traders look at the chart. */
  private learn(time: Ms): void {
    const bars = this.spot5m;
    const rows = bars.closedLength;
    const back = (steps: number): number => bars.closedAt(4, Math.max(0, rows - 1 - steps));
    const now = back(0);
    const sigma = this.asset.dailySigma;
    this.signals.hour = Math.log(now / back(12)) / (sigma / Math.sqrt(24));
    this.signals.day = Math.log(now / back(288)) / sigma;
    if (time % HOUR !== 0) return;
    const hours = this.spot1h;
    const extreme = (from: Ms, to: Ms): number[] => {
      let high = 0;
      let low = Number.POSITIVE_INFINITY;
      for (let i = hours.closedFrom(from); i < hours.closedFrom(to); i++) {
        high = Math.max(high, hours.closedAt(2, i));
        low = Math.min(low, hours.closedAt(3, i));
      }
      return high > 0 ? [high, low] : [];
    };
    const day = time - (time % DAY);
    const last = Math.max(0, hours.closedLength - 14);
    let range = 0;
    for (let i = last; i < hours.closedLength; i++) range += hours.closedAt(2, i) / hours.closedAt(3, i) - 1;
    this.agents.levels.refresh(now, Math.max(0.001, range / Math.max(1, hours.closedLength - last)), [
      ...extreme(day - DAY, day),
      ...extreme(day - 7 * DAY, day),
    ]);
  }
}

function clamp(value: number, low: number, high: number): number {
  return Math.min(high, Math.max(low, value));
}
