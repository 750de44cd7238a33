const BUCKETS = 8192;
/** Width of a bucket in log price. */
const WIDTH = 0.001;
const NONE = -1;

/**
 * Rows waiting for a price, bucketed by log price in doubly linked lists, so that a moving mark only
 * looks at what lies in its way. Direction −1: rows fire when the mark is at or below their price; +1: at or above.
 */
export class TriggerIndex {
  private readonly head = new Int32Array(BUCKETS).fill(NONE);
  private readonly next: Int32Array;
  private readonly previous: Int32Array;
  private readonly bucketOf: Int32Array;
  private readonly price: Float64Array;
  private readonly logReference: number;
  private readonly direction: 1 | -1;
  /** No row waits in a bucket the mark has passed beyond this one. */
  private frontier: number;

  constructor(rows: number, referencePrice: number, direction: 1 | -1) {
    this.next = new Int32Array(rows).fill(NONE);
    this.previous = new Int32Array(rows).fill(NONE);
    this.bucketOf = new Int32Array(rows).fill(NONE);
    this.price = new Float64Array(rows);
    this.logReference = Math.log(referencePrice);
    this.direction = direction;
    this.frontier = direction < 0 ? 0 : BUCKETS - 1;
  }

  insert(row: number, price: number): void {
    const bucket = this.bucket(price);
    const first = this.head[bucket]!;
    this.bucketOf[row] = bucket;
    this.price[row] = price;
    this.previous[row] = NONE;
    this.next[row] = first;
    if (first !== NONE) this.previous[first] = row;
    this.head[bucket] = row;
    if (this.direction < 0 ? bucket > this.frontier : bucket < this.frontier) this.frontier = bucket;
  }

  remove(row: number): void {
    const bucket = this.bucketOf[row]!;
    if (bucket === NONE) return;
    const before = this.previous[row]!;
    const after = this.next[row]!;
    if (before === NONE) this.head[bucket] = after;
    else this.next[before] = after;
    if (after !== NONE) this.previous[after] = before;
    this.bucketOf[row] = NONE;
  }

  /** Appends to `out` every row the mark has reached, nearest bucket first; they stay until removed. */
  reached(mark: number, out: number[]): void {
    const until = this.bucket(mark);
    if (this.direction < 0) {
      for (let bucket = this.frontier; bucket >= until; bucket--) {
        for (let row = this.head[bucket]!; row !== NONE; row = this.next[row]!)
          if (mark <= this.price[row]!) out.push(row);
      }
      if (until < this.frontier) this.frontier = until;
    } else {
      for (let bucket = this.frontier; bucket <= until; bucket++) {
        for (let row = this.head[bucket]!; row !== NONE; row = this.next[row]!)
          if (mark >= this.price[row]!) out.push(row);
      }
      if (until > this.frontier) this.frontier = until;
    }
  }

  private bucket(price: number): number {
    const index = Math.floor((Math.log(price) - this.logReference) / WIDTH) + BUCKETS / 2;
    return index < 0 ? 0 : index >= BUCKETS ? BUCKETS - 1 : index;
  }
}
