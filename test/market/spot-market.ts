import { HOUR, MINUTE, type Ms } from '../../core/domain/time.ts';
import type { AssetTerms } from './asset-terms.ts';
import { BarBuilder } from './bars.ts';
import { DepthBook } from './depth-book.ts';

/** The spot market beside the perpetuals: one book and one chart, shared out among the venues by volume. */
export class SpotMarket {
  readonly book: DepthBook;
  readonly bars1m: BarBuilder;
  readonly bars5m: BarBuilder;
  readonly bars1h: BarBuilder;
  private readonly ticks: number;
  private readonly bars: readonly BarBuilder[];

  constructor(asset: AssetTerms, start: Ms, days: number) {
    this.book = new DepthBook(asset.price, 0.00003);
    this.bars1m = new BarBuilder(MINUTE, 1500);
    this.bars5m = new BarBuilder(5 * MINUTE, days * 288);
    this.bars1h = new BarBuilder(HOUR, days * 24);
    this.bars = [this.bars1m, this.bars5m, this.bars1h];
    this.ticks = 1 / asset.tick;
    for (const bars of this.bars) bars.begin(start, asset.price);
  }

  /** A taker's order; `atOnce` is the share of it that meets the same book. */
  trade(side: 1 | -1, size: number, atOnce = 1): void {
    this.book.take(side, size * atOnce);
    const touched = side > 0 ? this.book.bestAsk : this.book.bestBid;
    const price = Math.round(touched * this.ticks) / this.ticks;
    for (const bars of this.bars) {
      bars.price(price);
      bars.volume += size;
      if (side > 0) bars.takerBuy += size;
    }
  }

  roll(time: Ms): void {
    for (const bars of this.bars) bars.roll(time);
  }
}
