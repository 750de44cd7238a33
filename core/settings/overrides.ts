import type { Settings, Thresholds } from './settings.ts';

/** The thresholds of one symbol: the common ones, and its own where it has them. */
export function thresholdsOf({ thresholds, watchlist }: Settings, key: string): Thresholds {
  const own = watchlist.find((row) => row.key === key)?.thresholds;
  return own === undefined ? thresholds : { ...thresholds, ...own };
}
