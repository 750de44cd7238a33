import { type Instrument, instrumentKey } from '../domain/instrument.ts';
import type {
  CandlesObservation,
  OpenInterestObservation,
  SeriesObservation,
} from '../domain/observation.ts';
import { HOUR, INTERVAL_MS, MINUTE, type Ms } from '../domain/time.ts';
import type { Batch, Columns } from './columns.ts';
import type { History } from './history.ts';
import { seriesOf, toBatch } from './series-kinds.ts';

const STEP = INTERVAL_MS['5m'];
const BARS_PER_HOUR = HOUR / STEP;

/** A live sample this close after a five-minute mark stands for it. */
const NEAR_MARK: Ms = 90_000;

/**
 * Puts rows into their series and keeps the hourly series in step with the five-minute one, so that a running
 * pair never asks for hours again. Rows later than `latest` (venue clock) are not believed.
 * @returns true when something changed
 */
export function recordRows(
  history: History,
  instrument: Instrument,
  observation: CandlesObservation | SeriesObservation,
  latest: Ms,
): boolean {
  const series = seriesOf(observation);
  if (series === null) return false;
  const key = instrumentKey(instrument);
  const { receivedTime } = observation;
  const batch = until(toBatch(observation), latest);
  const changed = history.merge(key, series, batch, receivedTime);
  if (!changed || batch[0]!.length === 0) return changed;
  if (series === 'candles:perp:5m') {
    const hours = hourlyBars(history.columns(key, series), batch[0]!);
    if (hours[0]!.length > 0) history.merge(key, 'candles:perp:1h', hours, receivedTime);
  }
  if (series === 'open-interest:5m')
    history.merge(key, 'open-interest:1h', onTheHour(batch), receivedTime, 'keep');
  return true;
}

/** Takes a live value as the row of the five-minute mark it follows, if that row is not there yet. */
export function recordSample(
  history: History,
  instrument: Instrument,
  { venueTime, receivedTime, openInterest }: OpenInterestObservation,
): void {
  const key = instrumentKey(instrument);
  const mark = Math.floor(venueTime / STEP) * STEP;
  if (!history.isOpen(key) || venueTime - mark > NEAR_MARK) return;
  const batch = [Float64Array.of(mark), Float64Array.of(openInterest)];
  history.merge(key, 'open-interest:5m', batch, receivedTime, 'keep');
  if (mark % HOUR === 0) history.merge(key, 'open-interest:1h', batch, receivedTime, 'keep');
}

function until(batch: Batch, latest: Ms): Batch {
  const times = batch[0]!;
  if (times.every((time) => time <= latest)) return batch;
  const kept = [...times.keys()].filter((row) => times[row]! <= latest);
  return batch.map((column) => Float64Array.from(kept, (row) => column[row]!));
}

function onTheHour(batch: Batch): Batch {
  const times = batch[0]!;
  const kept = [...times.keys()].filter((row) => times[row]! % HOUR === 0);
  return batch.map((column) => Float64Array.from(kept, (row) => column[row]!));
}

/** Hours that `bars` covers from their first five minutes on without a hole, among those touched by `times`. */
function hourlyBars(bars: Columns, times: Float64Array): Batch {
  const hours = new Set<Ms>();
  for (const time of times) hours.add(Math.floor(time / HOUR) * HOUR);
  const rows: number[][] = [];
  for (const hour of hours) {
    const [time, open, high, low, close, volume, taker] = bars.view(hour, hour + HOUR - MINUTE) as [
      Float64Array,
      ...Float64Array[],
    ];
    const count = time.length;
    const whole = count === BARS_PER_HOUR || hour + HOUR > (bars.lastTime ?? 0) + STEP;
    if (count === 0 || !whole || time[0] !== hour || time[count - 1]! - hour !== (count - 1) * STEP) continue;
    const sum = (column: Float64Array) => column.reduce((total, value) => total + value, 0);
    rows.push([
      hour,
      open![0]!,
      Math.max(...high!),
      Math.min(...low!),
      close![count - 1]!,
      sum(volume!),
      sum(taker!),
    ]);
  }
  return Array.from({ length: 7 }, (_, column) => Float64Array.from(rows, (row) => row[column]!));
}
