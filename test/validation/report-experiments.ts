import type { Experiments, Sensitivity } from './experiments.ts';
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

function sensitivity({ sensitivity: rows }: Experiments): string {
  const groups = new Map<string, Sensitivity[]>();
  for (const row of rows) {
    const key = row.figures.join(', ');
    groups.set(key, [...(groups.get(key) ?? []), row]);
  }
  const tables = [...groups.values()].map((group) =>
    table(
      ['parameter', 'value', ...group[0]!.figures.flatMap((name) => [`${name} at −25 %`, 'kept', '+25 %'])],
      group.map((row) => [
        row.parameter,
        String(Number(row.value.toPrecision(4))),
        ...row.figures.flatMap((_, index) => [
          figure(row.lower[index]),
          figure(row.kept[index]),
          figure(row.higher[index]),
        ]),
      ]),
    ),
  );
  return `## Sensitivity: each parameter a quarter lower and higher (checking years)

${tables.join('\n\n')}`;
}
