import * as z from 'zod/mini';
import type { Observation } from '../../domain/observation.ts';
import { parseAssetName } from '../asset-name.ts';
import { positiveAmount } from '../bounded.ts';
import { decodeEach, optionalPositive, rowsOf, text } from '../fields.ts';
import { stamp } from '../rows.ts';
import { DOCS, envelope, type Line } from './line.ts';

const TRADING = 1;
/** The linear list holds dated contracts too (`BTC-USDT-211217`). */
const SWAP = /^([\p{L}\p{N}]{1,30})-(USDT|USD)$/u;

/**
 * `{"symbol": "BTC", "contract_code": "BTC-USDT", "contract_size": 0.001, "price_tick": 0.1, "contract_status": 1, …}`:
 * coins of a linear contract, dollars of an inverse one.
 */
const contract = z.object({
  contract_code: text.check(z.regex(SWAP)),
  contract_size: positiveAmount,
  price_tick: optionalPositive,
  contract_status: z.number(),
});

/** Neither leverage nor brackets stand here; the brackets it has elsewhere depend on the leverage chosen. */
export const instruments = (line: Line) =>
  line.forVenue({
    id: 'swap_contract_info',
    provides: ['instrument'],
    docs: DOCS,
    limit: 'public',
    schema: envelope({ data: rowsOf(z.unknown(), 5_000) }),
    url: () => line.terms('swap_contract_info'),
    observe: ({ data, ts }, context) =>
      decodeEach(contract, data, line.id, 'swap_contract_info')
        .filter((row) => row.contract_status === TRADING)
        .map((row): Observation => {
          const [, base = '', quote = ''] = SWAP.exec(row.contract_code) ?? [];
          return {
            kind: 'instrument',
            ...stamp(line.id, row.contract_code, context, ts),
            instrument: {
              venue: line.id,
              venueSymbol: row.contract_code,
              ...parseAssetName(base),
              base,
              quote,
              settle: line.kind === 'inverse' ? base : quote,
              kind: line.kind,
              contractSize: row.contract_size,
              tickSize: row.price_tick,
              maxLeverage: null,
              maintenanceTiers: null,
              fundingIntervalHours: 8,
            },
          };
        }),
  });
