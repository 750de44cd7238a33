import type { ValidationReport } from './validate.ts';

/** The figures in a few lines for the terminal. */
export function summary({
  flush,
  reset,
  flushRisk,
  crowding,
  map,
  reasons,
  markets,
  lookAhead,
}: ValidationReport): string {
  const why = (name: keyof typeof reasons) => `not judged: ${reasons[name]}`;
  const figure = (value: number) => (Number.isFinite(value) ? value.toFixed(3) : 'n/a');
  const read = markets.map(
    ({ set, symbol, trueFlushes, reason }) =>
      `  ${set}/${symbol}: ${reason ?? `${trueFlushes} true flushes`}`,
  );
  return [
    'Markets',
    ...read,
    `Flush detection: ${
      flush === null
        ? why('flush')
        : `recall ${figure(flush.recall)}, precision ${figure(flush.precision)}, share of the drop already done ${figure(flush.shareDone)}, false alarms a symbol-month ${figure(flush.falsePerMonth)}, events ${flush.events}`
    }`,
    `Reset verdict: ${
      reset === null
        ? why('reset')
        : `balanced accuracy ${figure(reset.balancedAccuracy4h)} at 4 h, ${figure(reset.balancedAccuracy24h)} at 24 h, n ${reset.n}`
    }`,
    `Flush risk: ${
      flushRisk === null
        ? why('flushRisk')
        : `AUC ${figure(flushRisk.auc)}, given a shock ${figure(flushRisk.aucGivenShock)}, calibration error ${figure(flushRisk.ece)}, n ${flushRisk.n}`
    }`,
    `Crowding: ${
      crowding === null
        ? why('crowding')
        : crowding.bands.map(({ band, n, flushed }) => `${band} ${figure(flushed.value)} (n ${n})`).join(', ')
    }`,
    `Liquidation map: ${
      map === null
        ? why('map')
        : `${map.bits.toFixed(4)} bits, top decile ${figure(map.precisionTopDecile)} against ${figure(map.periods.all!.map.chance)} by chance`
    }`,
    `Look-ahead: ${lookAhead.findings.length === 0 ? `none at ${lookAhead.cuts} cuts` : lookAhead.findings.join('; ')}`,
  ].join('\n');
}
