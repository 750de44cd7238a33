import { venues } from '../venues/registry.ts';
import { CHART_GRANT, tradingView } from '../venues/tradingview.ts';
import { askedVenue, type PermittedSite } from './permissions.ts';

/** Every address the product may contact. */
export const origins: ReadonlySet<string> = new Set(
  venues.flatMap((venue) => [...venue.origins, ...Object.values(venue.alternateOrigins ?? {})]),
);

/** Every site the user may have to allow first. */
export const permittedSites: readonly PermittedSite[] = [
  ...venues.map(askedVenue),
  { ...tradingView, patterns: [CHART_GRANT] },
];
