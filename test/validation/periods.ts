import type { Ms } from '../../core/domain/time.ts';

/** Models and thresholds may look at dates before this, and at none after it. */
export const TUNING_END: Ms = Date.UTC(2023, 6, 1);

export interface Period {
  readonly name: string;
  readonly from: Ms;
  readonly to: Ms;
}

export const ALL: Period = {
  name: 'all',
  from: Number.NEGATIVE_INFINITY,
  to: Number.POSITIVE_INFINITY,
};
export const TUNING: Period = { name: 'tuning', from: Number.NEGATIVE_INFINITY, to: TUNING_END };
export const CHECKING: Period = { name: 'checking', from: TUNING_END, to: Number.POSITIVE_INFINITY };

export function within({ from, to }: Period): (each: { readonly time: Ms }) => boolean {
  return ({ time }) => time >= from && time < to;
}

/** The calendar years (UTC) that any of `times` lies in. */
export function yearsOf(times: readonly Ms[]): Period[] {
  const years = [...new Set(times.map((time) => new Date(time).getUTCFullYear()))].sort();
  return years.map((year) => ({ name: String(year), from: Date.UTC(year, 0), to: Date.UTC(year + 1, 0) }));
}
