import { drift } from './amounts.ts';
import type { AssetTerms } from './asset-terms.ts';
import type { DepthBook } from './depth-book.ts';
import type { Exchange } from './exchange.ts';
import type { Random } from './random.ts';
import type { SpotMarket } from './spot-market.ts';

/** Premium that makers ask for carrying all of the usual open interest one way. */
const PREMIUM_PER_INVENTORY = 0.026;
/** Inventory, as a share of the usual open interest, that makers carry without asking for a premium. */
const FREE_INVENTORY = 0.045;
const MOST_INVENTORY = 0.15;
/** The market's mood, standard normal, and what it adds to every premium. */
const MOOD_SECONDS = 2.5 * 86_400;
const MOOD_UP = 0.0003;
const MOOD_DOWN = 0.00006;
const SPOT_LAG_SECONDS = 6;

/** The price everybody would agree on if nobody were in a hurry, and what ties the books of one coin to it. */
export class FairPrice {
  value: number;
  private mood = 0;
  private readonly asset: AssetTerms;
  private readonly exchanges: readonly Exchange[];
  private readonly spot: SpotMarket;
  private readonly random: Random;
  private readonly basisNoise: Float64Array;
  /** News a venue's makers have not taken in yet. */
  private readonly pendingNews: Float64Array;

  constructor(asset: AssetTerms, exchanges: readonly Exchange[], spot: SpotMarket, random: Random) {
    this.value = asset.price;
    this.asset = asset;
    this.exchanges = exchanges;
    this.spot = spot;
    this.random = random;
    this.basisNoise = new Float64Array(exchanges.length);
    this.pendingNews = new Float64Array(exchanges.length);
  }

  /** News: quotes move without a trade, on slower venues a little later. */
  revise(news: number, seconds: number): void {
    this.value *= Math.exp(news);
    this.exchanges.forEach((exchange, venue) => {
      const pending = this.pendingNews[venue]! + news;
      const moved = pending * (1 - Math.exp(-seconds / exchange.terms.lagSeconds));
      exchange.book.reference *= Math.exp(moved);
      this.pendingNews[venue] = pending - moved;
    });
    this.spot.book.reference *= Math.exp(news);
  }

  /** Each market is drawn to the fair price plus its own premium; in proportion to its depth it draws the fair price. */
  arbitrage(seconds: number, usualOpenInterest: number): void {
    const { asset, random: r } = this;
    const total = asset.perpDepth + asset.spotDepth;
    this.mood += drift(this.mood, 1, MOOD_SECONDS, seconds, r.normal());
    // Premiums rise far in good times and fall little in bad ones.
    const mood = this.mood > 0 ? MOOD_UP * this.mood ** 2 : MOOD_DOWN * this.mood;
    this.exchanges.forEach((exchange, venue) => {
      const { terms } = exchange;
      this.basisNoise[venue]! += drift(this.basisNoise[venue]!, 0.0001, 2400, seconds, r.normal());
      const inventory = -exchange.makers.position / (usualOpenInterest * terms.share);
      const size = Math.min(MOST_INVENTORY, Math.abs(inventory));
      const burden = Math.sign(inventory) * Math.max(0, size - FREE_INVENTORY);
      const premium = terms.premiumOffset + PREMIUM_PER_INVENTORY * burden + mood + this.basisNoise[venue]!;
      const weight = (asset.perpDepth * terms.depthShare) / total;
      this.draw(exchange.book, premium - this.pendingNews[venue]!, terms.lagSeconds, weight, seconds);
    });
    this.draw(this.spot.book, 0, SPOT_LAG_SECONDS, asset.spotDepth / total, seconds);
  }

  private draw(book: DepthBook, premium: number, lagSeconds: number, weight: number, seconds: number): void {
    const away = Math.log(book.reference / this.value) - premium;
    const moved = (1 - Math.exp(-seconds / lagSeconds)) * away;
    book.reference *= Math.exp(-moved * (1 - weight));
    this.value *= Math.exp(moved * weight);
  }
}
