import type { Ms } from '../../core/domain/time.ts';
import { clamp } from './amounts.ts';
import type { Clearing } from './clearing.ts';
import { OPEN, TRADERS } from './positions.ts';
import type { Random } from './random.ts';

const HEDGER = TRADERS.indexOf('hedger');
/** Time in which they close the gap to the position they want. */
const PATIENCE_SECONDS = 5 * 3600;
/** Premium at which they hold all of their capacity. */
const FULL_PREMIUM = 0.001;

/** Basis traders: short the perpetual against spot where it trades above its usual premium, long where below. */
export class Hedgers {
  private readonly clearing: Clearing;
  private readonly random: Random;
  private readonly usualOpenInterest: number;
  /** Share of open interest they would hold at the full premium. */
  private readonly capacity: number;
  private readonly chunk: number;
  private readonly rows: number[][];

  constructor(
    clearing: Clearing,
    random: Random,
    usualOpenInterest: number,
    capacity: number,
    chunk: number,
  ) {
    this.clearing = clearing;
    this.random = random;
    this.usualOpenInterest = usualOpenInterest;
    this.capacity = capacity;
    this.chunk = chunk;
    this.rows = clearing.exchanges.map(() => []);
  }

  act(time: Ms, seconds: number): void {
    this.clearing.exchanges.forEach((exchange, venue) => {
      const usual = this.usualOpenInterest * exchange.terms.share;
      const excess = exchange.slowPremium - exchange.terms.premiumOffset;
      const wish = -usual * this.capacity * clamp(excess / FULL_PREMIUM, -1.5, 1.5);
      const gap = (wish - exchange.hedged) * (1 - Math.exp(-seconds / PATIENCE_SECONDS));
      const { chunk } = this;
      if (Math.abs(wish - exchange.hedged) < chunk || this.random.next() > Math.abs(gap) / chunk) return;
      const side = gap > 0 ? 1 : -1;
      if (side * exchange.hedged < 0 && this.unwind(venue, time)) return;
      const row = this.clearing.open(
        {
          venue,
          trader: 'hedger',
          side,
          size: chunk * (0.5 + this.random.next()),
          leverage: 1 + 2 * this.random.next(),
          patient: this.random.next() < 0.5,
          crossMultiple: 0,
          hedged: true,
          hazard: 0,
        },
        time,
      );
      if (row >= 0) {
        this.rows[venue]!.push(row);
        this.clearing.positions.arm(row);
      }
    });
  }

  private unwind(venue: number, time: Ms): boolean {
    const { positions: p } = this.clearing;
    const rows = this.rows[venue]!;
    while (rows.length > 0) {
      const row = rows.pop()!;
      if (p.alive[row] !== OPEN || p.venue[row] !== venue || p.trader[row] !== HEDGER) continue;
      this.clearing.close(row, 'unwound', this.random.next() < 0.5, time);
      return true;
    }
    return false;
  }
}
