import type { Crossing, Warning } from '../../core/domain/warning.ts';
import { formatDecimal, formatPercent, formatPoints, formatSignedPercent } from '../format/number.ts';
import { t } from '../words/t.ts';
import { resetName } from './reset-view.ts';

/** `Crowding +72, limit 60`: what crossed and by how much. */
export function warningText(warning: Warning): string {
  if (warning.rule === 'reset') return t('warnReset', resetName(warning.state));
  const { unit, limit } = warning;
  return t('warnCrossed', subjectText(warning), limitText(unit, limit));
}

function subjectText({ rule, unit, value, mass }: Crossing): string {
  switch (rule) {
    case 'crowding':
      return t(value > 0 ? 'warnCrowdedLong' : 'warnCrowdedShort', formatPoints(value));
    case 'flush-risk':
      return t('warnFlushRisk', unit === 'probability' ? formatPercent(value) : timesText(value));
    case 'long-cluster':
    case 'short-cluster': {
      const distance = unit === 'atr' ? t('atrValue', formatDecimal(value, 1)) : formatSignedPercent(value);
      const share = formatPercent(mass ?? 0, 0);
      return t(rule === 'long-cluster' ? 'warnLongCluster' : 'warnShortCluster', distance, share);
    }
    case 'funding':
      return t('warnFunding', formatSignedPercent(value, 0));
    case 'open-interest':
      return t('warnOpenInterest', formatSignedPercent(value));
  }
}

function limitText(unit: Crossing['unit'], limit: number): string {
  switch (unit) {
    case 'points':
      return formatDecimal(limit, 0);
    case 'times-usual':
      return timesText(limit);
    case 'atr':
      return t('atrValue', formatDecimal(limit, 1));
    default:
      return formatPercent(limit, Math.round(limit * 1e4) % 100 === 0 ? 0 : 1);
  }
}

function timesText(times: number): string {
  return t('warnTimesUsual', formatDecimal(times, 1));
}
