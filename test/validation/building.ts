import { DAY } from '../../core/domain/time.ts';
import type { MarketRun } from './market-run.ts';
import type { Period } from './periods.ts';

/** What «building» is worth: how often a flush begins within three days, against all hours without a flush about. */
export interface BuildingScore {
  /** Share of the quiet and building hours spent building. */
  readonly shareOfTime: number;
  readonly flushWithin72h: number;
  readonly usual: number;
  readonly lift: number;
}

export function buildingScore(markets: readonly MarketRun[], { from, to }: Period): BuildingScore {
  let hours = 0;
  let built = 0;
  let followed = 0;
  let builtFollowed = 0;
  for (const { run, truth } of markets) {
    let next = 0;
    run.machines.forEach(({ state }, row) => {
      const time = run.frames.time[row]!;
      if (time < from || time >= to || (state !== 'quiet' && state !== 'building')) return;
      while (next < truth.events.length && truth.events[next]!.start < time) next += 1;
      const isFollowed = next < truth.events.length && truth.events[next]!.start - time <= 3 * DAY;
      hours += 1;
      if (isFollowed) followed += 1;
      if (state !== 'building') return;
      built += 1;
      if (isFollowed) builtFollowed += 1;
    });
  }
  const usual = followed / hours;
  const flushWithin72h = builtFollowed / built;
  return { shareOfTime: built / hours, flushWithin72h, usual, lift: flushWithin72h / usual };
}
