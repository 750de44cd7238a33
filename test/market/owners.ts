import type { Ms } from '../../core/domain/time.ts';
import { drift } from './amounts.ts';
import type { Clearing } from './clearing.ts';
import { CROSS, HEDGED, OPEN } from './positions.ts';
import type { Random } from './random.ts';
import type { Signals } from './signals.ts';
import type { WorldKind } from './world-kinds.ts';

/** Losers are closed at this share of the winners' rate. */
const LOSER_RATE = 0.67;
/** Every position is looked at by its owner this often. */
const LOOK_SECONDS = 1800;

/** Owners of open positions: they close, add margin, and win and lose elsewhere. */
export class Owners {
  private readonly clearing: Clearing;
  private readonly random: Random;
  private readonly kind: WorldKind;
  private cursor = 0;
  /** Log of the willingness to close. */
  private mood = 0;

  constructor(clearing: Clearing, random: Random, kind: WorldKind) {
    this.clearing = clearing;
    this.random = random;
    this.kind = kind;
  }

  changeMood(seconds: number): void {
    this.mood += drift(this.mood, 0.3, 5400, seconds, this.random.normal());
  }

  /** A slice of the owners looks at their positions: closing, adding margin, moving cross collateral. */
  look(time: Ms, seconds: number, signals: Signals): void {
    const { positions: p, exchanges } = this.clearing;
    const count = Math.ceil((p.top * seconds) / LOOK_SECONDS);
    const stress =
      Math.exp(this.mood - 0.08) * (0.6 + 0.4 * Math.min(4, signals.volatilityRatio)) * signals.season;
    for (let i = 0; i < count; i++) {
      const row = this.cursor++;
      if (this.cursor >= p.top) this.cursor = 0;
      if (row >= p.top || p.alive[row] !== OPEN) continue;
      const mark = exchanges[p.venue[row]!]!.mark;
      const gain = p.side[row]! * (mark - p.entry[row]!);
      const chance = p.hazard[row]! * 1.2 * (gain < 0 ? LOSER_RATE : 1) * stress * LOOK_SECONDS;
      if (this.random.next() < chance) {
        this.clearing.close(row, 'closed', this.random.next() < 0.45, time);
        continue;
      }
      if ((p.flags[row]! & CROSS) !== 0) this.moveCross(row, mark);
      if (gain < 0) this.defend(row, mark);
    }
  }

  /** The account's other positions win and lose. */
  private moveCross(row: number, mark: number): void {
    const { positions: p } = this.clearing;
    if (this.random.next() > 0.05) return;
    const change = p.cross[row]! * 0.12 * this.random.normal();
    if (change < 0 && this.clearing.excess(row, mark) + change < p.margin[row]! * 0.2) return;
    this.clearing.addCollateral(row, change, true);
  }

  private defend(row: number, mark: number): void {
    const { positions: p } = this.clearing;
    const liquidation = p.liquidation[row]!;
    if (liquidation <= 0) return;
    const entry = p.entry[row]!;
    const left = Math.abs(mark - liquidation) / Math.abs(entry - liquidation);
    const hedged = (p.flags[row]! & HEDGED) !== 0;
    if (left > (hedged ? 0.6 : 0.3)) return;
    if (this.random.next() > (hedged ? 0.8 : this.kind.marginAddChance)) return;
    const usual = (p.size[row]! * entry) / p.leverage[row]!;
    this.clearing.addCollateral(row, usual * (0.3 + 0.7 * this.random.next()), false);
  }
}
