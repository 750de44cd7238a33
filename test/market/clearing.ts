import type { Ms } from '../../core/domain/time.ts';
import type { Exchange } from './exchange.ts';
import { bankruptcyPrice, liquidationPrice, maintenanceMargin } from './margin.ts';
import {
  type CloseReason,
  CROSS,
  HEDGED,
  OPEN,
  type Positions,
  type PositionTruth,
  SEIZED,
  TRADERS,
  type Trader,
} from './positions.ts';

/** How a position ended; `mark` is the venue's mark when the end was decided. */
export interface Closed extends PositionTruth {
  readonly closeTime: Ms;
  readonly closePrice: number;
  readonly mark: number;
  /** Collateral + unrealised profit − maintenance margin at that mark; negative when liquidated. */
  readonly excess: number;
  readonly reason: CloseReason;
}

export interface Opening {
  readonly venue: number;
  readonly trader: Trader;
  readonly side: 1 | -1;
  readonly size: number;
  readonly leverage: number;
  /** Waits at its own price instead of taking the other side's. */
  readonly patient: boolean;
  /** Other collateral of the account, as a multiple of the margin; 0 = isolated. */
  readonly crossMultiple: number;
  readonly hedged: boolean;
  /** Chance per second of a voluntary exit while winning. */
  readonly hazard: number;
}

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
/** Stop orders of one venue fill up to this share of its depth at a time; the others wait for the next book. */
const STOP_ROOM = 0.1;
/** What the fund keeps for other days: below this share of its money it deleverages instead. */
const FUND_FLOOR = 0;

/** Keeps the positions of one coin and the money behind them. */
export class Clearing {
  readonly positions: Positions;
  readonly exchanges: readonly Exchange[];
  /** Sizes are multiples of a power of two, so that sums of them are exact. */
  readonly lot: number;
  onClosed: (closed: Closed) => void = () => {};
  private readonly seized: Seized[] = [];
  private readonly reached: number[] = [];
  private readonly throughput: number[] = [];

  constructor(positions: Positions, exchanges: readonly Exchange[], lot: number) {
    this.positions = positions;
    this.exchanges = exchanges;
    this.lot = lot;
  }

  round(size: number): number {
    return Math.floor(size / this.lot) * this.lot;
  }

  /** Opens a position and returns its row, or −1 when there is no room or the size is below a lot. */
  open(order: Opening, time: Ms): number {
    const { positions: p } = this;
    const size = this.round(order.size);
    if (size <= 0) return -1;
    const row = p.allocate();
    if (row < 0) return -1;
    const exchange = this.exchanges[order.venue]!;
    const price = order.patient ? exchange.rest(order.side, size) : exchange.take(order.side, size);
    const margin = (size * price) / order.leverage;
    const cross = margin * order.crossMultiple;
    const fee = size * price * exchange.terms.takerFee;
    exchange.deposits += margin + cross + fee;
    exchange.fees += fee;
    p.venue[row] = order.venue;
    p.trader[row] = TRADERS.indexOf(order.trader);
    p.flags[row] = (order.crossMultiple > 0 ? CROSS : 0) | (order.hedged ? HEDGED : 0);
    p.side[row] = order.side;
    p.size[row] = size;
    p.entry[row] = price;
    p.leverage[row] = order.leverage;
    p.margin[row] = margin;
    p.cross[row] = cross;
    p.added[row] = 0;
    p.stop[row] = 0;
    p.target[row] = 0;
    p.openTime[row] = time;
    p.hazard[row] = order.hazard;
    p.liquidation[row] = liquidationPrice(exchange.tiers, order.side, size, price, margin + cross);
    p.firstLiquidation[row] = p.liquidation[row]!;
    if (order.side > 0) {
      exchange.longs += size;
      exchange.longRows++;
    } else {
      exchange.shorts += size;
      exchange.shortRows++;
    }
    if (order.trader === 'hedger') exchange.hedged += order.side * size;
    return row;
  }

  /** Moves collateral in (positive) or out of an open position and moves its liquidation price. */
  addCollateral(row: number, amount: number, cross: boolean): void {
    const { positions: p } = this;
    const exchange = this.exchanges[p.venue[row]!]!;
    if (amount >= 0) exchange.deposits += amount;
    else exchange.withdrawals -= amount;
    if (cross) p.cross[row]! += amount;
    else {
      p.margin[row]! += amount;
      p.added[row]! += amount;
    }
    const collateral = p.margin[row]! + p.cross[row]!;
    const side = p.side[row]! > 0 ? 1 : -1;
    p.liquidation[row] = liquidationPrice(exchange.tiers, side, p.size[row]!, p.entry[row]!, collateral);
    p.arm(row);
  }

  /** Closes at the owner's wish. */
  close(row: number, reason: CloseReason, patient: boolean, time: Ms): void {
    const { positions: p } = this;
    const exchange = this.exchanges[p.venue[row]!]!;
    const side = p.side[row]! > 0 ? 1 : -1;
    const size = p.size[row]!;
    const excess = this.excess(row, exchange.mark);
    const mark = exchange.mark;
    const truth = p.truth(row);
    const away = side > 0 ? -1 : 1;
    const price = patient ? exchange.rest(away, size) : exchange.take(away, size);
    this.leave(row, side, size);
    this.payOut(
      exchange,
      p.margin[row]! + p.cross[row]! + side * size * (price - p.entry[row]!),
      size * price,
    );
    p.release(row);
    this.onClosed({ ...truth, closeTime: time, closePrice: price, mark, excess, reason });
  }

  /** Collateral + unrealised profit − maintenance margin. */
  excess(row: number, mark: number): number {
    const { positions: p } = this;
    const size = p.size[row]!;
    const equity = p.margin[row]! + p.cross[row]! + p.side[row]! * size * (mark - p.entry[row]!);
    return equity - maintenanceMargin(this.exchanges[p.venue[row]!]!.tiers, size, mark);
  }

  /** Everything the mark of one venue has reached: liquidations first become the venue's, stops and targets close. */
  trigger(venue: number, time: Ms): boolean {
    const { positions: p, reached } = this;
    const exchange = this.exchanges[venue]!;
    reached.length = 0;
    p.down[venue]!.reached(exchange.mark, reached);
    p.up[venue]!.reached(exchange.mark, reached);
    const { mark } = exchange;
    let room = STOP_ROOM * exchange.book.depth;
    for (const row of reached) {
      if (p.alive[row] !== OPEN) continue;
      const side = p.side[row]!;
      if (this.isLiquidatable(row, mark)) this.seize(row, mark);
      else if (room <= 0) p.arm(row);
      else {
        room -= p.size[row]!;
        const losing = side * (mark - p.entry[row]!) < 0;
        this.close(row, losing ? 'stopped' : 'taken-profit', !losing, time);
      }
    }
    return reached.length > 0;
  }

  /** Takes over what the mark has reached without a trade, so that no step ends with a position beyond its price. */
  seizeReached(venue: number): void {
    const { positions: p, reached } = this;
    const { mark } = this.exchanges[venue]!;
    reached.length = 0;
    p.down[venue]!.reached(mark, reached);
    p.up[venue]!.reached(mark, reached);
    for (const row of reached) {
      if (p.alive[row] !== OPEN) continue;
      if (this.isLiquidatable(row, mark)) this.seize(row, mark);
      else p.arm(row);
    }
  }

  private isLiquidatable(row: number, mark: number): boolean {
    const liquidation = this.positions.liquidation[row]!;
    return this.positions.side[row]! > 0 ? mark <= liquidation : mark >= liquidation;
  }

  /** Sells off what was taken over, oldest first, as fast as each venue's engine works; `time` stamps the prints. */
  liquidate(time: Ms): void {
    if (this.seized.length === 0) return;
    this.exchanges.forEach((exchange, venue) => {
      this.throughput[venue] = Math.max(this.lot, THROUGHPUT * exchange.book.depth);
    });
    let kept = 0;
    for (let i = 0; i < this.seized.length; i++) {
      const item = this.seized[i]!;
      if (this.work(item, time + 137 * (i % 60))) this.seized[kept++] = item;
      else this.finish(item, time);
    }
    this.seized.length = kept;
  }

  /** Funds give back to the book what they took over, and longs pay shorts at settlement. */
  unwindFund(exchange: Exchange): void {
    const held = exchange.fund.position;
    if (held === 0) return;
    const size = Math.min(Math.abs(held), Math.max(this.lot, this.round(exchange.book.depth * 0.02)));
    const side = held > 0 ? -1 : 1;
    const price = exchange.take(side, size);
    exchange.fund.position += side * size;
    exchange.fund.cash -= side * size * price;
  }

  /** Longs pay shorts `rate` of their notional at mark (or receive it). Traders pay from outside their margin. */
  payFunding(exchange: Exchange, rate: number): void {
    const perCoin = rate * exchange.mark;
    const net = exchange.longs - exchange.shorts;
    if (net * perCoin >= 0) exchange.deposits += net * perCoin;
    else exchange.withdrawals -= net * perCoin;
    exchange.makers.cash -= exchange.makers.position * perCoin;
    exchange.fund.cash -= exchange.fund.position * perCoin;
  }

  /** Equity of everybody at a venue at its mark; equals deposits − withdrawals when no money leaks. */
  equity(venue: number): number {
    const { positions: p } = this;
    const exchange = this.exchanges[venue]!;
    const { mark } = exchange;
    let total = exchange.fees + exchange.makers.cash + exchange.fund.cash;
    total += (exchange.makers.position + exchange.fund.position) * mark;
    for (let row = 0; row < p.top; row++)
      if (p.alive[row] === OPEN && p.venue[row] === venue)
        total += p.margin[row]! + p.cross[row]! + p.side[row]! * p.size[row]! * (mark - p.entry[row]!);
    for (const { row, collateral, left } of this.seized)
      if (p.venue[row] === venue) total += collateral + p.side[row]! * left * (mark - p.entry[row]!);
    return total;
  }

  /** Coins of positions the venue is selling off. */
  seizedSize(venue: number): { long: number; short: number } {
    const size = { long: 0, short: 0 };
    for (const { row, left } of this.seized)
      if (this.positions.venue[row] === venue) size[this.positions.side[row]! > 0 ? 'long' : 'short'] += left;
    return size;
  }

  private seize(row: number, mark: number): void {
    const { positions: p } = this;
    p.disarm(row);
    p.alive[row] = SEIZED;
    this.seized.push({
      row,
      truth: p.truth(row),
      mark,
      excess: this.excess(row, mark),
      collateral: p.margin[row]! + p.cross[row]!,
      left: p.size[row]!,
      filled: 0,
      proceeds: 0,
    });
  }

  /** One slice through the book, the rest to the fund or to deleveraging; true while some is left for later. */
  private work(item: Seized, time: Ms): boolean {
    const { positions: p } = this;
    const { row } = item;
    const exchange = this.exchanges[p.venue[row]!]!;
    const side = p.side[row]! > 0 ? 1 : -1;
    const away = side > 0 ? -1 : 1;
    const venue = p.venue[row]!;
    if (this.throughput[venue]! <= 0) return true;
    const bankruptcy = bankruptcyPrice(side, item.left, p.entry[row]!, item.collateral);
    const wanted = Math.min(item.left, Math.max(this.lot, this.round(exchange.book.depth * SLICE)));
    const fill = Math.min(wanted, this.round(exchange.book.available(away, bankruptcy)));
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
    const { positions: p } = this;
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
    const bankruptcy = bankruptcyPrice(side, item.left, this.positions.entry[item.row]!, item.collateral);
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
      const size = Math.min(item.left, this.positions.size[winner]!);
      this.deleverage(winner, size, bankruptcy, time);
      this.reduce(item, side, size, bankruptcy, exchange);
    }
  }

  private bestOpposite(loser: number, side: 1 | -1, exchange: Exchange): number {
    const { positions: p } = this;
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
    const { positions: p } = this;
    const exchange = this.exchanges[p.venue[row]!]!;
    const side = p.side[row]! > 0 ? 1 : -1;
    const share = size / p.size[row]!;
    const collateral = (p.margin[row]! + p.cross[row]!) * share;
    const closed: Closed = {
      ...p.truth(row),
      size,
      closeTime: time,
      closePrice: price,
      mark: exchange.mark,
      excess: this.excess(row, exchange.mark),
      reason: 'adl',
    };
    this.payOut(exchange, collateral + side * size * (price - p.entry[row]!), 0);
    if (share >= 1) {
      this.leave(row, side, size);
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
      this.addCollateral(row, 0, false);
    }
    this.onClosed(closed);
  }

  private finish(item: Seized, time: Ms): void {
    const { positions: p } = this;
    const { row } = item;
    const exchange = this.exchanges[p.venue[row]!]!;
    exchange.fund.cash += item.collateral;
    if (p.side[row]! > 0) exchange.longRows--;
    else exchange.shortRows--;
    p.release(row);
    this.onClosed({
      ...item.truth,
      closeTime: time,
      closePrice: item.proceeds / item.filled,
      mark: item.mark,
      excess: item.excess,
      reason: 'liquidated',
    });
  }

  private leave(row: number, side: 1 | -1, size: number): void {
    const exchange = this.exchanges[this.positions.venue[row]!]!;
    if (side > 0) {
      exchange.longs -= size;
      exchange.longRows--;
    } else {
      exchange.shorts -= size;
      exchange.shortRows--;
    }
    if (TRADERS[this.positions.trader[row]!] === 'hedger') exchange.hedged -= side * size;
  }

  /** What is left goes to the owner after the fee; a hole is the fund's. */
  private payOut(exchange: Exchange, amount: number, feeNotional: number): void {
    const fee = Math.min(Math.max(0, amount), feeNotional * exchange.terms.takerFee);
    exchange.fees += fee;
    const rest = amount - fee;
    if (rest >= 0) exchange.withdrawals += rest;
    else exchange.fund.cash += rest;
  }
}
