import * as z from 'zod/mini';
import type { Observation } from '../../domain/observation.ts';
import { parseAssetName } from '../asset-name.ts';
import { optionalAmount } from '../bounded.ts';
import { decodeEach, optionalNonNegative, rowsOf, text } from '../fields.ts';
import { stamp } from '../rows.ts';
import { bingxUrl, DOCS, envelope, forVenue, ID } from './endpoints.ts';

const TRADING = 1;
const SWAP = /^([\p{L}\p{N}]{1,40})-(USDT|USDC)$/u;
/** Shares, currencies, commodities, indices (`NCSKTSLA2USD-USDT`): flat figures of a closed market would read as calm. */
const CLOSING_MARKET = /^NC(SK|FX|CO|SI)/;
const MOST_DIGITS = 16;

/** `{"symbol": "BTC-USDT", "pricePrecision": 1, "maxLongLeverage": 125, "maxShortLeverage": 125, "status": 1, …}` */
const contract = z.object({
  symbol: text.check(z.regex(SWAP)),
  status: z.number(),
  pricePrecision: optionalNonNegative,
  maxLongLeverage: optionalAmount,
  maxShortLeverage: optionalAmount,
});

/** Sizes are coins, whatever a contract holds; brackets are for account holders alone. */
export const contracts = forVenue({
  id: 'contracts',
  provides: ['instrument'],
  docs: DOCS,
  limit: 'market',
  schema: envelope(rowsOf(z.unknown(), 5_000)),
  url: () => bingxUrl('swap/v2/quote/contracts'),
  observe: ({ data, timestamp }, context) =>
    decodeEach(contract, data, ID, 'contracts').flatMap((row): Observation[] => {
      const [, base = '', quote = ''] = SWAP.exec(row.symbol) ?? [];
      if (row.status !== TRADING || CLOSING_MARKET.test(base)) return [];
      const digits = row.pricePrecision;
      const leverage = Math.max(row.maxLongLeverage ?? 0, row.maxShortLeverage ?? 0);
      return [
        {
          kind: 'instrument',
          ...stamp(ID, row.symbol, context, timestamp),
          instrument: {
            venue: ID,
            venueSymbol: row.symbol,
            ...parseAssetName(base),
            base,
            quote,
            settle: quote,
            kind: 'linear',
            contractSize: 1,
            tickSize: digits === null || digits > MOST_DIGITS ? null : Number(`1e-${Math.floor(digits)}`),
            maxLeverage: leverage >= 1 ? leverage : null,
            maintenanceTiers: null,
            fundingIntervalHours: null,
          },
        },
      ];
    }),
});
