/**
 * Every threshold and weight of the signals, in one place, each with its reason.
 * `tuned` names where a value was fitted; the rest are the starting points of the design.
 */

/** Windows shared by all signals. */
export const HISTORY = {
  /** Percentiles look at this many days… */
  wantedDays: 30,
  /** …and say «warming up» below this many. */
  minimumDays: 7,
} as const;
