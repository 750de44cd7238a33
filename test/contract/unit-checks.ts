import type { Observation } from '../../core/domain/observation.ts';
import { isInverse } from './known-instruments.ts';

/** A disagreement, and whose it is: ours, or the sample's with itself. */
export interface UnitFinding {
  readonly ours: boolean;
  readonly detail: string;
}

const TOLERANCE = 0.01;

type Row = Readonly<Record<string, unknown>>;

const isNumeric = (value: unknown): value is string | number =>
  (typeof value === 'number' || (typeof value === 'string' && value.trim() !== '')) &&
  Number.isFinite(Number(value));

const near = (a: number, b: number) => Math.abs(a - b) <= TOLERANCE * Math.max(Math.abs(a), Math.abs(b));

/** All objects and candle arrays of an answer. */
function rowsIn(value: unknown): { objects: Row[]; arrays: unknown[][] } {
  const objects: Row[] = [];
  const arrays: unknown[][] = [];
  const walk = (inner: unknown) => {
    if (Array.isArray(inner)) {
      if (inner.length >= 6 && inner.every((one) => isNumeric(one) || one === '')) arrays.push(inner);
      else inner.forEach(walk);
    } else if (typeof inner === 'object' && inner !== null) {
      objects.push(inner as Row);
      Object.values(inner).forEach(walk);
    }
  };
  walk(value);
  return { objects, arrays };
}

/** Column of a candle array that holds the turnover in quote units, of inverse contracts that in coins. */
const TURNOVER_COLUMN: Readonly<Record<string, number>> = {
  'binance-coinm': 7,
  'bybit-inverse': 6,
  'okx-inverse': 6,
  'binance-usdm': 7,
  'bybit-linear': 6,
  'okx-swap': 7,
};

/** Turnover ÷ volume must be a price the bar saw. When no column of the row fits, the row is at odds with itself. */
function candleFindings(
  observation: Extract<Observation, { kind: 'candles' }>,
  arrays: readonly unknown[][],
): UnitFinding[] {
  const column = TURNOVER_COLUMN[observation.venue];
  if (column === undefined) return [];
  return observation.rows.flatMap((row) => {
    const raw = arrays.find((one) => Number(one[0]) === row.openTime && near(Number(one[4]), row.close));
    const turnover = Number(raw?.[column] ?? 0);
    if (raw === undefined || !(turnover > 0) || row.volume === 0) return [];
    const fits = (volume: number) => {
      const price = isInverse(observation.venue) ? volume / turnover : turnover / volume;
      return price >= row.low * (1 - TOLERANCE) && price <= row.high * (1 + TOLERANCE);
    };
    if (fits(row.volume)) return [];
    // Rows name no contract: one whose dollars are not its contracts × their size is a linear contract's.
    const isOthers = observation.venue === 'okx-inverse' && !near(Number(raw[7]), row.volume);
    const ours = !isOthers && raw.slice(5).some((one) => isNumeric(one) && fits(Number(one)));
    return [{ ours, detail: `turnover ${turnover} ÷ volume ${row.volume} is no price of its bar` }];
  });
}

/** Open interest × mark must be its stated value. */
function openInterestFindings(observations: readonly Observation[], objects: readonly Row[]): UnitFinding[] {
  return observations.flatMap((one) => {
    if (one.kind !== 'open-interest' || one.openInterestValue === null) return [];
    const price = observations.find(
      (other) =>
        other.kind === 'price' && other.venueSymbol === one.venueSymbol && other.venueTime === one.venueTime,
    );
    if (price?.kind !== 'price') return [];
    if (isInverse(one.venue)) return inverseInterestFindings(price.markPrice, objects);
    if (near(one.openInterest * price.markPrice, one.openInterestValue)) return [];
    const raw = objects.flatMap((row) =>
      isNumeric(row.openInterest) && isNumeric(row.openInterestValue)
        ? [near(Number(row.openInterest) * price.markPrice, Number(row.openInterestValue))]
        : [],
    );
    const detail = `open interest ${one.openInterest} × mark ${price.markPrice} is not ${one.openInterestValue}`;
    return [{ ours: raw.some(Boolean), detail }];
  });
}

/** USD of contracts ÷ their value in coins must be the mark: a sample where it is not speaks of other units. */
function inverseInterestFindings(mark: number, objects: readonly Row[]): UnitFinding[] {
  return objects.flatMap((row) => {
    const [dollars, coins] = [Number(row.openInterest), Number(row.openInterestValue)];
    if (!(dollars > 0) || !(coins > 0) || near(dollars / coins, mark)) return [];
    return [{ ours: false, detail: `open interest ${dollars} ÷ ${coins} coins is not the mark ${mark}` }];
  });
}

/** 24 h turnover ÷ volume must lie between the day's low and high; of inverse contracts turnover ÷ coins. */
function volumeFindings(
  objects: readonly Row[],
  quoteVolume24h: number,
  isOfDollars: boolean,
): UnitFinding[] {
  return objects.flatMap((row) => {
    const coins = [row.baseVolume, row.turnover24h].find(isNumeric);
    const volume = isOfDollars ? coins : [row.volume24h, row.volume].find(isNumeric);
    const low = [row.lowPrice24h, row.lowPrice].find(isNumeric);
    const high = [row.highPrice24h, row.highPrice].find(isNumeric);
    if (volume === undefined || low === undefined || high === undefined || Number(volume) === 0) return [];
    const average = quoteVolume24h / Number(volume);
    const fits = average >= Number(low) * (1 - TOLERANCE) && average <= Number(high) * (1 + TOLERANCE);
    if (fits) return [];
    if (isOfDollars)
      return [{ ours: false, detail: `${quoteVolume24h} USD ÷ ${volume} coins is no price of the day` }];
    const turnovers = [row.quoteVolume, row.turnover24h].filter(isNumeric).map(Number);
    const ours = !turnovers.some((turnover) => near(turnover, quoteVolume24h));
    return [{ ours, detail: `turnover ${quoteVolume24h} ÷ volume ${volume} lies outside ${low}…${high}` }];
  });
}

/** Ratios stated beside their parts must agree with them. */
function seriesFindings(
  observation: Extract<Observation, { kind: 'series' }>,
  objects: readonly Row[],
): UnitFinding[] {
  return observation.rows.flatMap(({ time, value }) =>
    objects
      .filter((row) => Number(row.timestamp) === time)
      .flatMap((row) => {
        if (observation.series === 'long-short-account-ratio' && isNumeric(row.longShortRatio)) {
          const stated = Number(row.longShortRatio);
          const parts = Number(row.longAccount) / Number(row.shortAccount);
          if (near(stated, value)) return [];
          return [{ ours: near(stated, parts), detail: `ratio ${value} where ${stated} is stated` }];
        }
        if (observation.series === 'taker-imbalance' && isNumeric(row.buySellRatio)) {
          const ratio = Number(row.buySellRatio);
          const implied = (ratio - 1) / (ratio + 1);
          if (Math.abs(implied - value) <= TOLERANCE) return [];
          const consistent = near(ratio, Number(row.buyVol) / Number(row.sellVol));
          return [{ ours: consistent, detail: `imbalance ${value} where ${ratio} buys per sell are stated` }];
        }
        return [];
      }),
  );
}

/** Value ≈ base × price within 1 % wherever an answer carries both, and stated ratios against their parts. */
export function checkUnits(payload: unknown, observations: readonly Observation[]): UnitFinding[] {
  const { objects, arrays } = rowsIn(payload);
  return [
    ...openInterestFindings(observations, objects),
    ...observations.flatMap((one) => {
      if (one.kind === 'candles') return candleFindings(one, arrays);
      if (one.kind === 'series') return seriesFindings(one, objects);
      if (one.kind === 'volume')
        return volumeFindings(
          objects.filter((row) => isAbout(row, one)),
          one.quoteVolume24h,
          isInverse(one.venue) && one.market === 'perp',
        );
      return [];
    }),
  ];
}

function isAbout(row: Row, { venueSymbol }: Observation): boolean {
  return row.symbol === undefined || row.symbol === venueSymbol;
}
