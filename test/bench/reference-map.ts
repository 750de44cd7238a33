import type { MapBar, MapTerms } from '../../core/analytics/liquidation-map.ts';
import { LIQUIDATION_MAP } from '../../core/analytics/parameters.ts';

const DAY = 86_400_000;
const DELTA = LIQUIDATION_MAP.binWidth;

interface Cohort {
  side: 'long' | 'short';
  /** Entry bin relative to the anchor. */
  entry: number;
  bornAt: number;
  parts: { near: number; far: number; quantity: number; seeded: number }[];
}

/**
 * The liquidation map written plainly: one object for each (bar, entry bin, side), every rule of it a loop over all
 * of them. The yardstick of the product's own: same answer, for clarity instead of speed.
 */
export class ReferenceMap {
  cohorts: Cohort[] = [];
  unplaced = { long: 0, short: 0 };
  openInterest = 0;
  anchor = Number.NaN;
  private readonly terms: MapTerms;
  private startTime = Number.NaN;
  private endTime = Number.NEGATIVE_INFINITY;
  private volumeSeen = 0;
  private timeSeen = 0;

  constructor(terms: MapTerms) {
    this.terms = terms;
  }

  /** Bars must be sound and in order: judging them is not what is compared. */
  addBar(bar: MapBar): void {
    if (Number.isNaN(this.anchor)) {
      this.anchor = (Math.log(bar.high) + Math.log(bar.low) + Math.log(bar.close)) / 3;
      this.openInterest = bar.openInterestBefore;
      this.unplaced = { long: bar.openInterestBefore, short: bar.openInterestBefore };
      this.startTime = bar.startTime;
      this.endTime = bar.startTime;
    }
    if (bar.openInterestBefore !== this.openInterest) {
      const ratio = bar.openInterestBefore / this.openInterest;
      this.scaleAll('long', () => ratio);
      this.scaleAll('short', () => ratio);
    }
    const x = (price: number) => Math.log(price) - this.anchor;
    const [low, high, close] = [x(bar.low), x(bar.high), x(bar.close)];
    for (const cohort of this.cohorts) {
      const middle = (cohort.entry + 0.5) * DELTA;
      for (const part of cohort.parts) {
        const distance = (part.near + part.far) / 2;
        const touched = cohort.side === 'long' ? middle - distance >= low : middle + distance <= high;
        if (touched) part.quantity = part.seeded = 0;
      }
    }
    this.cohorts = this.cohorts.filter((cohort) => quantityOf(cohort) > 0);

    const duration = bar.endTime - bar.startTime;
    const keep = 0.5 ** ((bar.endTime - this.endTime) / (LIQUIDATION_MAP.halfLifeDays * DAY));
    const exchangeable = Math.max(0, bar.volume - Math.abs(bar.openInterestAfter - bar.openInterestBefore));
    this.volumeSeen += bar.volume;
    this.timeSeen += duration;
    const remaining = this.startTime + LIQUIDATION_MAP.seedDays * DAY - bar.endTime;
    const expected = (this.volumeSeen / this.timeSeen) * remaining;
    const placed = remaining <= 0 ? 1 : bar.volume > 0 ? bar.volume / (bar.volume + expected) : 0;

    for (const side of ['long', 'short'] as const) {
      const target = bar.openInterestAfter;
      const wins = (cohort: Cohort) => (cohort.entry + 0.5) * DELTA < close === (side === 'long');
      const mine = this.cohorts.filter((cohort) => cohort.side === side);
      const winning = sum(mine.filter(wins).map(quantityOf)) + this.unplaced[side];
      const losing = sum(mine.filter((cohort) => !wins(cohort)).map(quantityOf));
      if (winning + losing > target) {
        const left = (h: number) =>
          winning * Math.exp(-h) + losing * Math.exp(-LIQUIDATION_MAP.losingExitRate * h);
        let [from, to] = [0, 1];
        while (left(to) > target) to *= 2;
        for (let i = 0; i < 200; i += 1) {
          const middle = (from + to) / 2;
          if (left(middle) > target) from = middle;
          else to = middle;
        }
        this.scaleAll(side, (cohort) =>
          Math.exp(-from * (cohort === null || wins(cohort) ? 1 : LIQUIDATION_MAP.losingExitRate)),
        );
      }
      const total = sum(mine.map(quantityOf)) + this.unplaced[side];
      const replaced = Math.min(total * (1 - keep), exchangeable);
      this.scaleAll(side, () => 1 - replaced / total);
      const seeded = this.unplaced[side] * placed;
      this.unplaced[side] -= seeded;
      const quantity = target - sum(mine.map(quantityOf)) - this.unplaced[side];
      if (quantity > 0)
        this.enter(side, bar.startTime, quantity, Math.min(seeded, quantity), low, high, close);
    }
    this.openInterest = bar.openInterestAfter;
    this.endTime = bar.endTime;
  }

  /** Quantity of one side by `entry bin` and distance index. */
  cells(side: 'long' | 'short', what: 'quantity' | 'seeded'): Map<string, number> {
    const cells = new Map<string, number>();
    for (const cohort of this.cohorts) {
      if (cohort.side !== side) continue;
      cohort.parts.forEach((part, index) => {
        const key = `${cohort.entry}/${index}`;
        if (part[what] > 0) cells.set(key, (cells.get(key) ?? 0) + part[what]);
      });
    }
    return cells;
  }

  private enter(
    side: 'long' | 'short',
    bornAt: number,
    quantity: number,
    seeded: number,
    low: number,
    high: number,
    close: number,
  ): void {
    const mode = (low + high + close) / 3;
    const below = (at: number) => {
      if (at <= low) return 0;
      if (at >= high) return 1;
      return at < mode
        ? (at - low) ** 2 / (high - low) / (mode - low)
        : 1 - (high - at) ** 2 / (high - low) / (high - mode);
    };
    const { near, far, weight } = this.terms[side];
    for (let entry = Math.floor(low / DELTA); entry <= Math.floor(high / DELTA); entry += 1) {
      const share = high > low ? below((entry + 1) * DELTA) - below(entry * DELTA) : 1;
      if (share <= 0) continue;
      const parts = Array.from(weight, (w, i) => ({
        near: near[i]!,
        far: far[i]!,
        quantity: quantity * share * w,
        seeded: seeded * share * w,
      }));
      this.cohorts.push({ side, entry, bornAt, parts });
    }
  }

  private scaleAll(side: 'long' | 'short', factor: (cohort: Cohort | null) => number): void {
    this.unplaced[side] *= factor(null);
    for (const cohort of this.cohorts) {
      if (cohort.side !== side) continue;
      for (const part of cohort.parts) {
        part.quantity *= factor(cohort);
        part.seeded *= factor(cohort);
      }
    }
  }
}

function quantityOf(cohort: Cohort): number {
  return sum(cohort.parts.map((part) => part.quantity));
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
