import { formatDecimal, formatPercent } from '../format/number.ts';
import { MEASURED } from './measured-figures.ts';
import { t } from './t.ts';

/** How far each claim of the overlay may be trusted, in measured figures; the weak ones say so. */
export const measuredText = {
  crowding: (): string =>
    t(
      'measuredCrowding',
      formatPercent(MEASURED.flushAfterExtreme, 1),
      formatPercent(MEASURED.flushAfterCrowded, 1),
      formatPercent(MEASURED.flushAfterBalanced, 1),
    ),
  flushRisk: (): string =>
    t(
      'measuredFlushRisk',
      formatDecimal(MEASURED.riskAuc, 2),
      formatDecimal(MEASURED.riskAucGivenShock, 2),
      formatPercent(MEASURED.riskSaid, 1),
      formatPercent(MEASURED.riskSeen, 1),
    ),
  map: (): string =>
    t('measuredMap', formatPercent(MEASURED.mapTopTenth, 0), formatPercent(MEASURED.mapTopTenthByChance, 0)),
  flush: (): string =>
    t(
      'measuredFlush',
      formatPercent(MEASURED.flushRecall, 0),
      formatPercent(MEASURED.flushPrecision, 0),
      formatPercent(MEASURED.flushShareDone, 0),
    ),
  reset: (): string =>
    t(
      'measuredReset',
      formatPercent(MEASURED.resetAccuracy4h, 0),
      formatPercent(MEASURED.resetAccuracy24h, 0),
    ),
};
