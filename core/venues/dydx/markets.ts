import * as z from 'zod/mini';
import type { Instrument } from '../../domain/instrument.ts';
import type { Observation } from '../../domain/observation.ts';
import { HOUR } from '../../domain/time.ts';
import { parseAssetName } from '../asset-name.ts';
import { amount } from '../bounded.ts';
import { decimal, decodeEach, nonNegative, optionalDecimal, optionalPositive, positive } from '../fields.ts';
import { toMaintenanceTiers } from '../margin-tiers.ts';
import { queryString } from '../query-string.ts';
import { type Clocks, stamp } from '../rows.ts';
import { requireSymbol } from '../symbol-check.ts';
import { API, DOCS, forInstrument, forVenue, ID } from './endpoints.ts';

const QUOTE = '-USD';
const MAX_MARKETS = 5_000;
const MARKETS_DOCS = `${DOCS}/http#get-perpetual-markets`;

const fraction = positive.check(z.refine((value) => value <= 1, 'is no fraction'));

/**
 * `{"ticker": "BTC-USD", "status": "ACTIVE", "oraclePrice": "89919.2", "volume24H": USD, "nextFundingRate": an hour's,
 *   "initialMarginFraction": "0.02", "maintenanceMarginFraction": "0.012", "openInterest": coins, "tickSize": "1",
 *   "defaultFundingRate1H": "0"}`; `baseOpenInterest` is another figure.
 */
const market = z.object({
  ticker: z.string().check(z.minLength(1), z.maxLength(100)),
  status: z.string(),
  oraclePrice: positive,
  volume24H: nonNegative,
  nextFundingRate: decimal,
  defaultFundingRate1H: optionalDecimal,
  initialMarginFraction: fraction,
  maintenanceMarginFraction: fraction,
  openInterest: amount,
  tickSize: optionalPositive,
});
type Market = z.output<typeof market>;

/** One bracket: the maintenance fraction does not grow with a position. */
const tiersOf = ({ maintenanceMarginFraction, initialMarginFraction }: Market) =>
  toMaintenanceTiers([
    {
      notionalCap: null,
      maintenanceRate: maintenanceMarginFraction,
      maxLeverage: 1 / initialMarginFraction,
    },
  ]);

/** A permissionless market keeps its whole name as its asset: a coin of that ticker may be another coin. */
function instrumentOf(row: Market): Instrument {
  const base = row.ticker.slice(0, -QUOTE.length);
  return {
    venue: ID,
    venueSymbol: row.ticker,
    ...parseAssetName(base),
    base,
    quote: 'USD',
    settle: 'USDC',
    kind: 'linear',
    contractSize: 1,
    tickSize: row.tickSize,
    maxLeverage: 1 / row.initialMarginFraction,
    maintenanceTiers: tiersOf(row),
    fundingIntervalHours: 1,
  };
}

/** The oracle price is what positions are marked at; there is no second price to set it against. */
function valuesOf(row: Market, clocks: Clocks): Observation[] {
  const stamped = stamp(ID, row.ticker, clocks);
  return [
    { kind: 'price', ...stamped, markPrice: row.oraclePrice, indexPrice: null },
    {
      kind: 'funding',
      ...stamped,
      fundingRate: row.nextFundingRate,
      fundingIntervalHours: 1,
      nextFundingTime: (Math.floor(stamped.venueTime / HOUR) + 1) * HOUR,
      anchorRate: row.defaultFundingRate1H,
      capRate: null,
    },
    { kind: 'open-interest', ...stamped, openInterest: row.openInterest, openInterestValue: null },
    { kind: 'volume', ...stamped, market: 'perp', quoteVolume24h: row.volume24H },
  ];
}

const answer = z.object({ markets: z.record(z.string().check(z.maxLength(100)), z.unknown()) });

function activeMarkets({ markets }: z.output<typeof answer>, endpoint: string): Market[] {
  return decodeEach(market, Object.values(markets).slice(0, MAX_MARKETS), ID, endpoint).filter(
    ({ ticker, status }) => status === 'ACTIVE' && ticker.endsWith(QUOTE) && ticker.length > QUOTE.length,
  );
}

/** Every market with everything of the moment, so that one request answers a cold start. */
export const perpetualMarkets = forVenue({
  id: 'perpetualMarkets',
  provides: ['instrument', 'tiers', 'price', 'funding', 'open-interest', 'volume:perp'],
  docs: MARKETS_DOCS,
  limit: 'requests',
  schema: answer,
  url: () => `${API}/perpetualMarkets`,
  observe: (read, context) =>
    activeMarkets(read, 'perpetualMarkets').flatMap((row): Observation[] => {
      const stamped = stamp(ID, row.ticker, context);
      const instrument = instrumentOf(row);
      return [
        { kind: 'instrument', ...stamped, instrument },
        { kind: 'tiers', ...stamped, tiers: instrument.maintenanceTiers ?? [] },
        ...valuesOf(row, context),
      ];
    }),
});

export const perpetualMarket = forInstrument({
  id: 'perpetualMarket',
  provides: ['price', 'funding', 'open-interest', 'volume:perp'],
  docs: MARKETS_DOCS,
  limit: 'requests',
  schema: answer,
  url: ({ venueSymbol }) => `${API}/perpetualMarkets${queryString({ ticker: venueSymbol })}`,
  observe(read, { venueSymbol }, context) {
    const rows = activeMarkets(read, 'perpetualMarket');
    const own = rows.filter(({ ticker }) => ticker === venueSymbol);
    const other = rows[0];
    if (own.length === 0 && other !== undefined)
      requireSymbol(other.ticker, venueSymbol, ID, 'perpetualMarket');
    return own.flatMap((row) => valuesOf(row, context));
  },
});
