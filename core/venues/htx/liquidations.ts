import * as z from 'zod/mini';
import { positiveAmount } from '../bounded.ts';
import { rowsOf, text, timestamp } from '../fields.ts';
import { rowLimit, stamp } from '../rows.ts';
import { requireSymbol } from '../symbol-check.ts';
import { DOCS, envelope, type Line, v5 } from './line.ts';

const MAX_ROWS = 100;

/**
 * `{"contract_code", "liquidation_time", "side": "buy", "position_side": "short", "volume": contracts,
 *   "bankrupt_price": "62978.5", …}`; of linear swaps alone, and the side of the position is said.
 */
const row = z.object({
  contract_code: text,
  liquidation_time: timestamp,
  position_side: z.enum(['long', 'short']),
  volume: positiveAmount,
  bankrupt_price: positiveAmount,
});

export const liquidations = (line: Line) =>
  line.forInstrument({
    id: 'liquidation_orders',
    provides: ['liquidation'],
    docs: DOCS,
    limit: 'public',
    maxRows: MAX_ROWS,
    schema: envelope({ data: rowsOf(row, 1_000) }),
    url: ({ venueSymbol }, query) =>
      v5('liquidation_orders', {
        contract_code: venueSymbol,
        start_time: query.since,
        end_time: query.until,
        limit: rowLimit(query, MAX_ROWS),
      }),
    observe: ({ data }, { venueSymbol, contractSize }, context) =>
      data.map((one) => {
        requireSymbol(one.contract_code, venueSymbol, line.id, 'liquidation_orders');
        return {
          kind: 'liquidation',
          ...stamp(line.id, venueSymbol, context, one.liquidation_time),
          liquidatedSide: one.position_side,
          price: one.bankrupt_price,
          size: one.volume * contractSize,
        };
      }),
  });
