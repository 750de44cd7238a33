import type { Endpoint, Provision, Venue, VenueRequest } from '../../core/venues/venue.ts';
import { type knownInstruments, usualSymbol } from './known-instruments.ts';
import type { RecordedSample } from './recorded.ts';

/** What a sample without an address can be the answer to. */
const BY_METHOD: Readonly<Record<string, readonly Provision[]>> = {
  fetchMarkets: ['instrument', 'tiers'],
  fetchMarketLeverageTiers: ['tiers'],
  fetchFundingIntervals: ['funding-terms'],
  fetchFundingRate: ['funding', 'series:funding'],
  fetchFundingRates: ['funding'],
  fetchFundingRateHistory: ['series:funding'],
  fetchMarkPrice: ['price'],
  fetchIndexPrice: ['index'],
  fetchOHLCV: ['candles:perp', 'candles:spot'],
  fetchPremiumIndexOHLCV: ['series:premium'],
  fetchOpenInterest: ['open-interest', 'series:open-interest'],
  fetchOpenInterestHistory: ['series:open-interest'],
  fetchLongShortRatioHistory: ['series:long-short-account-ratio'],
  fetchTakerVolume: ['series:taker-imbalance'],
  fetchOrderBook: ['book'],
  fetchTicker: ['volume:perp', 'price', 'funding', 'volume:spot'],
  fetchTickers: ['volume:perp', 'price', 'funding'],
  fetchSpotTicker: ['volume:spot'],
  fetchLiquidations: ['liquidation'],
  fetchContractStats: ['series:open-interest'],
};

const pathOf = (url: string) => /^(?:https?:\/\/[^/]+)?([^?&#]*)/.exec(url)?.[1] ?? '';

/** Equal but for the symbol, which some venues put into the path. */
function isSamePath(ours: string, theirs: string, symbol: string): boolean {
  const [before = '', after] = ours.split(encodeURIComponent(symbol), 2);
  if (after === undefined) return ours === theirs;
  const between = theirs.slice(before.length, theirs.length - after.length);
  return theirs.startsWith(before) && theirs.endsWith(after) && /^[^/]+$/.test(between);
}

function parameterOf(url: string | null, name: string): string | null {
  return new RegExp(`[?&]${name}=([^&]*)`).exec(url ?? '')?.[1] ?? null;
}

function typeOf(body: unknown): string | null {
  const type = (body as { type?: unknown } | null | undefined)?.type;
  return typeof type === 'string' ? type : null;
}

function categoryOf({ url, httpResponse }: RecordedSample): string | null {
  const result = (httpResponse as { result?: { category?: unknown } } | null)?.result;
  return typeof result?.category === 'string' ? result.category : parameterOf(url, 'category');
}

export type Mapping = { readonly endpoints: readonly Endpoint[] } | { readonly notCovered: string };

/** The declared endpoints a sample may be an answer of: by its address where it has one, else by its method. */
export function mapSample(
  venue: Venue,
  sample: RecordedSample,
  instruments: ReturnType<typeof knownInstruments>,
): Mapping {
  const symbol = usualSymbol(venue.id);
  const query = { instrument: instruments(symbol), interval: '1h' as const };
  const asked = venue.endpoints.map((endpoint) => ({ endpoint, request: endpoint.request(query) }));
  const byMethod = asked.filter(({ endpoint }) =>
    endpoint.provides.some((provision) => BY_METHOD[sample.method]?.includes(provision)),
  );
  if (sample.url === null) {
    return byMethod.length > 0
      ? { endpoints: byMethod.map(({ endpoint }) => endpoint) }
      : { notCovered: `no endpoint asks ${sample.method}` };
  }
  const path = pathOf(sample.url);
  const byPath = asked.filter(({ request }) => isSamePath(pathOf(request.url), path, symbol));
  if (byPath.length === 0) return { notCovered: `no endpoint asks ${path}` };
  const type = typeOf(sample.request?.body);
  const category = categoryOf(sample);
  const fits = (request: VenueRequest, endpoint: Endpoint) => {
    if (type !== null) return typeOf(request.body) === type;
    if (category !== null) return parameterOf(request.url, 'category') === category;
    return byPath.length === 1 || byMethod.some((one) => one.endpoint === endpoint);
  };
  const endpoints = byPath
    .filter(({ request, endpoint }) => fits(request, endpoint))
    .map(({ endpoint }) => endpoint);
  if (endpoints.length > 0) return { endpoints };
  return { notCovered: `no endpoint asks ${path} for ${type ?? category ?? sample.method}` };
}
