import type { DepthFit } from '../../core/domain/cascade.ts';
import type { KeyLevel, KeyLevelKind } from '../../core/domain/key-level.ts';
import { isKnown } from '../../core/domain/measured.ts';
import type { Reading } from '../../core/domain/reading.ts';
import { formatPrice, formatSignedPercent } from '../format/number.ts';
import { levelName } from '../words/level-name.ts';
import { t } from '../words/t.ts';

/** The ladder's geometry in CSS px; texts and shapes are placed here so that drawing them is mechanical. */
export const LADDER = { width: 296, height: 152, axis: 62, bars: 104, depth: 78 } as const;

const ROW = 4;
const MIDDLE = LADDER.height / 2;
/** Key-level texts closer than this would touch. */
const TEXT_GAP = 13;
const MAX_LEVELS = 6;

export interface LadderLabel {
  readonly y: number;
  readonly x: number;
  readonly text: string;
  readonly side: 'long' | 'short';
}

export interface LadderView {
  /** One path a side and shade: many bins cost few nodes. */
  readonly shades: readonly {
    readonly side: 'long' | 'short';
    readonly opacity: number;
    readonly path: string;
  }[];
  readonly mark: string;
  readonly levels: readonly { readonly y: number; readonly text: string; readonly title: string }[];
  readonly labels: readonly LadderLabel[];
  readonly seen: string;
  readonly beyond: string;
  /** All of it in one sentence for readers of the page. */
  readonly description: string;
}

const round = (value: number) => Math.round(value * 10) / 10;

/** @param range half-height of the ladder as a fraction of mark, e.g. 0.05. */
export function toLadderView(reading: Reading, range: number): LadderView | null {
  if (!isKnown(reading.clusters.state)) return null;
  const mark = reading.clusters.state.value;
  const toY = (distance: number) => round(MIDDLE - (distance / range) * MIDDLE);
  const rows = rowShares(reading, mark, range);
  const labels = clusterLabels(reading, rows, range, toY);
  return {
    shades: shades(rows),
    mark: formatPrice(mark),
    levels: levels(reading.keyLevels, mark, range, toY),
    labels,
    ...depth(reading, range),
    description: t('ladderDescription', formatPrice(mark), labels.map(({ text }) => text).join(', ')),
  };
}

/** Likelihood of each pixel row, top to bottom, against the fullest. */
function rowShares(reading: Reading, mark: number, range: number): Float64Array {
  const rows = new Float64Array(LADDER.height / ROW);
  for (const bin of reading.clusters.bins) {
    const top = ((1 - (bin.high / mark - 1) / range) / 2) * rows.length;
    const bottom = ((1 - (bin.low / mark - 1) / range) / 2) * rows.length;
    const height = bottom - top;
    if (!(height > 0)) continue;
    // A bin taller than a row is spread over the rows it covers.
    for (let row = Math.max(0, Math.floor(top)); row < Math.min(rows.length, bottom); row++) {
      const overlap = Math.min(bottom, row + 1) - Math.max(top, row);
      rows[row] = rows[row]! + (bin.likelihood * Math.max(0, overlap)) / height;
    }
  }
  const fullest = rows.reduce((most, share) => Math.max(most, share), 0);
  return fullest > 0 ? rows.map((share) => share / fullest) : rows;
}

function shades(rows: Float64Array): LadderView['shades'] {
  const steps = [0.4, 0.6, 0.8, 1];
  const paths = new Map<string, string>();
  rows.forEach((share, row) => {
    const length = round(share * LADDER.bars);
    if (length < 1) return;
    const side = row < rows.length / 2 ? 'short' : 'long';
    const opacity = steps[Math.min(steps.length - 1, Math.floor(share * steps.length))];
    const key = `${side} ${opacity}`;
    paths.set(key, `${paths.get(key) ?? ''}M${LADDER.axis} ${row * ROW + 0.5}h${length}v3h${-length}z`);
  });
  return [...paths].map(([key, path]) => {
    const [side, opacity] = key.split(' ') as ['long' | 'short', string];
    return { side, opacity: Number(opacity), path };
  });
}

function clusterLabels(
  reading: Reading,
  rows: Float64Array,
  range: number,
  toY: (distance: number) => number,
): LadderLabel[] {
  const { nearestLong, nearestShort } = reading.clusters;
  return [nearestShort, nearestLong].flatMap((cluster) => {
    if (!cluster) return [];
    const outside = Math.abs(cluster.distance) > range;
    const y = Math.min(LADDER.height - 6, Math.max(10, toY(cluster.distance)));
    const row = Math.min(rows.length - 1, Math.max(0, Math.floor(y / ROW)));
    const bar = Math.max(rows[row - 1] ?? 0, rows[row] ?? 0, rows[row + 1] ?? 0);
    const below = cluster.distance < 0;
    return {
      side: cluster.side,
      x: round(LADDER.axis + (outside ? 0 : bar * LADDER.bars) + 6),
      // Kept clear of the line that marks the price.
      y: below ? Math.max(y, MIDDLE + 9) : Math.min(y, MIDDLE - 9),
      text: [
        `${outside ? (below ? '▼ ' : '▲ ') : ''}${formatSignedPercent(cluster.distance)}`,
        ...(cluster.distanceAtr === null ? [] : [t('atrValue', cluster.distanceAtr.toFixed(1))]),
      ].join(' · '),
    };
  });
}

const IMPORTANCE: Readonly<Record<KeyLevelKind, number>> = {
  'month-high': 0,
  'month-low': 0,
  'week-high': 1,
  'week-low': 1,
  'day-high': 2,
  'day-low': 2,
  round: 3,
  'swing-high': 4,
  'swing-low': 4,
};

function levels(
  keyLevels: readonly KeyLevel[],
  mark: number,
  range: number,
  toY: (distance: number) => number,
): LadderView['levels'] {
  const placed: { y: number; text: string; title: string }[] = [];
  const taken = [MIDDLE];
  const byImportance = [...keyLevels].sort(
    (a, b) => IMPORTANCE[a.kind] - IMPORTANCE[b.kind] || Math.abs(a.distance) - Math.abs(b.distance),
  );
  for (const level of byImportance) {
    const distance = level.price / mark - 1;
    const y = toY(distance);
    const inside = y > 6 && y < LADDER.height - 6;
    const clear = taken.every((other) => Math.abs(other - y) >= (other === MIDDLE ? TEXT_GAP + 2 : TEXT_GAP));
    if (!inside || !clear || Math.abs(distance) > range || placed.length === MAX_LEVELS) continue;
    taken.push(y);
    placed.push({
      y,
      text: formatPrice(level.price, mark),
      title: `${levelName(level.kind)} ${formatPrice(level.price, mark)}, ${formatSignedPercent(distance)}`,
    });
  }
  return placed;
}

/** Cumulated book as seen from the mark outwards; what lies past the seen book is drawn apart. */
function depth(reading: Reading, range: number): { seen: string; beyond: string } {
  const sides = [
    [reading.cascade.asks, -1],
    [reading.cascade.bids, 1],
  ] as const;
  const percent = range * 100;
  const cumulated = (fit: DepthFit, u: number) => fit.depthAtOnePercent * u ** fit.kappa;
  const most = Math.max(...sides.map(([fit]) => (isKnown(fit) ? cumulated(fit.value, percent) : 0)));
  let seen = '';
  let beyond = '';
  if (!(most > 0)) return { seen, beyond };
  for (const [measured, sign] of sides) {
    if (!isKnown(measured)) continue;
    const fit = measured.value;
    const point = (u: number) =>
      `${round(LADDER.width - 1 - (cumulated(fit, u) / most) * LADDER.depth)} ${round(MIDDLE + (sign * u * MIDDLE) / percent)}`;
    const edge = Math.min(fit.seenPercent, percent);
    const curve = (from: number, to: number) =>
      Array.from({ length: 9 }, (_, step) => point(from + ((to - from) * step) / 8)).join('L');
    if (edge > 0) seen += `M${curve(0, edge)}`;
    if (edge < percent) beyond += `M${curve(edge, percent)}`;
  }
  return { seen, beyond };
}
