import { MINUTE, type Ms } from '../../core/domain/time.ts';
import { Agents } from './agents.ts';
import type { AssetTerms } from './asset-terms.ts';
import { readChart } from './chart.ts';
import { Clearing } from './clearing.ts';
import { Exchange, type Retention } from './exchange.ts';
import { FairPrice } from './fair-price.ts';
import { Makers } from './makers.ts';
import { Positions } from './positions.ts';
import { Random } from './random.ts';
import type { Scenario } from './scenarios.ts';
import { type Signals, season } from './signals.ts';
import { SpotMarket } from './spot-market.ts';
import { Takers } from './takers.ts';
import { VENUES } from './venue-terms.ts';
import { Volatility } from './volatility.ts';
import type { WorldKind } from './world-kinds.ts';

/** Length of one step of the simulation. */
export const STEP_SECONDS = 10;
const STEP: Ms = STEP_SECONDS * 1000;
/** Rounds of liquidation and stop orders within one step. */
const CASCADE_ROUNDS = 3;
/** The smallest size is worth about this many dollars. */
const LOT_VALUE = 50;
/** Room for so many times the usual number of positions. */
const SPARE_ROWS = 6;

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
  readonly spot: SpotMarket;
  readonly makers: Makers;
  time: Ms;
  /** Log return of the fair price in the latest step. */
  lastReturn = 0;
  /** Nominal open interest, coins. */
  readonly usualOpenInterest: number;
  private readonly fair: FairPrice;
  private readonly takers: Takers;
  private readonly agents: Agents;
  private readonly volatility: Volatility;
  private readonly scenario: Scenario;
  private readonly liveTime: Ms;
  private readonly signals: Signals = { price: 0, hour: 0, day: 0, volatilityRatio: 1, season: 1 };

  constructor(options: AssetMarketOptions) {
    const { asset, scenario, startTime, liveTime, retention } = options;
    const random = (part: string): Random => new Random(`${options.seed}/${asset.asset}/${part}`);
    const market = random('market');
    this.asset = asset;
    this.scenario = scenario;
    this.time = startTime;
    this.liveTime = liveTime;
    this.volatility = new Volatility(asset.dailySigma, random('news'));
    const span = { start: startTime, live: liveTime };
    this.exchanges = VENUES.map((terms) => new Exchange(terms, asset, asset.price, span, retention));
    this.usualOpenInterest = asset.openInterest / asset.price;
    const positions = new Positions(SPARE_ROWS * options.rows, VENUES.length, asset.price);
    this.clearing = new Clearing(
      positions,
      this.exchanges,
      2 ** Math.floor(Math.log2(LOT_VALUE / asset.price)),
    );
    this.spot = new SpotMarket(asset, startTime, retention.days);
    this.makers = new Makers(asset, market);
    this.takers = new Takers(asset, this.exchanges, this.spot, market);
    this.fair = new FairPrice(asset, this.exchanges, this.spot, market);
    this.agents = new Agents({
      clearing: this.clearing,
      random: random('traders'),
      scenario,
      kind: options.kind,
      liveTime,
      usualOpenInterest: this.usualOpenInterest,
      rows: options.rows,
    });
    for (const exchange of this.exchanges) {
      exchange.fund.cash = asset.fundShare * asset.openInterest * exchange.terms.share;
      exchange.deposits += exchange.fund.cash;
    }
    this.makers.quote(this.exchanges, this.spot, this.fair.value, scenario.depthFactor);
    this.agents.seed(startTime);
    for (const exchange of this.exchanges) exchange.open(startTime, asset.price);
  }

  /** All venues, coins. */
  get openInterest(): number {
    let sum = 0;
    for (const exchange of this.exchanges) sum += exchange.openInterest;
    return sum;
  }

  /** One step; `leader` is the log return of the coin others follow. */
  step(leader: number): void {
    const { fair, signals, takers, makers } = this;
    const end = this.time + STEP;
    const before = fair.value;
    signals.season = season(this.time);
    const own = this.volatility.news(STEP_SECONDS, signals.season);
    fair.revise(own + leader * this.asset.beta, STEP_SECONDS);
    signals.volatilityRatio = this.volatility.ratio;
    signals.price = fair.value;
    if (this.time === this.liveTime) takers.goLive(fair.value, this.openInterest);

    makers.look(this.volatility.alarm, STEP_SECONDS);
    makers.quote(this.exchanges, this.spot, fair.value, this.scenario.depthFactor);
    takers.churn(signals, this.lastReturn, STEP_SECONDS);
    const sinceLive = this.time - this.liveTime;
    takers.runProgrammes(this.scenario, fair.value, this.openInterest, sinceLive, STEP_SECONDS);
    takers.tradeValue(fair.value, STEP_SECONDS);
    this.agents.act(this.time, STEP_SECONDS, signals);
    fair.arbitrage(STEP_SECONDS, this.usualOpenInterest);
    this.cascade(end);
    this.publish(end);
    this.lastReturn = Math.log(fair.value / before);
    this.volatility.observe(this.lastReturn, STEP_SECONDS);
    this.time = end;
    if (end % (5 * MINUTE) === 0)
      readChart(this.spot, end, this.asset.dailySigma, signals, this.agents.levels);
  }

  /** Marks move, what they reach is closed, which moves marks again. */
  private cascade(end: Ms): void {
    const { clearing, exchanges } = this;
    this.reprice(end);
    for (let round = 0; round < CASCADE_ROUNDS; round++) {
      let fired = false;
      for (let venue = 0; venue < exchanges.length; venue++) if (clearing.trigger(venue, end)) fired = true;
      if (round === 0) clearing.liquidations.liquidate(this.time);
      else if (!fired) break;
      this.reprice(end);
    }
    for (let venue = 0; venue < exchanges.length; venue++) clearing.seizeReached(venue);
  }

  private publish(end: Ms): void {
    this.spot.book.refill(STEP_SECONDS, this.makers.survival);
    for (const exchange of this.exchanges) {
      this.clearing.unwindFund(exchange);
      exchange.book.refill(STEP_SECONDS, this.makers.survival);
      exchange.samplePremium(STEP_SECONDS);
      if (end >= exchange.nextFunding) this.clearing.payFunding(exchange, exchange.settle(end));
      exchange.record(end);
    }
    this.spot.roll(end);
  }

  private reprice(time: Ms): void {
    const index = this.spot.book.mid;
    for (const exchange of this.exchanges) exchange.reprice(index, STEP_SECONDS / CASCADE_ROUNDS, time);
  }
}
