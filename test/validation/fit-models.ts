import type { FITTED } from '../../core/analytics/fitted-models.ts';
import { DAY } from '../../core/domain/time.ts';
import { completionSamples, fitCompletion, fitReload, fitRisk } from './fit.ts';
import { resetCases } from './judge-reset.ts';
import { riskCases } from './judge-risk.ts';
import type { MarketHistory } from './market-history.ts';
import { runMarket } from './market-run.ts';
import { TUNING_END } from './periods.ts';

/** The verdict is asked at every age, so it learns at several. */
const ASKED_HOURS = [4, 8, 12, 24, 48];

/** Every weight of the product from the tuning years alone: no case whose answer reaches past them is used. */
export function fitModels(histories: readonly MarketHistory[]): typeof FITTED {
  const markets = histories.flatMap((history) => runMarket(history) ?? []);
  const risk = markets.flatMap(({ inputs, truth, symbol }) => riskCases(inputs, truth, symbol));
  const reset = markets.flatMap(({ inputs, truth, run }) =>
    ASKED_HOURS.flatMap((hours) => resetCases(inputs, truth, run, hours)),
  );
  return {
    completion: fitCompletion(markets.flatMap(({ truth }) => completionSamples(truth, TUNING_END - 2 * DAY))),
    ...fitRisk(
      risk.filter(({ time }) => time < TUNING_END - DAY),
      TUNING_END,
    ),
    reload: fitReload(reset.filter(({ time }) => time < TUNING_END - 7 * DAY)),
  };
}
