import { lookAheadFindings } from './look-ahead.ts';
import type { MarketHistory } from './market-history.ts';
import { type MarketRun, runMarket } from './market-run.ts';
import { type CrowdingPart, crowdingPart } from './part-crowding.ts';
import { type FlushPart, flushPart } from './part-flush.ts';
import { type MapPart, mapPart } from './part-map.ts';
import { type ResetPart, resetPart } from './part-reset.ts';
import { namedCases, type RiskPart, riskPart } from './part-risk.ts';

export type PartName = 'flush' | 'reset' | 'flushRisk' | 'crowding' | 'map';

/** What `--json` writes. A part that could not be judged is null, and `reasons` says why. */
export interface ValidationReport {
  readonly flush: FlushPart | null;
  readonly reset: ResetPart | null;
  readonly flushRisk: RiskPart | null;
  readonly crowding: CrowdingPart | null;
  readonly map: MapPart | null;
  readonly reasons: Readonly<Partial<Record<PartName, string>>>;
  /** Sets and symbols that were read, with the reason where one could not be judged. */
  readonly markets: readonly {
    readonly set: string;
    readonly symbol: string;
    readonly from: string | null;
    readonly to: string | null;
    readonly trueFlushes: number | null;
    readonly reason: string | null;
  }[];
  /** Cuts at which the past changed when the future was taken away: must be empty. */
  readonly lookAhead: { readonly cuts: number; readonly findings: readonly string[] };
}

export interface Validation {
  readonly report: ValidationReport;
  readonly markets: readonly MarketRun[];
}

export function validate(histories: readonly MarketHistory[]): Validation {
  const runs = histories.map(runMarket);
  const markets = runs.flatMap((market) => market ?? []);
  const reasons: Partial<Record<PartName, string>> = {};
  const part = <T>(name: PartName, reason: string, judge: () => T | null): T | null => {
    const result = markets.length === 0 ? null : judge();
    if (result === null) reasons[name] = markets.length === 0 ? nothingToJudge(histories) : reason;
    return result;
  };
  const events = markets.reduce((sum, { truth }) => sum + truth.events.length, 0);
  const noFlush = events === 0 ? 'no true flush to ask about' : 'no true flush whose following week is known';
  const cases = namedCases(markets);
  return {
    markets,
    report: {
      flush: part('flush', '', () => flushPart(markets)),
      reset: part('reset', noFlush, () => resetPart(markets)),
      flushRisk: part('flushRisk', 'under 14 days of price and open interest before a known day', () =>
        cases.length === 0 ? null : riskPart(markets, cases),
      ),
      crowding: part('crowding', 'no funding, or under 7 days of history', () => crowdingPart(markets)),
      map: part('map', 'no day reached ten bins after 30 days of history', () => mapPart(markets)),
      reasons,
      markets: histories.map(({ set, symbol, reason }, index) => ({
        set,
        symbol,
        from: dateOf(runs[index], 'first'),
        to: dateOf(runs[index], 'last'),
        trueFlushes: runs[index]?.truth.events.length ?? null,
        reason,
      })),
      lookAhead: lookAheadFindings(markets),
    },
  };
}

function nothingToJudge(histories: readonly MarketHistory[]): string {
  return histories.length === 0
    ? 'no file of the folder holds candles, open interest or funding in a known form'
    : 'no set has price and open interest';
}

function dateOf(market: MarketRun | null | undefined, which: 'first' | 'last'): string | null {
  const { time, count } = market?.truth.frames ?? { time: [], count: 0 };
  const at = time[which === 'first' ? 0 : count - 1];
  return at === undefined ? null : new Date(at).toISOString();
}
