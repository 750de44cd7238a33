import { MINUTE, type Ms } from '../../core/domain/time.ts';
import { clamp, drift } from './amounts.ts';
import type { AssetTerms } from './asset-terms.ts';
import { CHURN_AT_ONCE, type Exchange } from './exchange.ts';
import type { Random } from './random.ts';
import type { Scenario } from './scenarios.ts';
import type { Signals } from './signals.ts';
import type { SpotMarket } from './spot-market.ts';

/** Value traders remember the price this long and trade up to so many usual depths an hour. */
const VALUE_SECONDS = 4 * 3600;
const VALUE_PACE = 12;
const VALUE_LIMIT = 150;
/** They stay out within this many daily standard deviations. */
const VALUE_PATIENCE = 0.8;
const VALUE_IN_SPOT = 0.4;

/** Orders of those who hold no levered position: anonymous takers, value traders, and a scenario's large traders. */
export class Takers {
  private readonly asset: AssetTerms;
  private readonly exchanges: readonly Exchange[];
  private readonly spot: SpotMarket;
  private readonly random: Random;
  private anchor: number;
  private imbalance = 0;
  private livePrice = Number.NaN;
  private liveOpenInterest = Number.NaN;

  constructor(asset: AssetTerms, exchanges: readonly Exchange[], spot: SpotMarket, random: Random) {
    this.asset = asset;
    this.exchanges = exchanges;
    this.spot = spot;
    this.random = random;
    this.anchor = asset.price;
  }

  /** The moment limits of programmes refer to. */
  goLive(price: number, openInterest: number): void {
    this.livePrice = price;
    this.liveOpenInterest = openInterest;
  }

  /** Their volume follows volatility, their side the latest move. */
  churn(signals: Signals, lastReturn: number, seconds: number): void {
    const { asset, random: r } = this;
    const ordinary = (asset.dailySigma / Math.sqrt(8640)) * Math.max(0.3, signals.volatilityRatio);
    const push = Math.tanh(lastReturn / ordinary / 2);
    this.imbalance += drift(this.imbalance, 0.16, 400, seconds, r.normal());
    const busy = signals.season * signals.volatilityRatio ** 0.9 * (seconds / 86_400);
    for (const exchange of this.exchanges) {
      const usual = (asset.perpVolumeDay * exchange.terms.share) / signals.price;
      const size = usual * busy * 0.72 * Math.exp(0.7 * r.normal());
      const share = clamp(0.5 + 0.5 * (this.imbalance + 0.2 * push + 0.22 * r.normal()), 0.03, 0.97);
      exchange.churn(size * share, size * (1 - share));
    }
    const size = (asset.spotVolumeDay / signals.price) * busy * Math.exp(0.7 * r.normal() - 0.25);
    const share = clamp(0.5 + 0.5 * (0.8 * this.imbalance + 0.2 * push + 0.22 * r.normal()), 0.03, 0.97);
    this.spot.trade(1, size * share, CHURN_AT_ONCE);
    this.spot.trade(-1, size * (1 - share), CHURN_AT_ONCE);
  }

  /** Unlevered buyers of dips and sellers of spikes: the further from the past hours' price, the more. */
  tradeValue(price: number, seconds: number): void {
    this.anchor *= Math.exp((Math.log(price / this.anchor) * seconds) / VALUE_SECONDS);
    const away = Math.log(price / this.anchor) / this.asset.dailySigma;
    const excess = Math.abs(away) - VALUE_PATIENCE;
    if (excess <= 0) return;
    const pace = Math.min(VALUE_LIMIT, VALUE_PACE * excess * excess);
    const size = (this.usualDepth(price) * pace * seconds) / 3600;
    const side = away < 0 ? 1 : -1;
    this.spot.trade(side, VALUE_IN_SPOT * size);
    this.tradePerps(side, (1 - VALUE_IN_SPOT) * size);
  }

  /** A scenario's large traders, while the price is on the good side of their limits. */
  runProgrammes(
    scenario: Scenario,
    price: number,
    openInterest: number,
    sinceLive: Ms,
    seconds: number,
  ): void {
    const minute = sinceLive / MINUTE;
    for (const programme of scenario.programmes) {
      if (minute < programme.from || minute >= programme.to) continue;
      if (openInterest < (programme.untilOpenInterest ?? 0) * this.liveOpenInterest) continue;
      const limit = this.livePrice * (1 + programme.limit);
      if (programme.side > 0 ? price >= limit : price <= limit) continue;
      const size = (this.usualDepth(price) * programme.depthsPerHour * seconds) / 3600;
      if (programme.market === 'spot') this.spot.trade(programme.side, size);
      else this.tradePerps(programme.side, size);
    }
  }

  private usualDepth(price: number): number {
    return (this.asset.perpDepth + this.asset.spotDepth) / price;
  }

  private tradePerps(side: 1 | -1, size: number): void {
    for (const exchange of this.exchanges) {
      const part = size * exchange.terms.share;
      exchange.churn(side > 0 ? part : 0, side > 0 ? 0 : part);
    }
  }
}
