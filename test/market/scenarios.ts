/** Extra entries by one crowd, in minutes from the live moment. */
export interface Crowd {
  readonly from: number;
  readonly to: number;
  /** Open interest opened per day, as a share of the usual open interest. */
  readonly pace: number;
  readonly longShare: number;
  /** Multiplies the median leverage. */
  readonly leverage: number;
  /** Share that waits for its price instead of taking it. */
  readonly patient: number;
}

/** A large trader with a limit: trades while the price is on the good side of it. */
interface Programme {
  readonly from: number;
  readonly to: number;
  readonly market: 'spot' | 'perp';
  readonly side: 1 | -1;
  /** Usual depth within 1 % traded per hour. */
  readonly depthsPerHour: number;
  /** Limit as a fraction from the price at the live moment; sells above it, buys below it. */
  readonly limit: number;
  /** Stops once the crowd is out: open interest below this share of what it was at the live moment. */
  readonly untilOpenInterest?: number;
}

interface ScenarioPhase {
  readonly name: string;
  readonly from: number;
  readonly to: number;
  readonly expect: string;
}

/** Parameters of a market, never prices. */
export interface Scenario {
  readonly name: string;
  readonly says: string;
  readonly asset: string;
  readonly crowds: readonly Crowd[];
  readonly programmes: readonly Programme[];
  /** Basis traders' appetite: share of open interest they would hold at a premium of 0.1 %. */
  readonly hedgerCapacity: number;
  /** Scales depth against open interest. */
  readonly depthFactor: number;
  /** Sentiment of unhurried traders, logit of going long. */
  readonly lean: number;
  readonly phases: readonly ScenarioPhase[];
}

const HOURS = 60;
const base: Omit<Scenario, 'name' | 'says'> = {
  asset: 'BTC',
  crowds: [],
  programmes: [],
  hedgerCapacity: 0.1,
  depthFactor: 1,
  lean: 0,
  phases: [],
};

const longCrowd: Crowd[] = [
  { from: -60 * HOURS, to: -4 * HOURS, pace: 0.28, longShare: 0.85, leverage: 2.4, patient: 0.5 },
  { from: -4 * HOURS, to: 12, pace: 1, longShare: 0.88, leverage: 4.5, patient: 0.6 },
];

const building = (to: number): ScenarioPhase => ({
  name: 'building',
  from: -60 * HOURS,
  to,
  expect: 'open interest and premium rise, longs crowd in with growing leverage',
});

const breakDown: Programme = {
  from: 6,
  to: 100,
  market: 'spot',
  side: -1,
  depthsPerHour: 15,
  limit: -0.1,
  untilOpenInterest: 0.84,
};

export const SCENARIOS: Readonly<Record<string, Scenario>> = {
  calm: { ...base, name: 'calm', says: 'ordinary days' },
  'crowded-long': {
    ...base,
    name: 'crowded-long',
    says: 'longs crowd in and nothing breaks them on purpose',
    crowds: [
      ...longCrowd,
      { from: 12, to: 24 * HOURS, pace: 0.05, longShare: 0.85, leverage: 2.5, patient: 0.4 },
    ],
    phases: [building(24 * HOURS)],
  },
  'flush-then-clean': {
    ...base,
    name: 'flush-then-clean',
    says: 'a crowd breaks, spot buyers lift the price, leverage stays away',
    crowds: longCrowd,
    programmes: [
      breakDown,
      { from: 100, to: 14 * HOURS, market: 'spot', side: 1, depthsPerHour: 0.5, limit: -0.015 },
    ],
    phases: [
      building(10),
      { name: 'flush', from: 10, to: 90, expect: 'price ≤ −5 %, open interest ≤ −10 %' },
      {
        name: 'cooling',
        from: 90,
        to: 5 * HOURS,
        expect: 'depth returns, funding falls to its anchor or below',
      },
      { name: 'clean', from: 5 * HOURS, to: 24 * HOURS, expect: 'spot leads up, open interest stays low' },
    ],
  },
  'flush-then-reload': {
    ...base,
    name: 'flush-then-reload',
    says: 'a crowd breaks and a new one comes back before the price does',
    crowds: [
      ...longCrowd,
      { from: 120, to: 6 * HOURS, pace: 2, longShare: 0.65, leverage: 1.5, patient: 0.75 },
    ],
    programmes: [
      breakDown,
      { from: 100, to: 12 * HOURS, market: 'spot', side: -1, depthsPerHour: 2, limit: -0.04 },
    ],
    phases: [
      building(10),
      { name: 'flush', from: 10, to: 90, expect: 'price ≤ −5 %, open interest ≤ −10 %' },
      { name: 'cooling', from: 90, to: 150, expect: 'no new flush bars, depth returns' },
      {
        name: 'reload',
        from: 150,
        to: 6 * HOURS,
        expect: 'open interest regains half of its drop before price regains half of its move',
      },
    ],
  },
  'trend-breakdown': {
    ...base,
    name: 'trend-breakdown',
    says: 'the flush becomes a trend: spot keeps selling, open interest keeps falling',
    crowds: longCrowd,
    programmes: [
      breakDown,
      { from: 80, to: 30 * HOURS, market: 'spot', side: -1, depthsPerHour: 0.9, limit: -0.25 },
    ],
    phases: [
      building(10),
      { name: 'flush', from: 10, to: 90, expect: 'price ≤ −5 %, open interest ≤ −10 %' },
      {
        name: 'trend',
        from: 90,
        to: 30 * HOURS,
        expect: 'lower lows, spot sells along, open interest falls on',
      },
    ],
  },
  'short-squeeze': {
    ...base,
    name: 'short-squeeze',
    says: 'shorts crowd in and are squeezed',
    // Shorts start from a higher leverage, so the same crowd needs a smaller factor.
    crowds: longCrowd.map((crowd) => ({
      ...crowd,
      longShare: 1 - crowd.longShare,
      leverage: crowd.leverage * 0.5,
    })),
    programmes: [{ ...breakDown, side: 1, limit: 0.1 }],
    phases: [
      { ...building(10), expect: 'open interest rises, premium falls below zero, shorts crowd in' },
      { name: 'squeeze', from: 10, to: 90, expect: 'price ≥ +5 %, open interest ≤ −10 %' },
      { name: 'cooling', from: 90, to: 12 * HOURS, expect: 'funding returns to its anchor' },
    ],
  },
  'thin-alt': {
    ...base,
    name: 'thin-alt',
    says: 'a small coin: little depth under much open interest',
    asset: 'PEPE',
    crowds: longCrowd,
    programmes: [{ ...breakDown, limit: -0.16 }],
    phases: [
      building(10),
      {
        name: 'flush',
        from: 10,
        to: 90,
        expect: 'price ≤ −9 %, insurance is used, positions are deleveraged',
      },
      { name: 'after', from: 90, to: 24 * HOURS, expect: 'depth returns slowly' },
    ],
  },
  'flush-at-anchor-funding': {
    ...base,
    name: 'flush-at-anchor-funding',
    says: 'crowded, yet basis traders keep the premium inside the dampener',
    crowds: longCrowd,
    programmes: [breakDown],
    hedgerCapacity: 1.2,
    phases: [
      { ...building(10), expect: 'open interest rises while funding prints its anchor' },
      { name: 'flush', from: 10, to: 90, expect: 'price ≤ −5 %, open interest ≤ −10 %' },
      { name: 'cooling', from: 90, to: 12 * HOURS, expect: 'open interest stays low' },
    ],
  },
};
