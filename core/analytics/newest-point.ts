import { count } from '../domain/clause.ts';
import type { MarketInputs } from '../domain/market-inputs.ts';
import { isKnown, type Measured, missing } from '../domain/measured.ts';
import type { PointSeries } from '../domain/series.ts';
import { HOUR } from '../domain/time.ts';
import { CROWDING } from './parameters.ts';
import { computed } from './provenance.ts';

/** The newest point of an hourly series as a value of now; missing once it is too old for that. */
export function newestPoint(
  inputs: MarketInputs,
  series: Measured<PointSeries> | PointSeries | null,
  source = inputs.instrument.venue,
): Measured {
  if (series === null) return missing('not-yet', 'noHistory');
  const points = 'time' in series ? series : isKnown(series) ? series.value : series;
  if (!('time' in points)) return points;
  const last = points.time.length - 1;
  if (last < 0) return missing('too-few', 'noHistory');
  const age = inputs.marketTime - points.time[last]!;
  if (age > CROWDING.staleHours * HOUR) return missing('stale', 'newestOld', count(Math.floor(age / HOUR)));
  return computed(inputs, points.value[last]!, points.time[last]!, source);
}
