import type { Ms } from '../../core/domain/time.ts';
import type { Exchange } from './exchange.ts';
import { LiquidationDesk } from './liquidation-desk.ts';
import { liquidationPrice, maintenanceMargin } from './margin.ts';
import {
  type CloseReason,
  CROSS,
  HEDGED,
  OPEN,
  type Positions,
  type PositionTruth,
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

/** Stop orders of one venue fill up to this share of its depth at a time; the others wait for the next book. */
const STOP_ROOM = 0.1;
/** Keeps the positions of one coin and the money behind them. */
export class Clearing {
  readonly positions: Positions;
  readonly exchanges: readonly Exchange[];
  /** Sizes are multiples of a power of two, so that sums of them are exact. */
  readonly lot: number;
  onClosed: (closed: Closed) => void = () => {};
  readonly liquidations: LiquidationDesk;
  private readonly reached: number[] = [];

  constructor(positions: Positions, exchanges: readonly Exchange[], lot: number) {
    this.positions = positions;
    this.exchanges = exchanges;
    this.lot = lot;
    this.liquidations = new LiquidationDesk(this);
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
      if (this.isLiquidatable(row, mark)) this.liquidations.seize(row, mark);
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
      if (this.isLiquidatable(row, mark)) this.liquidations.seize(row, mark);
      else p.arm(row);
    }
  }

  private isLiquidatable(row: number, mark: number): boolean {
    const liquidation = this.positions.liquidation[row]!;
    return this.positions.side[row]! > 0 ? mark <= liquidation : mark >= liquidation;
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
    total += this.liquidations.equity(venue, mark);
    return total;
  }

  /** Takes a position out of the venue's sums. */
  leave(row: number, side: 1 | -1, size: number): void {
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
  payOut(exchange: Exchange, amount: number, feeNotional: number): void {
    const fee = Math.min(Math.max(0, amount), feeNotional * exchange.terms.takerFee);
    exchange.fees += fee;
    const rest = amount - fee;
    if (rest >= 0) exchange.withdrawals += rest;
    else exchange.fund.cash += rest;
  }
}
