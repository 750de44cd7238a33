import type { Clause, Figure } from '../../core/domain/clause.ts';
import {
  formatDecimal,
  formatPercent,
  formatPercentile,
  formatSignedPercent,
  formatUsd,
} from '../format/number.ts';
import { levelName } from './level-name.ts';
import { type MessageKey, t } from './t.ts';

/** A clause of core in the user's words; nothing for none. */
export function clauseText(clause: Clause | null): string {
  if (clause === null) return '';
  const key: MessageKey = `clause_${clause.code}`;
  return t(key, ...clause.figures.map(figureText));
}

function figureText(figure: Figure): string {
  switch (figure.unit) {
    case 'count':
      return formatDecimal(figure.value, Number.isInteger(figure.value) ? 0 : 1);
    case 'times':
      return formatDecimal(figure.value, figure.value < 10 ? 2 : 0);
    case 'usd':
      return formatUsd(figure.value);
    case 'fraction':
      return formatPercent(figure.value, Math.abs(figure.value) < 0.01 ? 2 : 0);
    case 'change':
      return formatSignedPercent(figure.value);
    case 'rank':
      return formatPercentile(figure.value);
    case 'level':
      return levelName(figure.value);
    case 'quote':
      return figure.value;
  }
}
