import { aimsOf, isReached } from './aims.ts';
import type { FlushScoreWithIntervals } from './judge-flush.ts';
import { RULERS } from './judge-map.ts';
import { NAIVE_RULES } from './judge-reset.ts';
import { figure, percent, table, withInterval } from './markdown.ts';
import type { ResetScore } from './part-reset.ts';
import type { PartName, ValidationReport } from './validate.ts';

export function marketSection({ markets, lookAhead }: ValidationReport): string {
  const rows = markets.map(({ set, symbol, from, to, trueFlushes, reason }) => [
    set,
    symbol,
    from === null ? '–' : `${from.slice(0, 10)} … ${to!.slice(0, 10)}`,
    trueFlushes === null ? '–' : String(trueFlushes),
    reason ?? '',
  ]);
  const found =
    lookAhead.findings.length === 0 ? 'nothing said before the cut changed' : lookAhead.findings.join('; ');
  return `## What was read

${table(['set', 'symbol', 'dates', 'true flushes', 'not judged because'], rows)}

Look-ahead check: ${lookAhead.cuts} markets cut at a random hour with 30 days of future taken away: ${found}.`;
}

/** Every aim beside what was measured. */
export function aimsSection(report: ValidationReport): string {
  const word = { true: 'yes', false: '**no**', null: '–' };
  const cell = (id: string, value: number) => {
    if (id === 'map-bits') return figure(value, 4);
    return id === 'risk-calibration' ? percent(value, 2) : figure(value);
  };
  return `## The aims

${table(
  ['claim', 'aim', 'all dates', 'tuning years', 'checking year', 'reached (tuning)', 'reached (checking)'],
  aimsOf(report).map((aim) => [
    aim.claim,
    aim.sense === 'above'
      ? `above ${cell(aim.id, aim.goal)} (checking: ${cell(aim.id, aim.goalChecking)})`
      : `${aim.sense} ${cell(aim.id, aim.goal)}`,
    cell(aim.id, aim.all),
    cell(aim.id, aim.tuning),
    cell(aim.id, aim.checking),
    word[`${isReached(aim, aim.tuning)}`],
    word[`${isReached({ ...aim, goal: aim.goalChecking }, aim.checking)}`],
  ]),
)}`;
}

export function flushSection({ flush, reasons }: ValidationReport): string {
  if (flush === null) return notJudged('Flush detection', 'flush', reasons);
  const row = (name: string, score: FlushScoreWithIntervals) => [
    name,
    withInterval(score.intervals.recall, 2),
    withInterval(score.intervals.precision, 2),
    figure(score.falsePerMonth, 2),
    withInterval(score.intervals.shareDone, 2),
    String(score.events),
    String(score.detections),
  ];
  const rows = (scores: Readonly<Record<string, FlushScoreWithIntervals>>, prefix = '') =>
    Object.entries(scores).map(([name, score]) => row(`${prefix}${name}`, score));
  return `## Flush detection

Recall ${figure(flush.recall, 2)}, precision ${figure(flush.precision, 2)}, ${figure(flush.shareDone, 2)} of the open interest drop already done at the median detection.

${table(
  ['', 'recall', 'precision', 'false a symbol-month', 'share done', 'events', 'detections'],
  [
    row('all', flush),
    ...rows(flush.periods),
    ...Object.entries(flush.plainRules).flatMap(([name, scores]) => rows(scores, `plain rule ${name}, `)),
    ...rows(flush.perSymbol),
    ...rows(flush.perYear),
  ],
)}`;
}

export function resetSection({ reset, reasons }: ValidationReport): string {
  if (reset === null) return notJudged('Reset verdict', 'reset', reasons);
  const row = (name: string, hours: string, score: ResetScore) => [
    name,
    hours,
    withInterval(score.interval, 2),
    figure(score.auc, 2),
    ...NAIVE_RULES.map((rule) => figure(score.naive[rule], 2)),
    `${figure(score.machine.balancedAccuracy, 2)} (${score.machine.n})`,
    percent(score.baseRate, 0),
    String(score.n),
  ];
  const rows = (groups: Readonly<Record<string, Readonly<Record<string, ResetScore>>>>) =>
    Object.entries(groups).flatMap(([name, scores]) =>
      Object.entries(scores).map(([hours, score]) => row(name, hours, score)),
    );
  const confusion = Object.entries(reset.periods).flatMap(([name, scores]) =>
    Object.entries(scores).map(([hours, { confusion: counts }]) => [
      name,
      hours,
      String(counts.saidReloadWasReload),
      String(counts.saidReloadWasClean),
      String(counts.saidCleanWasReload),
      String(counts.saidCleanWasClean),
    ]),
  );
  return `## Reset verdict

Balanced accuracy of «reload» against «clean», 4 h and 24 h after the window of every true flush. «State shown» is the same for what the machine itself showed, where it had seen the flush and given a verdict. Naive rules: reload when funding is above its anchor, when price is not half back, when 30 % of the drop is rebuilt, and the starting point of the design (half the leverage back before half the price).

${table(
  [
    '',
    'asked',
    'accuracy',
    'AUC',
    'funding',
    'price',
    'rebuilt',
    'leverage before price',
    'state shown (n)',
    'reloads',
    'n',
  ],
  [...rows(reset.periods), ...rows(reset.perSymbol), ...rows(reset.perYear)],
)}

${table(
  ['', 'asked', 'said reload, was', 'said reload, was clean', 'said clean, was reload', 'said clean, was'],
  confusion,
)}`;
}

export function riskSection({ flushRisk: risk, reasons }: ValidationReport): string {
  if (risk === null) return notJudged('Flush risk', 'flushRisk', reasons);
  const periods = Object.entries(risk.periods);
  const features = Object.keys(periods[0]![1].baselines);
  const plain = Object.entries({ ...risk.groups, ...risk.perSymbol, ...risk.perYear });
  const { shareWarned, medianHours, shareOfBars } = risk.leadTime;
  return `## Flush risk

${table(
  [
    '',
    'AUC',
    'AUC given a shock',
    'of the plain probability',
    'calibration error',
    'given a shock',
    'said',
    'seen',
    'bars',
    'shocks',
  ],
  periods.map(([name, score]) => [
    name,
    withInterval(score.auc),
    withInterval(score.aucGivenShock),
    figure(score.aucOfProbabilityGivenShock),
    percent(score.ece, 2),
    percent(score.eceGivenShock, 2),
    percent(score.meanProbability, 2),
    percent(score.baseRate, 2),
    String(score.n),
    String(score.shocks),
  ]),
)}

Each feature alone, in its better direction, and by how much the model's AUC is above it:

${table(
  ['feature', ...periods.flatMap(([name]) => [name, 'model above it by'])],
  features.map((feature) => [
    feature,
    ...periods.flatMap(([, { baselines }]) => [
      figure(baselines[feature]!.auc),
      withInterval(baselines[feature]!.gain),
    ]),
  ]),
)}

${table(
  ['', 'AUC', 'AUC given a shock', 'best single feature', 'calibration error', 'seen', 'bars'],
  plain.map(([name, score]) => [
    name,
    withInterval(score.auc),
    withInterval(score.aucGivenShock),
    `${score.bestSingle.feature} ${figure(score.bestSingle.auc)}`,
    percent(score.ece, 2),
    percent(score.baseRate, 2),
    String(score.n),
  ]),
)}

Reliability (ten bins of equal size):

${table(
  ['bin', ...periods.flatMap(([name]) => [`${name}: said`, 'seen', 'n'])],
  Array.from({ length: 10 }, (_, bin) => [
    String(bin + 1),
    ...periods.flatMap(([, { reliability }]) => [
      percent(reliability[bin]?.predicted, 2),
      percent(reliability[bin]?.observed, 2),
      String(reliability[bin]?.n ?? 0),
    ]),
  ]),
)}

Lead time: ${percent(shareWarned, 0)} of true flushes came within two days after the probability had stood at twice its 30-day mean (which ${percent(shareOfBars, 0)} of all bars do), at the median ${figure(medianHours, 0)} h before.`;
}

export function crowdingSection({ crowding, reasons }: ValidationReport): string {
  if (crowding === null) return notJudged('Crowding', 'crowding', reasons);
  const groups = { all: crowding.bands, ...crowding.periods, ...crowding.perYear, ...crowding.perSymbol };
  return `## Crowding

It claims no direction. What follows within 24 h of a reading, by band; ${crowding.n} readings, two a day. AUC of |score| for a flush ${withInterval(crowding.auc)}, given a shock ${figure(crowding.aucGivenShock)}. History has funding and open interest only: premium, accounts, takers, depth and spot are not in it.

${table(
  ['', 'band', 'readings', 'flush', 'flush given a shock', 'mean fall of OI', 'a tenth falls by'],
  Object.entries(groups).flatMap(([name, bands]) =>
    bands.map((band) => [
      name,
      band.band,
      String(band.n),
      `${percent(band.flushed.value)} [${percent(band.flushed.low)}, ${percent(band.flushed.high)}]`,
      percent(band.flushedGivenShock),
      percent(band.meanFall),
      percent(band.deepFall),
    ]),
  ),
)}`;
}

export function mapSection({ map, reasons }: ValidationReport): string {
  if (map === null) return notJudged('Liquidation map', 'map', reasons);
  return `## Liquidation map

On history there are no true liquidation levels (for those see the simulated market). The stand-in: open interest lost while price went through a bin for the first time that day, among the bins it reached, sides apart. «Bits» is the gain for each lost contract over what a bin's side and distance alone tell (the mean of all days), with the share of the ruler that it pays to believe; «over even» the gain over spreading it evenly among the reached bins; «top decile» how often the tenth of the bins a ruler likes best lost more than the median bin of its day. «map» is what the product draws; «modelledMass» the modelled liquidations alone. Where volume is not known to be of the venue whose open interest it is, as in these files, the volume profile counts time at price.

${table(
  ['', 'ruler', 'bits', 'over even', 'believed', 'top decile', 'chance', 'n'],
  Object.entries({ ...map.periods, ...map.sides, ...map.perYear, ...map.perSymbol }).flatMap(
    ([name, scores]) =>
      RULERS.map((ruler) => [
        name,
        ruler,
        withInterval(scores[ruler].bits, 4),
        withInterval(scores[ruler].bitsOverEven, 4),
        figure(scores[ruler].belief, 2),
        figure(scores[ruler].precisionTopDecile),
        figure(scores[ruler].chance),
        String(scores[ruler].n),
      ]),
  ),
)}`;
}

function notJudged(title: string, part: PartName, reasons: ValidationReport['reasons']): string {
  return `## ${title}\n\nNot judged: ${reasons[part]}.`;
}
