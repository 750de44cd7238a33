import { MINUTE, type Ms } from '../../core/domain/time.ts';
import type { Exchange } from './exchange.ts';
import { hashUniform } from './random.ts';
import type { WorldKind } from './world-kinds.ts';

const STEP: Ms = 5 * MINUTE;
const LAG_ROWS = 2;
/** Hours in which the figure stands still, and points that are simply wrong. */
const FROZEN_HOURS = 0.02;
const WRONG_POINTS = 0.004;

/** A venue's published open interest: exact, or late, now and then frozen and now and then wrong. */
export class OpenInterestFeed {
  private readonly exchange: Exchange;
  private readonly mode: WorldKind['openInterestFeed'];

  constructor(exchange: Exchange, mode: WorldKind['openInterestFeed']) {
    this.exchange = exchange;
    this.mode = mode;
  }

  now(time: Ms): { time: Ms; value: number } {
    const { points } = this.exchange;
    if (this.mode === 'exact' || points.length === 0) return { time, value: this.exchange.openInterest };
    return { time, value: this.atRow(points.length - 1) };
  }

  /** The figure published for a row of `Exchange.points`. */
  atRow(row: number): number {
    const { points } = this.exchange;
    if (this.mode === 'exact') return points.at(1, row);
    const slot = Math.round(points.at(0, row) / STEP);
    const hour = Math.floor(slot / 12);
    const frozen = hashUniform(hour, 1) < FROZEN_HOURS;
    const shown = frozen ? row - (slot - hour * 12) : row;
    const value = points.at(1, Math.max(0, shown - LAG_ROWS));
    return hashUniform(slot, 2) < WRONG_POINTS ? value * (0.4 + 1.4 * hashUniform(slot, 3)) : value;
  }
}
