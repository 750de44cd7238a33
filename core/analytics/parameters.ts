import { DAY, HOUR, MINUTE } from '../domain/time.ts';

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

export const LIQUIDATION_MAP = {
  leverage: {
    levels: [3, 5, 10, 20, 25, 50, 75, 100],
    /**
     * Shares of notional at each level; a level stands for all leverage between the geometric midpoints to its
     * neighbours (from 1×), log-uniform within. Solved as the law nearest (least relative entropy) to a log-normal
     * for each side that meets five measured quantiles of isolated positions on an on-chain venue: both sides
     * together median 8.3×, p75 18.5×, p90 48×; median distance to liquidation 22 % for longs (4.39× at 1 %
     * maintenance) and 8 % for shorts (11.0×). Longs are held with less leverage than shorts.
     */
    longWeights: [0.476, 0.118, 0.151, 0.072, 0.043, 0.047, 0.028, 0.065],
    shortWeights: [0.135, 0.164, 0.314, 0.17, 0.09, 0.074, 0.029, 0.024],
  },
  /** Margin top-ups, fees and funding move a liquidation by this share of its distance. */
  smear: 0.15,
  /** A smeared level is cut into steps no wider than this (log price): wiping is exact to half a step. */
  smearStep: 0.01,
  /** Cohort sizes are unknown: the tier is that of a position of this many USD, the order of the mean large one. */
  representativeNotional: 100_000,
  /** Maximum leverage where a venue does not state it: what most altcoins get. */
  assumedMaxLeverage: 50,
  /** Grid of entry prices, in log price; also the narrowest reported bin. */
  binWidth: 0.001,
  /** Entries kept at most: ± 2.8× around the mark. Beyond it nothing is near its liquidation. */
  maxBins: 2_048,
  /** Reported bins are this many ATR wide (whole multiples of `binWidth`). */
  binAtr: 0.2,
  /** Losers are held longer than winners (disposition effect): their exit rate against winners'. */
  losingExitRate: 0.67,
  /** Positions are replaced at the present price even while open interest stands still. */
  halfLifeDays: 10,
  /** Open interest older than the history is laid over this many days, by volume. */
  seedDays: 30,
  /**
   * Part of the drawn likelihood that is laid anew by the time price stayed in a bin. On the tuning years a tenth to
   * a quarter does best (0.0030 bits; 0.0017 without); in the simulated market each tenth costs a seventh of what the
   * map knows of true liquidation levels. So a tenth…
   */
  dwellWeight: 0.1,
  /** …among the bins this far around it, in log price: half of the reach. */
  dwellReach: 0.05,
  /** «Near» in shares and clusters: this fraction either side of mark. */
  reach: 0.1,
  /**
   * A peak counts when it stands out by this many median bins of its side. Tuned on BTC, SOL and LTC, 2023-2024: the
   * smeared map is smooth, and the 2 it started from left a side without any cluster in four of five moments; a
   * quarter leaves none without and gives two or three a side.
   */
  prominence: 0.25,
  /** A band ends this far up between the saddle and the peak. */
  shoulder: 0.5,
  /** Clusters reported for each side. */
  clustersPerSide: 6,
  /** One sample of the nearest shares each so many hours feeds the percentile. */
  historyStepHours: 8,
  /** Above this share of unusable steps in the past half-life the open interest is called degraded. */
  degradedShare: 0.05,
} as const;

/** The map over time, for the long look. */
export const HEAT = {
  /** A column each hour over the last week, each four hours before. */
  fineHours: 1,
  fineDays: 7,
  coarseHours: 4,
  keptDays: 30,
} as const;

/** How the map is judged on the user's own pairs (`map-score.ts`). */
export const MAP_SCORE = {
  /** A forecast holds this long; price rarely goes farther than the near clusters in it. */
  forecastHours: 4,
  /** Distance classes, in mean hourly ranges. */
  distances: [1, 2, 4],
  /** A fall as large as in this share of the bars before it counts. */
  largeDropShare: 0.1,
  /** Of at most so many bars, and never of fewer than that. */
  rankedBars: 336,
  leastRankedBars: 100,
  /** The assumed starting positions say nothing: this many days of the map come first. */
  minimumDays: 7,
  neededVisits: 50,
  keptDays: 90,
} as const;

export const CASCADE = {
  /** Today's depth, its median and its 90th percentile loss in cascades (3.4× and 17× thinner). */
  survivals: [1, 1 / 3.4, 1 / 17],
  /** Typical growth of cumulative depth, used when too little of the book is seen to fit it. */
  kappa: 1.16,
  /** Fitted exponents outside of this come from spoofed or truncated books. */
  kappaRange: [0.5, 2.5],
  /** Fewer price levels than this make no fit. */
  minimumLevels: 5,
  /** The exponent is fitted only where the farthest level is this many times farther than the nearest. */
  minimumSpan: 3,
  /** A slip within half an hour's usual range passes as noise: the book absorbed it. */
  absorbedAtr: 0.5,
  /** The same where ATR is unknown: half the hourly range of the large coins (0.5 %). */
  absorbedSlip: 0.0025,
  /** Nothing falls below zero: slips end here. */
  largestSlip: 0.99,
} as const;

/** What a flush is, and when a running day is called one. */
export const FLUSH = {
  /** The definition: open interest falls this far within 24 h… */
  openInterestDrop: 0.1,
  /** …while price strays at least this far, or this many daily σ, from where it was. */
  strayFloor: 0.05,
  straySigmas: 1.5,
  /** A day that has come less far than this towards both is never called… */
  leastProgress: 0.5,
  /**
   * …and from there on when the odds that it completes are this high. Tuned: the lowest odds at which two calls in
   * three of the tuning years were right; lower ones come earlier and are wrong more often (curve in the report).
   */
  completionOdds: 0.44,
  /** Before seven days of history there are no odds: then this share of the definition is enough. */
  progressWhileNew: 0.85,
  /** On bars of up to this length a fast move is called before the day's figures show it. */
  fast: {
    longestBarMs: 5 * MINUTE,
    windowMs: 15 * MINUTE,
    move: 0.03,
    sigmas: 3,
    dropMs: 5 * MINUTE,
    openInterestDrop: 0.005,
    /** Of the day's peak: without it, 8 of 8 fast calls in the quiet five-minute months of 2026 were false. */
    leastFall: 0.04,
  },
  /** Open interest this much lower than at the last flush bar makes another one. */
  flushBarDrop: 0.01,
  /** After it has cooled, this much lower is another leg of it. */
  resumeDrop: 0.03,
  /** Larger hourly changes count as this large in open interest's own σ: they are mostly changes of unit. */
  hourlyChangeCap: 0.1,
  /** Mark and open interest older than this are not «now». */
  liveMaxAgeMs: 10 * MINUTE,
} as const;

/** The risk model's frame; its fitted weights are in `fitted-models.ts`. */
export const FLUSH_RISK = {
  /** Price and open interest of this many days before anything is said. */
  minimumDays: 14,
  /** Hours calmer than this share of the month's σ count as this calm. */
  leastVolatilityRatio: 0.05,
  /** Excess funding beyond 100 % a year says no more (tuned: a cap beat tanh, log and root on held-out blocks). */
  fundingCapApr: 1,
  /** «Usual» is the mean of the pair's own predictions, one each so many hours, over 30 days. */
  usualStepHours: 4,
} as const;

/** The reset machine: when it moves, and what its checklist asks. */
export const RESET = {
  building: {
    openInterestRank: 0.5,
    heatRank: 0.7,
    /** Leverage that was paid up for stays dangerous this long after both ranks were last there. */
    lastsMs: 12 * HOUR,
  },
  /** A flush has ended after this long without a new flush bar, or two bars where bars are longer. */
  quietMs: 15 * MINUTE,
  /** A book that stays thin holds the flush open no longer than this. */
  longestWaitForDepthMs: 2 * HOUR,
  /** A verdict before this is a guess. */
  verdictAfterMs: 4 * HOUR,
  /** The verdict is about the following seven days. */
  verdictLastsMs: 7 * DAY,
  /** Reload odds from which the verdict is «reloading». */
  reloadAt: 0.5,
  /** A verdict changes only when the odds pass the line by this much. */
  hysteresis: 0.1,
  slowRebuild: 0.3,
  /** Funding has cooled at this share of what it was, or at its usual size. */
  fundingCooledTo: 0.5,
  usualRank: 0.5,
  fundingInvalidRank: 0.8,
  /** A settled rate holds for one interval of at most eight hours, and venues print late. */
  rateMaxAgeHours: 10,
  spotHours: 4,
  spotUsualDays: 7,
  spotLeastShare: 0.75,
  depthBack: 0.8,
  leastDepthSamples: 12,
  depthMaxAgeMs: 15 * MINUTE,
  reclaimHours: 4,
  keptTransitions: 40,
  keptFlushes: 12,
} as const;
