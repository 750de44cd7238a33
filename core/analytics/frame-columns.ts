/**
 * Price and open interest as they were known at the close of each bar, oldest first: five-minute bars where
 * there are any, hourly bars elsewhere. Rows never look past their own `time`.
 */
export interface MarketFrames {
  readonly count: number;
  /** Closing time of the bar, venue clock; of the moment, for a row that is still open. */
  readonly time: Float64Array;
  /** Length of the bar. */
  readonly span: Float64Array;
  readonly high: Float64Array;
  readonly low: Float64Array;
  readonly close: Float64Array;
  /** Natural logarithms of the three, because every move is measured in them. */
  readonly logHigh: Float64Array;
  readonly logLow: Float64Array;
  readonly logClose: Float64Array;
  /** Base units; NaN where the newest point is older than two hours. */
  readonly openInterest: Float64Array;
  readonly logOpenInterest: Float64Array;
  /** How far apart open interest's own points are: hourly figures under five-minute bars stay hourly. */
  readonly openInterestSpan: Float64Array;
  /** Rises where open interest jumped by more than half: rows of different epochs are not comparable. */
  readonly epoch: Int32Array;
  /** Rows that close a full hour, ascending. */
  readonly hourRows: Int32Array;
}

/** Frames whose logarithms and hours are still to be found. */
export type FrameColumns = Omit<
  MarketFrames,
  'logHigh' | 'logLow' | 'logClose' | 'logOpenInterest' | 'hourRows'
>;

/** Columns of `count` rows, every cell 0. */
export function emptyFrames(count: number): FrameColumns {
  const column = () => new Float64Array(count);
  return {
    count,
    time: column(),
    span: column(),
    high: column(),
    low: column(),
    close: column(),
    openInterest: column(),
    openInterestSpan: column(),
    epoch: new Int32Array(count),
  };
}

/** The frames of filled columns. */
export function withLogs(columns: FrameColumns, hourRows: Int32Array): MarketFrames {
  return {
    ...columns,
    logHigh: columns.high.map(Math.log),
    logLow: columns.low.map(Math.log),
    logClose: columns.close.map(Math.log),
    logOpenInterest: columns.openInterest.map(Math.log),
    hourRows,
  };
}

/** The last of ascending `rows` that is not after `row`, as an index into `rows`; −1 when there is none. */
export function indexAtOrBefore(rows: Int32Array, row: number): number {
  let low = 0;
  let high = rows.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (rows[middle]! <= row) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
