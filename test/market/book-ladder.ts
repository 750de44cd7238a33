import type { Ms } from '../../core/domain/time.ts';
import { KAPPA } from './depth-book.ts';
import type { Exchange } from './exchange.ts';
import { hashUniform } from './random.ts';
import type { Book } from './world.ts';

/** How far apart quoted prices lie in the crowded inside of the book, in ticks on average. */
const SPACING_TICKS = 2;

/**
 * Writes the depth profile out as price levels. Sizes differ from level to level as orders do, decided by the
 * price itself, so that a level keeps its character from one snapshot to the next; their sum keeps the profile.
 */
export function ladder(exchange: Exchange, time: Ms, levels: number, tick: number, unit: number): Book {
  return {
    time,
    synthetic: false,
    bids: side(exchange, -1, levels, tick, unit),
    asks: side(exchange, 1, levels, tick, unit),
  };
}

function side(
  exchange: Exchange,
  direction: 1 | -1,
  levels: number,
  tick: number,
  unit: number,
): [number, number][] {
  const { book } = exchange;
  const reference = book.reference * unit;
  const best = (direction > 0 ? book.bestAsk : book.bestBid) * unit;
  const edge = reference * (1 + direction * book.halfSpread);
  const usual = book.depth / unit;
  const taken = usual * Math.max(0, 100 * direction * (best / edge - 1)) ** KAPPA;
  const rows: [number, number][] = [];
  let level = direction > 0 ? Math.ceil(best / tick - 1e-9) : Math.floor(best / tick + 1e-9);
  let filled = taken;
  while (rows.length < levels && level > 0) {
    const price = level * tick;
    const step = 1 + Math.floor(hashUniform(level, 11) * (2 * SPACING_TICKS - 1));
    const outer = (level + direction * step) * tick;
    const percent = Math.max(0, 100 * direction * (outer / edge - 1));
    const within = usual * percent ** KAPPA;
    // Round prices hold more, others a share of their own; what they lack the next level keeps.
    const round = level % 100 === 0 ? 2.5 : level % 10 === 0 ? 1.5 : 1;
    const size = (within - filled) * Math.min(1, (0.35 + 1.1 * hashUniform(level, 12)) * round);
    if (size > 0) {
      rows.push([Number(price.toPrecision(10)), size]);
      filled += size;
    }
    level += direction * step;
  }
  return rows;
}
