import { flushRisk } from '../../core/analytics/flush-risk.ts';
import type { MarketInputs } from '../../core/domain/market-inputs.ts';
import { DAY, type Ms } from '../../core/domain/time.ts';
import { cutInputs } from './cut-inputs.ts';
import type { MarketRun } from './market-run.ts';
import { type RunOnline, riskFeaturesOf, runOnline } from './online-run.ts';
import { seeded } from './scores.ts';

const CUTS_PER_MARKET = 2;
/** A cut is checked on this much past, with this much future taken away. */
const PAST_DAYS = 60;
const FUTURE_DAYS = 30;

/** Runs cut markets again: whatever was said up to the cut must be said again, word for word. */
export function lookAheadFindings(markets: readonly MarketRun[]): {
  cuts: number;
  findings: string[];
} {
  const random = seeded(7);
  const findings: string[] = [];
  let cuts = 0;
  for (const { set, symbol, inputs, run } of markets) {
    for (let cut = 0; cut < CUTS_PER_MARKET; cut += 1) {
      const { time, count } = run.frames;
      const at = time[Math.floor((0.2 + 0.8 * random()) * (count - 1))]!;
      cuts += 1;
      const around = cutInputs(inputs, at + FUTURE_DAYS * DAY, PAST_DAYS + FUTURE_DAYS);
      const difference = firstDifference(presentless(around, inputs), at);
      if (difference !== null) findings.push(`${set}/${symbol}: ${difference}`);
    }
  }
  return { cuts, findings };
}

/**
 * What `run` says of `inputs` up to `at`, with and without the future after it: the first difference in words, or null.
 */
export function firstDifference(inputs: MarketInputs, at: Ms, run: RunOnline = runOnline): string | null {
  const whole = run(inputs);
  const cutMarket = presentless(cutInputs(inputs, at), inputs);
  const cut = run(cutMarket);
  const said = (of: typeof whole) =>
    of.announcements
      .filter(({ time }) => time <= at)
      .map(
        ({ time, from, to, because }) =>
          `${new Date(time).toISOString()} ${from} → ${to}: ${JSON.stringify(because)}`,
      );
  const [full, short] = [said(whole), said(cut)];
  for (let index = 0; index < Math.max(full.length, short.length); index += 1) {
    if (full[index] !== short[index]) {
      return `«${full[index] ?? 'nothing'}» with the future, «${short[index] ?? 'nothing'}» without it`;
    }
  }
  const row = cut.frames.count - 1;
  const [before, after] = [
    riskFeaturesOf(inputs, whole.frames)(row),
    riskFeaturesOf(cutMarket, cut.frames)(row),
  ];
  const odds = [before, after].map((features) => features && flushRisk(features).probability);
  return odds[0] === odds[1] ? null : `flush risk ${odds[0]} with the future, ${odds[1]} without it`;
}

/** Settled figures only, as in the whole history: a cut has no live present. */
function presentless(cut: MarketInputs, { markPrice, openInterest, funding }: MarketInputs): MarketInputs {
  return { ...cut, markPrice, openInterest, funding };
}
