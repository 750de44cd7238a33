import * as z from 'zod/mini';
import type { Observation } from '../../domain/observation.ts';
import { decodeEach, nonNegative, rowsOf } from '../fields.ts';
import { metaSchema, observeListings } from '../hyperliquid/contracts.ts';
import { asking, askingAbout, type Line, PERPETUALS_DOCS, url } from '../hyperliquid/endpoints.ts';
import { contextsSchema, observePaired } from '../hyperliquid/market.ts';
import { termsOf } from './terms.ts';

/** `{"collateralToken": 360, "marginTables": […], "universe": [{"name": "km:US500", "maxLeverage": 20, …}]}` */
const builderMeta = z.extend(metaSchema, { collateralToken: nonNegative });

/** The builders' markets, one list each after the venue's own; those settled in an unknown token are left out. */
export const allPerpMetas = (line: Line) =>
  asking(
    line.forVenue({
      id: 'allPerpMetas',
      provides: ['instrument', 'tiers'],
      docs: PERPETUALS_DOCS,
      limit: 'weight',
      weight: 20,
      schema: rowsOf(z.unknown(), 200),
      url,
      observe: (lists, context) =>
        decodeEach(builderMeta, lists, line.id, 'allPerpMetas').flatMap((list): Observation[] => {
          const terms = termsOf(list.collateralToken);
          const universe = list.universe.filter(({ name }) => name.includes(':'));
          return terms === null ? [] : observeListings(line.id, { ...list, universe }, context, terms);
        }),
    }),
    () => ({ type: 'allPerpMetas' }),
  );

/** `xyz:TSLA` → `xyz`, the name the venue asks for. */
const dexOf = (venueSymbol: string) => venueSymbol.split(':')[0] ?? '';

/** One builder's markets with their values, all of them in one answer. */
export const metaAndAssetCtxs = (line: Line) =>
  askingAbout(
    line.forInstrument({
      id: 'metaAndAssetCtxs',
      provides: ['price', 'funding', 'open-interest', 'volume:perp'],
      docs: PERPETUALS_DOCS,
      limit: 'weight',
      weight: 20,
      schema: contextsSchema,
      url,
      observe([listing, contexts], instrument, context) {
        const dex = dexOf(instrument.venueSymbol);
        const known = [...context.instruments.values()].filter((one) => dexOf(one.venueSymbol) === dex);
        const listings = known.map((one) => ({
          kind: 'instrument' as const,
          venue: line.id,
          venueSymbol: one.venueSymbol,
          venueTime: context.venueTime,
          receivedTime: context.receivedTime,
          instrument: one,
        }));
        return observePaired(line.id, listing, contexts, listings, context);
      },
    }),
    ({ venueSymbol }) => ({ type: 'metaAndAssetCtxs', dex: dexOf(venueSymbol) }),
  );
