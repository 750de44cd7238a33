import { NAIVE_RULES, type NaiveRule, type ResetCase, resetCases } from './judge-reset.ts';
import type { MarketRun } from './market-run.ts';
import { CHECKING, TUNING, within, yearsOf } from './periods.ts';
import { auc, balancedAccuracy, dayBlockInterval, type Interval } from './scores.ts';

/** One asking time, some markets and dates. */
export interface ResetScore {
  readonly balancedAccuracy: number;
  readonly interval: Interval;
  readonly auc: number;
  readonly baseRate: number;
  readonly n: number;
  readonly confusion: Confusion;
  /** The state the machine itself showed, counted only where it had seen the flush and given a verdict. */
  readonly machine: { readonly balancedAccuracy: number; readonly n: number };
  readonly naive: Readonly<Record<NaiveRule, number>>;
}

export interface Confusion {
  readonly saidReloadWasReload: number;
  readonly saidReloadWasClean: number;
  readonly saidCleanWasReload: number;
  readonly saidCleanWasClean: number;
}

export interface ResetPart {
  readonly balancedAccuracy4h: number;
  readonly balancedAccuracy24h: number;
  readonly naive: Readonly<Record<string, Readonly<Record<NaiveRule, number>>>>;
  readonly n: number;
  readonly periods: Readonly<Record<string, Readonly<Record<string, ResetScore>>>>;
  readonly perSymbol: Readonly<Record<string, Readonly<Record<string, ResetScore>>>>;
  readonly perYear: Readonly<Record<string, Readonly<Record<string, ResetScore>>>>;
}

interface NamedCase extends ResetCase {
  readonly market: string;
}

export function casesOf(markets: readonly MarketRun[], hoursAfter: number): NamedCase[] {
  return markets.flatMap(({ set, symbol, inputs, truth, run }) =>
    resetCases(inputs, truth, run, hoursAfter).map((each) => ({ ...each, market: `${set}/${symbol}` })),
  );
}

/** Null where there was nothing to ask about. */
export function resetPart(markets: readonly MarketRun[]): ResetPart | null {
  const asked = [4, 24].map((hours) => ({ name: `${hours}h`, cases: casesOf(markets, hours) }));
  if (asked.some(({ cases }) => cases.length === 0)) return null;
  const scores = (keep: (each: NamedCase) => boolean) =>
    Object.fromEntries(asked.map(({ name, cases }) => [name, scoreReset(cases.filter(keep))]));
  const pooled = scores(() => true);
  const all = asked.flatMap(({ cases }) => cases);
  const names = [...new Set(all.map(({ market }) => market))];
  return {
    balancedAccuracy4h: pooled['4h']!.balancedAccuracy,
    balancedAccuracy24h: pooled['24h']!.balancedAccuracy,
    naive: { '4h': pooled['4h']!.naive, '24h': pooled['24h']!.naive },
    n: pooled['4h']!.n,
    periods: { all: pooled, tuning: scores(within(TUNING)), checking: scores(within(CHECKING)) },
    perSymbol: Object.fromEntries(names.map((name) => [name, scores(({ market }) => market === name)])),
    perYear: Object.fromEntries(
      yearsOf(all.map(({ time }) => time)).map((year) => [year.name, scores(within(year))]),
    ),
  };
}

function scoreReset(cases: readonly NamedCase[]): ResetScore {
  const count = (said: boolean, was: boolean) =>
    cases.filter((each) => each.saysReload === said && each.wasReload === was).length;
  const said = cases.map(({ saysReload, wasReload }) => ({ said: saysReload, was: wasReload }));
  const verdicts = cases.filter(({ machine }) => machine === 'clean' || isWarning(machine));
  return {
    balancedAccuracy: balancedAccuracy(said),
    interval: dayBlockInterval(
      cases.map(({ time }) => time),
      (weights) => balancedAccuracy(said, weights),
    ),
    auc: auc(cases.map(({ odds, wasReload, time }) => ({ score: odds, label: wasReload ? 1 : 0, time }))),
    baseRate: cases.filter(({ wasReload }) => wasReload).length / cases.length,
    n: cases.length,
    confusion: {
      saidReloadWasReload: count(true, true),
      saidReloadWasClean: count(true, false),
      saidCleanWasReload: count(false, true),
      saidCleanWasClean: count(false, false),
    },
    machine: {
      balancedAccuracy: balancedAccuracy(
        verdicts.map(({ machine, wasReload }) => ({ said: isWarning(machine), was: wasReload })),
      ),
      n: verdicts.length,
    },
    naive: Object.fromEntries(
      NAIVE_RULES.map((rule) => [
        rule,
        balancedAccuracy(
          cases.flatMap(({ naive, wasReload }) =>
            naive[rule] === null ? [] : { said: naive[rule], was: wasReload },
          ),
        ),
      ]),
    ) as Record<NaiveRule, number>,
  };
}

export function isWarning(state: ResetCase['machine']): boolean {
  return state === 'reloading' || state === 'invalidated' || state === 'trend';
}
