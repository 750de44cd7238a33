/** Unix milliseconds on the clock the context names (a venue's or the user's machine). */
export type Ms = number;

export const SECOND: Ms = 1_000;
export const MINUTE: Ms = 60 * SECOND;
export const HOUR: Ms = 60 * MINUTE;
export const DAY: Ms = 24 * HOUR;

/** Bar lengths the product stores. */
export type BarInterval = '5m' | '1h';

export const INTERVAL_MS: Readonly<Record<BarInterval, Ms>> = { '5m': 5 * MINUTE, '1h': HOUR };
