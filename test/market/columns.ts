/**
 * Rows of numbers kept column by column, ascending by their first column (a time).
 * The oldest rows go once twice the capacity is reached, so memory stays bounded.
 */
export class Columns {
  private readonly data: Float64Array[];
  private rows = 0;
  private room: number;
  readonly width: number;
  private readonly capacity: number;

  constructor(width: number, capacity: number) {
    this.width = width;
    this.capacity = capacity;
    this.room = Math.min(1024, 2 * capacity);
    this.data = Array.from({ length: width }, () => new Float64Array(this.room));
  }

  get length(): number {
    return this.rows;
  }

  push(...values: number[]): void {
    if (this.rows === this.room) this.makeRoom();
    for (let c = 0; c < this.width; c++) this.data[c]![this.rows] = values[c]!;
    this.rows++;
  }

  at(column: number, row: number): number {
    return this.data[column]![row]!;
  }

  /** First row whose time is ≥ `time`. */
  lowerBound(time: number): number {
    const times = this.data[0]!;
    let low = 0;
    let high = this.rows;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (times[middle]! < time) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** A copy of one column between two rows. */
  slice(column: number, from: number, to: number): Float64Array {
    return this.data[column]!.slice(from, to);
  }

  private makeRoom(): void {
    if (this.rows >= 2 * this.capacity) {
      const drop = this.rows - this.capacity;
      for (const column of this.data) column.copyWithin(0, drop, this.rows);
      this.rows = this.capacity;
      return;
    }
    this.room = Math.min(2 * this.room, 2 * this.capacity);
    for (let c = 0; c < this.width; c++) {
      const wider = new Float64Array(this.room);
      wider.set(this.data[c]!);
      this.data[c] = wider;
    }
  }
}
