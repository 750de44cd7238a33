/** What traders see of the past: returns in units of their usual size, and how busy it is. */
export interface Signals {
  price: number;
  /** Past hour's and past day's log return over their ordinary standard deviation. */
  hour: number;
  day: number;
  /** Current volatility over the ordinary one. */
  volatilityRatio: number;
  /** Activity by hour of day and weekday, mean 1. */
  season: number;
}

/** Busier in European and American hours, quieter at weekends. */
export function season(time: number): number {
  const hour = (time / 3_600_000) % 24;
  const weekday = Math.floor(time / 86_400_000 + 4) % 7;
  const daily =
    1 +
    0.35 * Math.cos((2 * Math.PI * (hour - 15.5)) / 24) +
    0.12 * Math.cos((4 * Math.PI * (hour - 1)) / 24);
  return daily * (weekday === 0 || weekday === 6 ? 0.75 : 1.08);
}
