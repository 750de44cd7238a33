import * as z from 'zod/mini';
import type { Instrument, MaintenanceTier, VenueId } from '../../domain/instrument.ts';
import type { Observation } from '../../domain/observation.ts';
import { parseAssetName } from '../asset-name.ts';
import { amount, leverage } from '../bounded.ts';
import { nonNegative, optionalPositive, rowsOf, text } from '../fields.ts';
import type { FrameContext } from '../frames.ts';
import { toMaintenanceTiers } from '../margin-tiers.ts';
import { stamp } from '../rows.ts';
import { asking, type Line, PERPETUALS_DOCS, url } from './endpoints.ts';

/** `{"name": "BTC", "szDecimals": 5, "maxLeverage": 40, "marginTableId": 56, "isDelisted": true}` */
const listing = z.object({
  name: text,
  maxLeverage: leverage,
  marginTableId: optionalPositive,
  isDelisted: z.optional(z.boolean()),
});

/** `[56, {"description": "tiered 40x", "marginTiers": [{"lowerBound": "0.0", "maxLeverage": 40}, …]}]` */
const marginTable = z.tuple([
  nonNegative,
  z.object({ marginTiers: rowsOf(z.object({ lowerBound: amount, maxLeverage: leverage }), 20) }),
]);

export const metaSchema = z.object({
  universe: rowsOf(listing, 2_000),
  marginTables: z.optional(rowsOf(marginTable, 1_000)),
});

type Bracket = { readonly lowerBound: number; readonly maxLeverage: number };

/**
 * Maintenance is half the initial margin at the bracket's greatest leverage, with the deduction that keeps
 * it continuous; bounds are in USDC. A table id below 50 is not listed: it is one bracket of that leverage.
 * https://hyperliquid.gitbook.io/hyperliquid-docs/trading/margin-tiers
 */
function tiersOf(brackets: readonly Bracket[]): MaintenanceTier[] {
  const ordered = [...brackets].sort((a, b) => a.lowerBound - b.lowerBound);
  return toMaintenanceTiers(
    ordered.map(({ maxLeverage }, i) => ({
      notionalCap: ordered[i + 1]?.lowerBound ?? null,
      maintenanceRate: 1 / (2 * maxLeverage),
      maxLeverage,
    })),
  );
}

const ownTerms = (name: string) => ({ ...parseAssetName(name), base: name, quote: 'USDC', settle: 'USDC' });

/** What is listed, with its brackets; delisted names are left out. */
export function observeListings(
  venue: VenueId,
  { universe, marginTables = [] }: z.output<typeof metaSchema>,
  context: FrameContext,
  terms: (
    name: string,
  ) => Pick<Instrument, 'asset' | 'base' | 'baseMultiplier' | 'quote' | 'settle'> = ownTerms,
): Observation[] {
  const tables = new Map(marginTables.map(([id, { marginTiers }]) => [id, marginTiers]));
  return universe
    .filter((row) => row.isDelisted !== true)
    .flatMap((row): Observation[] => {
      const flat = [{ lowerBound: 0, maxLeverage: row.maxLeverage }];
      const tiers = tiersOf(tables.get(row.marginTableId ?? 0) ?? flat);
      const stamped = stamp(venue, row.name, context);
      const instrument: Instrument = {
        venue,
        venueSymbol: row.name,
        ...terms(row.name),
        kind: 'linear',
        contractSize: 1,
        tickSize: null,
        maxLeverage: row.maxLeverage,
        maintenanceTiers: tiers,
        fundingIntervalHours: 1,
      };
      return [
        { kind: 'instrument', ...stamped, instrument },
        { kind: 'tiers', ...stamped, tiers },
      ];
    });
}

/**
 * The main venue's perpetuals; builder-deployed ones (`xyz:TSLA`) are another venue. The tick
 * depends on the price (five significant figures), so none is stated.
 */
export const meta = (line: Line) =>
  asking(
    line.forVenue({
      id: 'meta',
      provides: ['instrument', 'tiers'],
      docs: PERPETUALS_DOCS,
      limit: 'weight',
      weight: 20,
      schema: metaSchema,
      url,
      observe: (answer, context) => observeListings(line.id, answer, context),
    }),
    () => ({ type: 'meta' }),
  );
