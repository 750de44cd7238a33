import { MINUTE, type Ms } from '../../core/domain/time.ts';
import { clamp, drift } from './amounts.ts';
import type { Clearing, Opening } from './clearing.ts';
import type { Exchange } from './exchange.ts';
import { Hedgers } from './hedgers.ts';
import { KeyLevels } from './key-levels.ts';
import { tierAt } from './margin.ts';
import { Owners } from './owners.ts';
import { TRADERS, type Trader } from './positions.ts';
import type { Random } from './random.ts';
import type { Crowd, Scenario } from './scenarios.ts';
import type { Signals } from './signals.ts';
import type { WorldKind } from './world-kinds.ts';

/** Leverage law at entry: log-normal, longs with more margin than shorts; together median ≈ 7.6, p90 ≈ 48. */
const LEVERAGE = { medianLong: 6.5, medianShort: 18, sigma: 1.45 } as const;
/** Sliders and presets draw half of the choices. */
const PRESETS = [1, 2, 3, 5, 10, 20, 25, 50, 75, 100, 125];

const SECOND_PER_DAY = 86_400;
/** Half-lives of unhurried and of day positions. */
const SWING_HAZARD = Math.LN2 / (10 * SECOND_PER_DAY);
const DAY_HAZARD = Math.LN2 / (0.25 * SECOND_PER_DAY);
/** Share of open interest entered a day in ordinary times (day positions 8 % of the stock). */
const ENTRY_PER_DAY = 0.48;
/** Where stops and liquidations let open interest settle, as a share of the nominal one. */
const BALANCE = 0.68;
const SIZE_BY_LEVERAGE = 0.4;
const HASTY_LEVERAGE = 25;
const DAY_SHARE = 0.62;
const LATE = TRADERS.indexOf('late');
/** Size of one hedge in mean positions. */
const HEDGE_CHUNK = 3;

export interface AgentsOptions {
  readonly clearing: Clearing;
  readonly random: Random;
  readonly scenario: Scenario;
  readonly kind: WorldKind;
  readonly liveTime: Ms;
  /** Coins. */
  readonly usualOpenInterest: number;
  /** Positions it is spread over. */
  readonly rows: number;
}

/** Decides who opens, defends and closes what; money and matching are the clearing's. */
export class Agents {
  readonly levels: KeyLevels;
  private readonly clearing: Clearing;
  private readonly random: Random;
  private readonly scenario: Scenario;
  private readonly kind: WorldKind;
  private readonly liveTime: Ms;
  private readonly usualOpenInterest: number;
  private readonly meanSize: number;
  /** Log of the willingness to hold positions, slow, and to act now, fast. */
  private appetite = 0;
  private hurry = 0;
  private sentiment = 0;
  private readonly owners: Owners;
  private readonly hedgers: Hedgers;

  constructor(options: AgentsOptions) {
    const { clearing, random, scenario, kind, usualOpenInterest } = options;
    this.clearing = clearing;
    this.random = random;
    this.scenario = scenario;
    this.kind = kind;
    this.liveTime = options.liveTime;
    this.usualOpenInterest = usualOpenInterest;
    this.meanSize = usualOpenInterest / options.rows;
    this.levels = new KeyLevels(clearing.exchanges[0]!.index);
    this.owners = new Owners(clearing, random, kind);
    const chunk = this.meanSize * HEDGE_CHUNK;
    this.hedgers = new Hedgers(clearing, random, usualOpenInterest, scenario.hedgerCapacity, chunk);
  }

  /** Fills the market before its first moment: positions of mixed age with entries around the price. */
  seed(time: Ms): void {
    const { exchanges, positions } = this.clearing;
    const target = this.usualOpenInterest * BALANCE;
    for (let guard = 0; guard < positions.capacity; guard++) {
      let open = 0;
      for (const exchange of exchanges) open += Math.max(exchange.longs, exchange.shorts);
      if (open >= target) break;
      const long = exchanges.reduce((sum, e) => sum + e.longs - e.shorts, 0) <= 0;
      this.enter('noise', long ? 1 : -1, 1, true, this.random.next() < 0.08, time);
    }
  }

  act(time: Ms, seconds: number, signals: Signals): void {
    const r = this.random;
    this.appetite += drift(this.appetite, 0.16, 8 * SECOND_PER_DAY, seconds, r.normal());
    this.hurry += drift(this.hurry, 0.35, 5400, seconds, r.normal());
    this.owners.changeMood(seconds);
    this.sentiment += drift(this.sentiment, 0.5, 3 * SECOND_PER_DAY, seconds, r.normal());
    this.enterAll(time, seconds, signals);
    this.enterCrowds(time, seconds);
    this.owners.look(time, seconds, signals);
    if (time % MINUTE === 0) this.hedgers.act(time, MINUTE / 1000);
  }

  private enterAll(time: Ms, seconds: number, signals: Signals): void {
    const r = this.random;
    const { exchanges } = this.clearing;
    let open = 0;
    for (const exchange of exchanges) open += exchange.openInterest;
    const gap = Math.log((this.usualOpenInterest * BALANCE * Math.exp(this.appetite)) / Math.max(1, open));
    const perDay =
      ENTRY_PER_DAY * this.kind.turnover * Math.exp(this.hurry - 0.1) + clamp(gap, -0.5, 0.5) / 3;
    const pull = 1 + this.kind.levelPull * this.levels.closeness(signals.price);
    const activity = (0.6 + 0.4 * Math.min(4, signals.volatilityRatio)) * signals.season;
    const rate = (Math.max(0.02, perDay) * this.usualOpenInterest) / this.meanSize / SECOND_PER_DAY;
    const pullMean = 1 + 0.35 * this.kind.levelPull;
    const count = r.poisson((rate * seconds * activity * pull) / pullMean);
    for (let i = 0; i < count; i++) {
      const draw = r.next();
      const chase = clamp(Math.abs(signals.day) - 1, 0, 1.5) * 0.12;
      let trader: Trader = 'noise';
      let logit = this.sentiment + this.scenario.lean;
      let leverage = 1;
      if (draw < 0.3) {
        trader = 'trend';
        logit = 0.5 * signals.hour + 0.6 * signals.day;
      } else if (draw < 0.55) {
        trader = 'reversion';
        logit = -0.7 * signals.hour - 0.45 * signals.day;
      } else if (draw < 0.55 + chase) {
        trader = 'late';
        logit = signals.day > 0 ? 2 : -2;
        leverage = 2;
      }
      const venue = this.pickVenue();
      logit -= this.deterrence(exchanges[venue]!);
      const side = r.next() < 1 / (1 + Math.exp(-logit)) ? 1 : -1;
      this.enter(trader, side, leverage, r.next() < 0.4, r.next() < DAY_SHARE, time, venue);
    }
  }

  /** Paying to hold, and being one of too many, keeps the unhurried away. */
  private deterrence(exchange: Exchange): number {
    const imbalance = (exchange.longs - exchange.shorts) / Math.max(1, exchange.openInterest);
    return exchange.premium / 0.0012 + imbalance / 0.12;
  }

  private enterCrowds(time: Ms, seconds: number): void {
    const minute = (time - this.liveTime) / 60_000;
    for (const crowd of this.scenario.crowds) {
      if (minute < crowd.from || minute >= crowd.to) continue;
      const rate = (crowd.pace * this.usualOpenInterest) / this.meanSize / SECOND_PER_DAY;
      const count = this.random.poisson(rate * seconds);
      for (let i = 0; i < count; i++) this.join(crowd, time);
    }
  }

  private join(crowd: Crowd, time: Ms): void {
    const r = this.random;
    const side = r.next() < crowd.longShare ? 1 : -1;
    // The side that makes the crowd is the levered one; who takes the other side is ordinary.
    const levered = side > 0 === crowd.longShare > 0.5;
    this.enter('late', side, levered ? crowd.leverage : 1, r.next() < crowd.patient, r.next() < 0.15, time);
  }

  private pickVenue(): number {
    let draw = this.random.next();
    const { exchanges } = this.clearing;
    for (let venue = 0; venue < exchanges.length - 1; venue++) {
      draw -= exchanges[venue]!.terms.share;
      if (draw < 0) return venue;
    }
    return exchanges.length - 1;
  }

  private enter(
    trader: Trader,
    side: 1 | -1,
    leverageFactor: number,
    patient: boolean,
    day: boolean,
    time: Ms,
    venue = this.pickVenue(),
  ): void {
    const r = this.random;
    const exchange = this.clearing.exchanges[venue]!;
    const whale = r.next() < 0.008;
    const wanted = this.meanSize * (whale ? 4 + 5 * r.next() : 0.58 * Math.exp(0.9 * r.normal()));
    const leverage = this.drawLeverage(side, leverageFactor * this.kind.leverageFactor, exchange, wanted);
    // Accounts are limited by margin: who levers more is smaller; who levers much on his own does not stay long.
    const size = wanted * clamp((8 / leverage) ** SIZE_BY_LEVERAGE, 0.3, 1.8);
    const haste = trader === 'late' ? 1 : 1 + leverage / HASTY_LEVERAGE;
    const flag = r.next();
    const cross = flag < this.kind.crossShare;
    const hedged = !cross && flag < this.kind.crossShare + this.kind.hedgedShare;
    const order: Opening = {
      venue,
      trader,
      side,
      size,
      leverage,
      patient: patient || whale,
      crossMultiple: cross ? Math.exp(0.2 + 0.9 * r.normal()) : 0,
      hedged,
      hazard: (day ? DAY_HAZARD : SWING_HAZARD) * haste * this.kind.turnover * (hedged ? 0.5 : 1),
    };
    const row = this.clearing.open(order, time);
    if (row >= 0) this.plan(row);
  }

  private drawLeverage(side: 1 | -1, factor: number, exchange: Exchange, size: number): number {
    const median = side > 0 ? LEVERAGE.medianLong : LEVERAGE.medianShort;
    let leverage = median * factor * Math.exp(LEVERAGE.sigma * this.random.normal());
    if (this.random.next() < 0.5) {
      let nearest = 1;
      for (const preset of PRESETS)
        if (Math.abs(Math.log(preset / leverage)) < Math.abs(Math.log(nearest / leverage))) nearest = preset;
      leverage = nearest;
    }
    const allowed = tierAt(exchange.tiers, size * exchange.mark).maxLeverage;
    return clamp(leverage, 1, allowed);
  }

  /** Stops lie just beyond round numbers or at a distance of choice, before liquidation; targets at round numbers. */
  private plan(row: number): void {
    const r = this.random;
    const { positions: p } = this.clearing;
    const side = p.side[row]! > 0 ? 1 : -1;
    const entry = p.entry[row]!;
    const room = Math.min(0.9, Math.abs(p.liquidation[row]! / entry - 1) || 0.9);
    const late = p.trader[row] === LATE;
    // The closer the liquidation, the rarer the trader without a stop; latecomers are the careless ones.
    const careless = late ? 0.25 : room < 0.06 ? 0.06 : 0.15;
    const kind = r.next() / (1 - careless);
    if (kind < 0.5) {
      const round = this.levels.round(entry * (1 - side * room * (0.3 + 0.6 * r.next())), side > 0 ? -1 : 1);
      const stop = round * (1 - side * this.levels.atr * (0.05 + 0.25 * r.next()));
      const distance = side * (1 - stop / entry);
      if (distance > 0 && distance < room) p.stop[row] = stop;
    } else if (kind < 1) p.stop[row] = entry * (1 - side * room * (0.35 + 0.6 * r.next()));
    if (r.next() < 0.35)
      p.target[row] = this.levels.round(
        entry * (1 + side * (0.01 + 0.12 * r.next() ** 2)),
        side > 0 ? 1 : -1,
      );
    p.arm(row);
  }
}
