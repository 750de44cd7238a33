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

/** How funding is judged to sit on its own limits. */
export const FUNDING = {
  /** Within this share of the anchor a rate is «at anchor»: the last digit venues print. */
  anchorTolerance: 1e-4,
  /** At this share of the cap a rate is «at cap». */
  capTolerance: 1e-4,
  /** Longest interval a gap between settlements may stand for; a longer gap is a hole in the history. */
  longestIntervalHours: 8,
} as const;

export const VOLATILITY = {
  /** Wilder's own choice, and what chart tools default to. */
  atrBars: 14,
  sigmaHours: 24,
  /** Fewer returns than this share of a full window say nothing about σ. */
  minimumShare: 0.5,
} as const;

export const OPEN_INTEREST = {
  /** A hole in the series longer than this is not bridged (fine and hourly series alike). */
  longestGapHours: 2,
  /** A live value this far from the newest point of its own history is not the same quantity. */
  jump: 0.5,
  /** The newest history point must be this young for the jump check to mean anything. */
  jumpHours: 2,
  /** The integrity check looks at this many hours… */
  integrityHours: 24,
  /** …allows this share of breaching steps (snapshots and bars are not cut at the same instant)… */
  breachShare: 0.02,
  /** …and calls a series frozen when it stood still this long while contracts were traded. */
  frozenHours: 3,
} as const;

/** Direction and leverage parts; each axis' weights add up to one. */
export const CROWDING = {
  direction: { funding: 0.4, premium: 0.2, accounts: 0.25, takers: 0.15 },
  /** Open interest against its own mean carries most of what positioning knows: half of the weight. */
  leverage: { openInterest: 0.5, growth72h: 0.125, growth7d: 0.125, thinness: 0.125, perpSpotVolume: 0.125 },
  /** Excess funding whose tanh is 0.76: 20 % a year on top of interest. */
  fundingScaleApr: 0.2,
  /** The premium clamp of most venues. */
  premiumScale: 0.0005,
  /** Of the daily perp − spot taker imbalance; on `okx-sol-2026-06` 90 % of days lie within ± 5 %. */
  takerScale: 0.05,
  minimumCoverage: 0.5,
  bands: { leaning: 30, crowded: 60, extreme: 80 },
  /** A crowd leans on a level that is at most this many ATR away. */
  intoLevelAtr: 1,
  /** Hourly series older than this say nothing about now. */
  staleHours: 3,
  /** Of the 24 hourly bars of a day, this many must be there. */
  minimumBarsOfDay: 20,
} as const;

export const KEY_LEVELS = {
  /** The round grid's step is the 1-2-5 number nearest to this many ATR. */
  roundStepAtr: 5,
  /** Round numbers listed on each side of mark. */
  roundEachSide: 3,
  /** A swing is the extreme of this many hours before and after. */
  swingHours: 24,
  swingDays: 30,
  /** Stops gather this far beyond a level (Osler 2003, 2005: just beyond round numbers). */
  stopBandAtr: [0.05, 0.3],
  /** Levels closer than this are one level. */
  mergeAtr: 0.1,
  /** A day, week or month needs this share of its bars for its extreme to be its own. */
  minimumShare: 0.9,
} as const;

/** Deductions that lead from A to D; starting points, chosen so that no single weakness alone gives D. */
export const GRADE = {
  /** At most this many deductions keep the grade. */
  upTo: { A: 0, B: 2, C: 4 },
  healthyVenues: { full: 3, some: 2 },
  /** Daily volume / OI outside of this is asleep or washed; liquid perps turn over 0.3…15 times. */
  turnover: { low: 0.05, high: 30, absurd: 100 },
  /** USD within 1 % of mid, both sides. */
  depthUsd: { full: 2_000_000, some: 300_000 },
  coverage: { full: 0.8, some: 0.5 },
  /** A venue under this share of the asset's open interest is small… */
  smallVenueShare: 0.05,
  /** …and more than this share of the volume on small venues is suspect. */
  smallVenueVolume: 0.5,
} as const;

export const SPARKLINE = {
  hours: 24,
  /** Step where five-minute series are there; otherwise one hour. */
  fineStepMinutes: 15,
} as const;
