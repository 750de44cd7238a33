import type { MarketInputs } from '../../core/domain/market-inputs.ts';
import { type TruthHours, trueFlushes } from './flush-truth.ts';
import type { MarketHistory } from './market-history.ts';
import { type OnlineRun, runOnline } from './online-run.ts';

/** One market with hindsight's truth and what the product said bar by bar. */
export interface MarketRun {
  readonly set: string;
  readonly symbol: string;
  readonly asset: string;
  readonly inputs: MarketInputs;
  readonly truth: TruthHours;
  readonly run: OnlineRun;
}

export function runMarket({ set, symbol, asset, inputs }: MarketHistory): MarketRun | null {
  if (inputs === null) return null;
  return { set, symbol, asset, inputs, truth: trueFlushes(inputs), run: runOnline(inputs) };
}
