import type { Experiments } from './experiments.ts';
import type { FlushScore } from './judge-flush.ts';
import { figure, percent, table } from './markdown.ts';

export function experimentSections(experiments: Experiments): string[] {
  return [operating(experiments), riskDesigns(experiments), building(experiments), sensitivity(experiments)];
}

function operating({ operating: points }: Experiments): string {
  const cells = (score: FlushScore) =>
    [score.recall, score.precision, score.shareDone].map((each) => figure(each, 2));
  return `## Flush detection: the curve, and the same without a model

${table(
  ['called at', 'tuning recall', 'precision', 'share done', 'checking recall', 'precision', 'share done'],
  points.map(({ name, tuning, checking }) => [name, ...cells(tuning), ...cells(checking)]),
)}`;
}

function riskDesigns({ riskDesigns: designs }: Experiments): string {
  return `## Flush risk: designs fitted on the tuning years, judged on the checking years

${table(
  ['design', 'AUC', 'AUC given a shock', 'calibration error'],
  designs.map(({ name, auc, aucGivenShock, ece }) => [
    name,
    figure(auc),
    figure(aucGivenShock),
    percent(ece, 2),
  ]),
)}`;
}

function building({ building: scores }: Experiments): string {
  return `## What «building» is worth

${table(
  ['', 'share of quiet hours', 'flush begins within 72 h', 'usual', 'lift'],
  Object.entries(scores).map(([name, score]) => [
    name,
    percent(score.shareOfTime, 0),
    percent(score.flushWithin72h),
    percent(score.usual),
    figure(score.lift, 2),
  ]),
)}`;
}

function sensitivity({ sensitivity: groups }: Experiments): string {
  const tables = groups.map(({ figures, kept, rows }) => {
    const moves = rows.filter(({ lower, higher }) => [lower, higher].some((each) => differs(each, kept)));
    const still = rows.filter((row) => !moves.includes(row)).map(({ parameter }) => parameter);
    const asIs = figures.map((name, index) => `${name} ${figure(kept[index], 4)}`).join(', ');
    return `As they are: ${asIs}.

${table(
  ['parameter', 'value', ...figures.flatMap((name) => [`${name} at −25 %`, '+25 %'])],
  moves.map((row) => [
    row.parameter,
    String(Number(row.value.toPrecision(4))),
    ...figures.flatMap((_, index) => [figure(row.lower[index], 4), figure(row.higher[index], 4)]),
  ]),
)}

${still.length === 0 ? '' : `Moved nothing: ${still.join(', ')}.`}`;
  });
  return `## Sensitivity: each parameter a quarter lower and higher (checking years)

Detection, states, crowding and the map on the three markets with most true flushes, the rest on all. Fractions above 1 are taken as they come.

${tables.join('\n\n')}`;
}

function differs(a: readonly number[], b: readonly number[]): boolean {
  return a.some((value, index) => !Object.is(value, b[index]));
}
