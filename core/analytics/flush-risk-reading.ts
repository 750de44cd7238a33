import type { FlushRiskReading } from '../domain/crowding.ts';
import type { KeyLevel } from '../domain/key-level.ts';
import type { ClustersReading } from '../domain/liquidation-map.ts';
import type { MarketInputs } from '../domain/market-inputs.ts';
import { missing } from '../domain/measured.ts';

/** What the risk of a flush may be read from besides the inputs themselves. */
export interface FlushRiskContext {
  readonly crowdingSide: 'long' | 'short' | null;
  readonly keyLevels: readonly KeyLevel[];
  readonly clusters: ClustersReading;
  /** σ per √hour. */
  readonly sigmaHour: number | null;
}

/** The calibrated probability of a flush within 24 h. */
export function readFlushRisk(_inputs: MarketInputs, _context: FlushRiskContext): FlushRiskReading {
  const unfitted = missing('not-yet', 'the risk model is not fitted');
  return { probability: unfitted, usual: unfitted, ifShocked: unfitted, drivers: [] };
}
