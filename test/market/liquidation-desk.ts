import type { Ms } from '../../core/domain/time.ts';
import type { Clearing, Closed } from './clearing.ts';
import type { Exchange } from './exchange.ts';
import { bankruptcyPrice } from './margin.ts';
import { OPEN, type PositionTruth, SEIZED, TRADERS } from './positions.ts';

/** A position the venue has taken over, being sold off. */
interface Seized {
  readonly row: number;
  readonly truth: PositionTruth;
  readonly mark: number;
  readonly excess: number;
  collateral: number;
  left: number;
  filled: number;
  proceeds: number;
}

/** Most of a book's usual 1 % depth one liquidation order may take in a step. */
const SLICE = 0.08;
/** Most of it all liquidations of a venue together may take in a step. */
const THROUGHPUT = 0.2;
/** What the fund keeps for other days: below this share of its money it deleverages instead. */
const FUND_FLOOR = 0;

/**
 * Closes positions that have reached their liquidation price: slices through the book down to the bankruptcy price,
 * then the insurance fund takes the rest while it has money, then the best-paid positions of the other side do.
 */
export class LiquidationDesk {
  private readonly clearing: Clearing;
  private readonly seized: Seized[] = [];
  private readonly throughput: number[] = [];

  constructor(clearing: Clearing) {
    this.clearing = clearing;
  }

  /** Sells off what was taken over, oldest first, as fast as each venue's engine works; `time` stamps the prints. */
  liquidate(time: Ms): void {
    if (this.seized.length === 0) return;
    this.clearing.exchanges.forEach((exchange, venue) => {
      this.throughput[venue] = Math.max(this.clearing.lot, THROUGHPUT * exchange.book.depth);
    });
    let kept = 0;
    for (let i = 0; i < this.seized.length; i++) {
      const item = this.seized[i]!;
      if (this.work(item, time + 137 * (i % 60))) this.seized[kept++] = item;
      else this.finish(item, time);
    }
    this.seized.length = kept;
  }

  /** Coins of positions the venue is selling off. */
  sizeAt(venue: number): { long: number; short: number } {
    const size = { long: 0, short: 0 };
    for (const { row, left } of this.seized)
      if (this.clearing.positions.venue[row] === venue)
        size[this.clearing.positions.side[row]! > 0 ? 'long' : 'short'] += left;
    return size;
  }

  /** Takes a position over at a mark that has reached its price. */
  seize(row: number, mark: number): void {
    const { positions: p } = this.clearing;
    p.disarm(row);
    p.alive[row] = SEIZED;
    this.seized.push({
      row,
      truth: p.truth(row),
      mark,
      excess: this.clearing.excess(row, mark),
      collateral: p.margin[row]! + p.cross[row]!,
      left: p.size[row]!,
      filled: 0,
      proceeds: 0,
    });
  }

  /** One slice through the book, the rest to the fund or to deleveraging; true while some is left for later. */
  private work(item: Seized, time: Ms): boolean {
    const { positions: p } = this.clearing;
    const { row } = item;
    const exchange = this.clearing.exchanges[p.venue[row]!]!;
    const side = p.side[row]! > 0 ? 1 : -1;
    const away = side > 0 ? -1 : 1;
    const venue = p.venue[row]!;
    if (this.throughput[venue]! <= 0) return true;
    const bankruptcy = bankruptcyPrice(side, item.left, p.entry[row]!, item.collateral);
    const wanted = Math.min(
      item.left,
      Math.max(this.clearing.lot, this.clearing.round(exchange.book.depth * SLICE)),
    );
    const fill = Math.min(wanted, this.clearing.round(exchange.book.available(away, bankruptcy)));
    this.throughput[venue]! -= wanted;
    if (fill > 0) {
      const price = exchange.take(away, fill);
      this.reduce(item, side, fill, price, exchange);
      exchange.print({
        time,
        liquidatedSide: side > 0 ? 'long' : 'short',
        size: fill,
        price,
        bankruptcyPrice: bankruptcy,
      });
    }
    if (fill < wanted) this.takeOver(item, side, exchange, time);
    return item.left > 0;
  }

  private reduce(item: Seized, side: 1 | -1, size: number, price: number, exchange: Exchange): void {
    const { positions: p } = this.clearing;
    item.collateral += side * size * (price - p.entry[item.row]!);
    item.left -= size;
    item.filled += size;
    item.proceeds += size * price;
    if (side > 0) exchange.longs -= size;
    else exchange.shorts -= size;
    if (TRADERS[p.trader[item.row]!] === 'hedger') exchange.hedged -= side * size;
  }

  /** The book ends before the bankruptcy price: the fund steps in while it can, then winners give theirs up. */
  private takeOver(item: Seized, side: 1 | -1, exchange: Exchange, time: Ms): void {
    const bankruptcy = bankruptcyPrice(
      side,
      item.left,
      this.clearing.positions.entry[item.row]!,
      item.collateral,
    );
    const { fund, mark } = exchange;
    const loss = side * item.left * (bankruptcy - mark);
    const worth = fund.cash + fund.position * mark;
    if (worth - Math.max(0, loss) > FUND_FLOOR) {
      fund.position += side * item.left;
      fund.cash -= side * item.left * bankruptcy;
      this.reduce(item, side, item.left, bankruptcy, exchange);
      return;
    }
    while (item.left > 0) {
      const winner = this.bestOpposite(item.row, side, exchange);
      if (winner < 0) break;
      const size = Math.min(item.left, this.clearing.positions.size[winner]!);
      this.deleverage(winner, size, bankruptcy, time);
      this.reduce(item, side, size, bankruptcy, exchange);
    }
  }

  private bestOpposite(loser: number, side: 1 | -1, exchange: Exchange): number {
    const { positions: p } = this.clearing;
    const venue = p.venue[loser]!;
    let best = -1;
    let bestRank = Number.NEGATIVE_INFINITY;
    for (let row = 0; row < p.top; row++) {
      if (p.alive[row] !== OPEN || p.venue[row] !== venue || p.side[row] !== -side) continue;
      const profit = p.side[row]! * (exchange.mark / p.entry[row]! - 1);
      const rank = profit > 0 ? profit * p.leverage[row]! : profit / p.leverage[row]!;
      if (rank > bestRank) {
        bestRank = rank;
        best = row;
      }
    }
    return best;
  }

  private deleverage(row: number, size: number, price: number, time: Ms): void {
    const { positions: p } = this.clearing;
    const exchange = this.clearing.exchanges[p.venue[row]!]!;
    const side = p.side[row]! > 0 ? 1 : -1;
    const share = size / p.size[row]!;
    const collateral = (p.margin[row]! + p.cross[row]!) * share;
    const closed: Closed = {
      ...p.truth(row),
      size,
      closeTime: time,
      closePrice: price,
      mark: exchange.mark,
      excess: this.clearing.excess(row, exchange.mark),
      reason: 'adl',
    };
    this.clearing.payOut(exchange, collateral + side * size * (price - p.entry[row]!), 0);
    if (share >= 1) {
      this.clearing.leave(row, side, size);
      p.release(row);
    } else {
      if (side > 0) exchange.longs -= size;
      else exchange.shorts -= size;
      if (TRADERS[p.trader[row]!] === 'hedger') exchange.hedged -= side * size;
      p.size[row]! -= size;
      p.margin[row]! *= 1 - share;
      p.cross[row]! *= 1 - share;
      p.added[row]! *= 1 - share;
      // A smaller position may fall into a lower bracket.
      this.clearing.addCollateral(row, 0, false);
    }
    this.clearing.onClosed(closed);
  }

  private finish(item: Seized, time: Ms): void {
    const { positions: p } = this.clearing;
    const { row } = item;
    const exchange = this.clearing.exchanges[p.venue[row]!]!;
    exchange.fund.cash += item.collateral;
    if (p.side[row]! > 0) exchange.longRows--;
    else exchange.shortRows--;
    p.release(row);
    this.clearing.onClosed({
      ...item.truth,
      closeTime: time,
      closePrice: item.proceeds / item.filled,
      mark: item.mark,
      excess: item.excess,
      reason: 'liquidated',
    });
  }

  /** Equity of what is being sold off. */
  equity(venue: number, mark: number): number {
    const { positions: p } = this.clearing;
    let total = 0;
    for (const { row, collateral, left } of this.seized)
      if (p.venue[row] === venue) total += collateral + p.side[row]! * left * (mark - p.entry[row]!);
    return total;
  }
}
