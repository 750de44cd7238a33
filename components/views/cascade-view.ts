import type { CascadeOutcome, CascadePath } from '../../core/domain/cascade.ts';
import { isKnown, type Measured } from '../../core/domain/measured.ts';
import type { Reading } from '../../core/domain/reading.ts';
import { formatDecimal, formatPrice, formatSignedPercent } from '../format/number.ts';
import { t } from '../words/t.ts';
import { aboutText } from './measure-view.ts';

export interface OutcomeView {
  readonly text: string;
  readonly tone: 'ok' | 'warn' | 'hot';
  readonly title: string;
}

export interface CascadeRowView {
  readonly arrow: string;
  readonly price: string;
  readonly about: string;
  readonly outcomes: readonly OutcomeView[];
}

export interface CascadeView {
  /** Share of today's book that remains, as column heads. */
  readonly heads: readonly string[];
  readonly rows: readonly CascadeRowView[];
  /** Why there is nothing; empty when there is. */
  readonly missing: string;
}

export function toCascadeView(reading: Reading): CascadeView {
  const { down, up } = reading.cascade;
  const rows = [up, down].flatMap((path) => (isKnown(path) ? [toRow(path, reading)] : []));
  const first = isKnown(down) ? down : isKnown(up) ? up : null;
  return {
    heads: (first?.value.outcomes ?? []).map(({ survival }, index) =>
      index === 0 && survival === 1
        ? t('bookFull')
        : t(index === 1 ? 'bookThin' : 'bookVeryThin', formatDecimal(1 / survival, survival > 0.1 ? 1 : 0)),
    ),
    rows,
    missing: rows.length > 0 ? '' : aboutText(down, reading),
  };
}

function toRow(path: Measured<CascadePath> & { value: CascadePath }, reading: Reading): CascadeRowView {
  const { side, startPrice, outcomes } = path.value;
  return {
    arrow: side === 'long' ? '▼' : '▲',
    price: formatPrice(startPrice),
    about: aboutText(path, reading),
    outcomes: outcomes.map((outcome) => toOutcome(outcome, startPrice)),
  };
}

/** The map weighs what lies within ± 10 % of mark, and books are seen far less deep: a figure past it means nothing. */
const REACH = 0.1;

function toOutcome(outcome: CascadeOutcome, startPrice: number): OutcomeView {
  if (outcome.outcome === 'absorbed') {
    return { text: t('cascadeAbsorbed'), tone: 'ok', title: t('cascadeAbsorbedTitle') };
  }
  if (Math.abs(outcome.slip) > REACH) {
    const edge = formatSignedPercent(Math.sign(outcome.slip) * REACH, 0);
    return { text: t('cascadeBeyond', edge), tone: 'hot', title: t('cascadeBeyondTitle', edge) };
  }
  const slip = formatSignedPercent(outcome.slip, 1);
  const reached = formatPrice(outcome.endPrice, startPrice);
  const joins = outcome.outcome === 'reaches-next';
  const title = joins
    ? t('cascadeReachesTitle', slip, reached, outcome.clustersReached)
    : t('cascadeSlipsTitle', slip, reached);
  return {
    text: `${outcome.extrapolated ? '≈ ' : ''}${slip}${joins ? ' »' : ''}`,
    tone: joins ? 'hot' : 'warn',
    title: outcome.extrapolated ? `${title} ${t('cascadeExtrapolated')}` : title,
  };
}
