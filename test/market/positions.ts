import { TriggerIndex } from './trigger-index.ts';

/** Who opened a position, as truth.csv names it. */
export const TRADERS = ['trend', 'reversion', 'noise', 'late', 'hedger'] as const;
export type Trader = (typeof TRADERS)[number];

/** Why a position ended. */
export type CloseReason = 'taken-profit' | 'stopped' | 'closed' | 'liquidated' | 'adl' | 'unwound';

/** States of a row: 0 free, held by its owner, or taken over by the venue. */
export const OPEN = 1;
export const SEIZED = 2;

/** Bits of `flags`. */
export const CROSS = 1;
export const HEDGED = 2;

/** One position as the truth knows it. Prices and sizes per coin, money in USD. */
export interface PositionTruth {
  readonly id: number;
  readonly venue: number;
  readonly trader: Trader;
  readonly side: 1 | -1;
  readonly size: number;
  readonly entryPrice: number;
  readonly entryTime: number;
  readonly leverage: number;
  /** Isolated margin, added margin included. */
  readonly margin: number;
  readonly marginAdded: number;
  /** Collateral of the same account outside this position; 0 when isolated. */
  readonly crossCollateral: number;
  readonly hedged: boolean;
  /** 0 when it can never be liquidated. */
  readonly liquidationPrice: number;
  readonly firstLiquidationPrice: number;
  /** 0 when none. */
  readonly stopPrice: number;
}

/**
 * All open positions of one coin, a row each, in typed arrays; freed rows are reused.
 * Each row waits at a price below (`down`) and one above (`up`) in a trigger index of its venue.
 */
export class Positions {
  readonly capacity: number;
  /** Rows ever used: scans stop here. */
  top = 0;
  open = 0;
  readonly alive: Uint8Array;
  readonly venue: Uint8Array;
  readonly trader: Uint8Array;
  readonly flags: Uint8Array;
  readonly side: Int8Array;
  readonly id: Float64Array;
  readonly size: Float64Array;
  readonly entry: Float64Array;
  readonly leverage: Float64Array;
  readonly margin: Float64Array;
  readonly added: Float64Array;
  readonly cross: Float64Array;
  readonly liquidation: Float64Array;
  readonly firstLiquidation: Float64Array;
  readonly stop: Float64Array;
  readonly target: Float64Array;
  readonly openTime: Float64Array;
  /** Chance per second of a voluntary exit while winning. */
  readonly hazard: Float64Array;
  readonly down: TriggerIndex[];
  readonly up: TriggerIndex[];
  private readonly free: Int32Array;
  private freeCount = 0;
  private nextId = 1;

  constructor(capacity: number, venues: number, referencePrice: number) {
    this.capacity = capacity;
    const doubles = (): Float64Array => new Float64Array(capacity);
    this.alive = new Uint8Array(capacity);
    this.venue = new Uint8Array(capacity);
    this.trader = new Uint8Array(capacity);
    this.flags = new Uint8Array(capacity);
    this.side = new Int8Array(capacity);
    this.id = doubles();
    this.size = doubles();
    this.entry = doubles();
    this.leverage = doubles();
    this.margin = doubles();
    this.added = doubles();
    this.cross = doubles();
    this.liquidation = doubles();
    this.firstLiquidation = doubles();
    this.stop = doubles();
    this.target = doubles();
    this.openTime = doubles();
    this.hazard = doubles();
    this.free = new Int32Array(capacity);
    this.down = Array.from({ length: venues }, () => new TriggerIndex(capacity, referencePrice, -1));
    this.up = Array.from({ length: venues }, () => new TriggerIndex(capacity, referencePrice, 1));
  }

  /** A fresh row, or −1 when full. */
  allocate(): number {
    const row =
      this.freeCount > 0 ? this.free[--this.freeCount]! : this.top < this.capacity ? this.top++ : -1;
    if (row < 0) return row;
    this.alive[row] = OPEN;
    this.id[row] = this.nextId++;
    this.open++;
    return row;
  }

  release(row: number): void {
    this.disarm(row);
    this.alive[row] = 0;
    this.free[this.freeCount++] = row;
    this.open--;
  }

  /** Puts the row's liquidation, stop and target prices where the mark will find them. */
  arm(row: number): void {
    this.disarm(row);
    const venue = this.venue[row]!;
    const liquidation = this.liquidation[row]!;
    const stop = this.stop[row]!;
    const target = this.target[row]!;
    if (this.side[row]! > 0) {
      const loss = Math.max(liquidation, stop);
      if (loss > 0) this.down[venue]!.insert(row, loss);
      if (target > 0) this.up[venue]!.insert(row, target);
    } else {
      const loss = stop > 0 ? Math.min(liquidation, stop) : liquidation;
      if (loss > 0) this.up[venue]!.insert(row, loss);
      if (target > 0) this.down[venue]!.insert(row, target);
    }
  }

  disarm(row: number): void {
    const venue = this.venue[row]!;
    this.down[venue]!.remove(row);
    this.up[venue]!.remove(row);
  }

  truth(row: number): PositionTruth {
    return {
      id: this.id[row]!,
      venue: this.venue[row]!,
      trader: TRADERS[this.trader[row]!]!,
      side: this.side[row]! > 0 ? 1 : -1,
      size: this.size[row]!,
      entryPrice: this.entry[row]!,
      entryTime: this.openTime[row]!,
      leverage: this.leverage[row]!,
      margin: this.margin[row]!,
      marginAdded: this.added[row]!,
      crossCollateral: this.cross[row]!,
      hedged: (this.flags[row]! & HEDGED) !== 0,
      liquidationPrice: this.liquidation[row]!,
      firstLiquidationPrice: this.firstLiquidation[row]!,
      stopPrice: this.stop[row]!,
    };
  }
}
