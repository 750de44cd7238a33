/** Exponent of the depth profile: cumulative size grows a little faster than distance. */
export const KAPPA = 1.16;
const INVERSE = 1 / KAPPA;
/** Share of a trade's impact that stays after makers have refilled; forced flow in a thin book tells them less. */
const PERMANENT = 0.5;
const LEAST_PERMANENT = 0.2;
/** Makers refill what was taken with this time constant in a quiet book. */
const REFILL_SECONDS = 7;

/**
 * A limit-order book whose resting size within u percent of its reference price is B · u^κ a side.
 * Market orders eat it from the inside; makers refill it and move their reference by a share of the impact.
 * Bids lie at or below `reference · (1 − halfSpread)`, asks at or above `reference · (1 + halfSpread)`.
 */
export class DepthBook {
  reference: number;
  halfSpread: number;
  /** Size within 1 % on each side, coins. */
  depth = 1;
  /** Size already taken and not yet refilled, coins. */
  private eatenBid = 0;
  private eatenAsk = 0;
  private belief = 1;

  constructor(reference: number, halfSpread: number) {
    this.reference = reference;
    this.halfSpread = halfSpread;
  }

  get bestBid(): number {
    return this.reference * (1 - this.halfSpread - this.reach(this.eatenBid) / 100);
  }

  get bestAsk(): number {
    return this.reference * (1 + this.halfSpread + this.reach(this.eatenAsk) / 100);
  }

  get mid(): number {
    return (this.bestBid + this.bestAsk) / 2;
  }

  /** Size a market order may take before its price passes `limit`. */
  available(side: 1 | -1, limit: number): number {
    const percent = 100 * (side * (limit / this.reference - 1) - this.halfSpread);
    if (percent <= 0) return 0;
    return Math.max(0, this.depth * percent ** KAPPA - (side > 0 ? this.eatenAsk : this.eatenBid));
  }

  /** Buys (+1) or sells (−1) `size` at market and returns the average price. */
  take(side: 1 | -1, size: number): number {
    const eaten = side > 0 ? this.eatenAsk : this.eatenBid;
    const start = eaten / this.depth;
    const end = (eaten + size) / this.depth;
    const startReach = start ** INVERSE;
    const endReach = end ** INVERSE;
    const exact =
      end > start ? (end * endReach - start * startReach) / ((1 + INVERSE) * (end - start)) : startReach;
    // Two large figures differ by a small order: what is left of it may be rounding.
    const average = Math.max(startReach, Math.min(endReach, exact));
    const price = this.reference * Math.max(0.01, 1 + side * (this.halfSpread + average / 100));
    const moved = PERMANENT * this.belief * (endReach - startReach);
    this.reference *= Math.max(0.5, 1 + (side * moved) / 100);
    const left = Math.max(0, endReach - moved) ** KAPPA * this.depth;
    if (side > 0) this.eatenAsk = left;
    else this.eatenBid = left;
    return price;
  }

  refill(seconds: number, survival: number): void {
    this.belief = Math.max(LEAST_PERMANENT, survival);
    const keep = Math.exp((-seconds * Math.max(0.25, survival)) / REFILL_SECONDS);
    this.eatenBid *= keep;
    this.eatenAsk *= keep;
  }

  /** Size resting within `percent` of the reference on one side, after what was taken. */
  within(side: 1 | -1, percent: number): number {
    const eaten = side > 0 ? this.eatenAsk : this.eatenBid;
    return Math.max(0, this.depth * percent ** KAPPA - eaten);
  }

  private reach(eaten: number): number {
    return eaten > 0 ? (eaten / this.depth) ** INVERSE : 0;
  }
}
