import * as z from 'zod/mini';
import type { Observation } from '../../domain/observation.ts';
import { parseAssetName } from '../asset-name.ts';
import { leverage, positiveAmount } from '../bounded.ts';
import { decodeEach, optionalPositive, rowsOf, text } from '../fields.ts';
import { stamp } from '../rows.ts';
import { answerOf, DOCS, type Gateway } from './gateway.ts';

/**
 * `{"instrument_name": "BTC-PERPETUAL", "kind": "future", "settlement_period": "perpetual", "is_active": true,
 *   "instrument_type": "reversed", "base_currency": "BTC", "counter_currency": "USD", "quote_currency": "USD",
 *   "settlement_currency": "BTC", "contract_size": 10, "tick_size": 0.5, "max_leverage": 50, …}`
 */
const contract = z.object({
  instrument_name: text,
  settlement_period: z.string(),
  is_active: z.boolean(),
  instrument_type: z.enum(['reversed', 'linear']),
  base_currency: text,
  quote_currency: text,
  counter_currency: z.optional(text),
  settlement_currency: text,
  contract_size: positiveAmount,
  tick_size: optionalPositive,
  max_leverage: leverage,
});

/**
 * Reversed ones count dollars and settle in the coin, linear ones count coins and settle in USDC. Every other
 * endpoint counts in those units as well, never in contracts.
 */
export const instruments = (gateway: Gateway) =>
  gateway.forVenue({
    id: 'get_instruments',
    provides: ['instrument'],
    docs: `${DOCS}/public-get_instruments`,
    limit: 'instruments',
    schema: answerOf(rowsOf(z.unknown(), 5_000)),
    url: () => gateway.url('get_instruments', { currency: 'any', kind: 'future', expired: 'false' }),
    observe: ({ result }, context) =>
      decodeEach(contract, result, gateway.id, 'get_instruments')
        .filter((row) => row.settlement_period === 'perpetual' && row.is_active)
        .map(
          (row): Observation => ({
            kind: 'instrument',
            ...stamp(gateway.id, row.instrument_name, context),
            instrument: {
              venue: gateway.id,
              venueSymbol: row.instrument_name,
              ...parseAssetName(row.base_currency),
              base: row.base_currency,
              quote: row.counter_currency ?? row.quote_currency,
              settle: row.settlement_currency,
              kind: row.instrument_type === 'reversed' ? 'inverse' : 'linear',
              contractSize: row.contract_size,
              tickSize: row.tick_size,
              maxLeverage: row.max_leverage,
              maintenanceTiers: null,
              fundingIntervalHours: 1,
            },
          }),
        ),
  });
