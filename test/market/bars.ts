import type { BarSeries } from '../../core/domain/series.ts';
import type { Ms } from '../../core/domain/time.ts';
import { Columns } from './columns.ts';

/** Builds bars of one length from prices and taker volume as they happen. */
export class BarBuilder {
  readonly stepMs: Ms;
  private readonly closed: Columns;
  openTime = 0;
  open = 0;
  high = 0;
  low = 0;
  close = 0;
  volume = 0;
  takerBuy = 0;

  constructor(stepMs: Ms, capacity: number) {
    this.stepMs = stepMs;
    this.closed = new Columns(7, capacity);
  }

  begin(time: Ms, price: number): void {
    this.openTime = time - (time % this.stepMs);
    this.open = this.high = this.low = this.close = price;
    this.volume = this.takerBuy = 0;
  }

  price(price: number): void {
    if (price > this.high) this.high = price;
    if (price < this.low) this.low = price;
    this.close = price;
  }

  /** Closes the bar when `time` has reached its end; true when it did. */
  roll(time: Ms): boolean {
    if (time < this.openTime + this.stepMs) return false;
    this.closed.push(this.openTime, this.open, this.high, this.low, this.close, this.volume, this.takerBuy);
    this.begin(time, this.close);
    return true;
  }

  get closedLength(): number {
    return this.closed.length;
  }

  /** Column 0…6: open time, open, high, low, close, volume, taker buy. */
  closedAt(column: number, row: number): number {
    return this.closed.at(column, row);
  }

  closedFrom(time: Ms): number {
    return this.closed.lowerBound(time);
  }

  /** Closed bars and the open one with `since ≤ open time ≤ until`; prices × `unit`, volumes / `unit`. */
  series(since: Ms, until: Ms, unit: number, volumeShare: number): BarSeries {
    const from = this.closed.lowerBound(since);
    const to = this.closed.lowerBound(until + 1);
    const withOpen = this.openTime >= since && this.openTime <= until;
    const open = [this.openTime, this.open, this.high, this.low, this.close, this.volume, this.takerBuy];
    const column = (index: number, scale: number): Float64Array => {
      const values = new Float64Array(to - from + (withOpen ? 1 : 0));
      values.set(this.closed.slice(index, from, to));
      if (withOpen) values[values.length - 1] = open[index]!;
      // Through 15 digits, so that a price in thousands is as round as the price itself.
      if (scale !== 1)
        for (let i = 0; i < values.length; i++) values[i] = Number((values[i]! * scale).toPrecision(12));
      return values;
    };
    return {
      stepMs: this.stepMs,
      openTime: column(0, 1),
      open: column(1, unit),
      high: column(2, unit),
      low: column(3, unit),
      close: column(4, unit),
      volume: column(5, volumeShare / unit),
      takerBuyVolume: column(6, volumeShare / unit),
    };
  }
}
