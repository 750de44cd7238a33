import * as z from 'zod/mini';
import type { MaintenanceTier } from '../../domain/instrument.ts';
import type { Observation } from '../../domain/observation.ts';
import type { Ms } from '../../domain/time.ts';
import { parseAssetName } from '../asset-name.ts';
import { optionalAmount, positiveAmount } from '../bounded.ts';
import { decodeEach, optionalDecimal, optionalPositive, positive, rowsOf, text } from '../fields.ts';
import { toMaintenanceTiers } from '../margin-tiers.ts';
import { type Clocks, stamp } from '../rows.ts';
import { DOCS, derivativesUrl, envelope, forVenue, ID } from './endpoints.ts';

/** Perpetuals: `PF_XBTUSD` counts coins and is settled in any collateral, `PI_XBTUSD` counts dollars and pays coins. */
const PERPETUAL = /^P([FI])_([A-Z0-9]+?)(USD)$/i;
/** Tokenised shares (`AAPLx`): their market closes, and flat figures would read as a calm one. */
const SHARE = /^[A-Z0-9.]+x$/;

/** Lower bounds in dollars, called contracts where a contract is a dollar. */
const marginLevel = z.object({
  contracts: optionalAmount,
  numNonContractUnits: optionalAmount,
  initialMargin: positive,
  maintenanceMargin: positive,
});

/**
 * `{"symbol": "PF_ETHUSD", "type": "flexible_futures", "tickSize": 0.1, "contractSize": 1, "tradeable": true,
 *   "marginLevels": […], "maxRelativeFundingRate": an hour's, "base": "ETH", "quote": "USD", …}`; older answers write
 * names in small letters.
 */
const contract = z.object({
  symbol: z.string().check(z.regex(PERPETUAL), z.maxLength(64)),
  tradeable: z.boolean(),
  tickSize: optionalPositive,
  contractSize: positiveAmount,
  base: z.optional(text),
  maxRelativeFundingRate: optionalDecimal,
  marginLevels: rowsOf(marginLevel, 200),
});

function tiersOf(levels: readonly z.output<typeof marginLevel>[]): MaintenanceTier[] {
  const floors = levels.map((level) => level.numNonContractUnits ?? level.contracts ?? 0);
  return toMaintenanceTiers(
    levels.map(({ initialMargin, maintenanceMargin }, i) => ({
      notionalCap: floors[i + 1] ?? null,
      maintenanceRate: maintenanceMargin,
      maxLeverage: 1 / initialMargin,
    })),
  );
}

function observe(row: z.output<typeof contract>, clocks: Clocks, time: Ms | undefined): Observation[] {
  const [, line = '', name = '', quote = ''] = PERPETUAL.exec(row.symbol) ?? [];
  const venueSymbol = row.symbol.toUpperCase();
  const inverse = line.toUpperCase() === 'I';
  const base = row.base ?? name.toUpperCase();
  const stamped = stamp(ID, venueSymbol, clocks, time);
  const tiers = tiersOf(row.marginLevels);
  const cap = row.maxRelativeFundingRate;
  return [
    {
      kind: 'instrument',
      ...stamped,
      instrument: {
        venue: ID,
        venueSymbol,
        ...parseAssetName(base),
        base,
        quote: quote.toUpperCase(),
        settle: inverse ? base : quote.toUpperCase(),
        kind: inverse ? 'inverse' : 'linear',
        contractSize: row.contractSize,
        tickSize: row.tickSize,
        maxLeverage: tiers[0]?.maxLeverage ?? null,
        maintenanceTiers: tiers,
        fundingIntervalHours: 1,
      },
    },
    { kind: 'tiers', ...stamped, tiers },
    {
      kind: 'funding-terms',
      ...stamped,
      fundingIntervalHours: 1,
      capRate: cap,
      floorRate: cap === null ? null : -cap,
    },
  ];
}

/** Linear contracts first: of two on one coin they are the ones traded. Dated ones and indices do not read. */
export const instruments = forVenue({
  id: 'instruments',
  provides: ['instrument', 'tiers', 'funding-terms'],
  docs: `${DOCS}/trading/get-instruments`,
  limit: 'derivatives',
  schema: envelope({ instruments: rowsOf(z.unknown(), 5_000) }),
  url: () => derivativesUrl('instruments'),
  observe: (answer, context) =>
    decodeEach(contract, answer.instruments, ID, 'instruments')
      .filter((row) => row.tradeable && !SHARE.test(row.base ?? ''))
      .sort((a, b) => (a.symbol.toUpperCase() < b.symbol.toUpperCase() ? -1 : 1))
      .flatMap((row) => observe(row, context, answer.serverTime)),
});
