import type { Instrument } from '../../core/domain/instrument.ts';
import type { Endpoint, Venue } from '../../core/venues/venue.ts';
import { CLOCK, usualSymbol } from './known-instruments.ts';
import { mapSample } from './mapping.ts';
import { payloadVariants } from './payload-variants.ts';
import { foreignHeading, foreignOnly, otherLine, symbolsIn } from './product-line.ts';
import type { RecordedSample } from './recorded.ts';
import { type Instruments, judge, messageOf, notCovered, refused, type Verdict } from './verdict.ts';

/** The instrument a sample speaks of; spot answers name the spot pair, the perp is asked through it. */
function instrumentFor(
  endpoint: Endpoint,
  symbols: readonly string[],
  venue: Venue,
  known: Instruments,
): Instrument {
  const own = symbols.find((symbol) => otherLine(venue.id, symbol) === null);
  const symbol = own ?? (endpoint.provides.some((one) => one.endsWith(':spot')) ? symbols[0] : undefined);
  return known(symbol ?? usualSymbol(venue.id));
}

/** Reasons an answer may rightly yield nothing. */
function leftOut(sample: RecordedSample): string | null {
  const text = JSON.stringify(sample.httpResponse);
  const kind = /"symbolType":"(stock|xstocks|commodity|forex|index)"/.exec(text)?.[1];
  if (kind !== undefined) return `left out by design: ${kind}`;
  return /"data":\[\]|"list":\[\]/.test(text) ? 'empty answer' : null;
}

/** Reads a sample of an HTTP answer with the endpoints it may belong to. */
export function readAnswer(venue: Venue, sample: RecordedSample, known: Instruments): Verdict {
  const elsewhere = foreignHeading(venue.id, sample.request?.heading);
  if (elsewhere !== null) return notCovered(elsewhere);
  const mapping = mapSample(venue, sample, known);
  if ('notCovered' in mapping) return notCovered(mapping.notCovered);
  const symbols = symbolsIn(sample.httpResponse);
  const foreign = foreignOnly(venue.id, symbols);
  const crossLine = (endpoint: Endpoint) =>
    endpoint.provides.some((one) => one.endsWith(':spot') || one === 'index' || one === 'instrument');
  const endpoints = mapping.endpoints.filter((endpoint) => foreign === null || crossLine(endpoint));
  const failures: string[] = [];
  for (const endpoint of endpoints) {
    const instrument = instrumentFor(endpoint, symbols, venue, known);
    const named = [...symbols, instrument.venueSymbol].map((symbol) => [symbol, known(symbol)] as const);
    const interval = /[?&](?:interval|period|intervalTime|bar)=5/.test(sample.url ?? '') ? '5m' : '1h';
    const query = { instrument, interval } as const;
    const context = { query, instruments: new Map(named), receivedTime: CLOCK, venueTime: CLOCK };
    for (const payload of payloadVariants(venue.id, sample, instrument.venueSymbol)) {
      try {
        const observations = endpoint.parse(payload, context);
        const unwrapped = payload === sample.httpResponse ? '' : 'put into the form asked for';
        if (observations.length > 0) return judge(endpoint.id, payload, observations, unwrapped);
        failures.push(`${endpoint.id}: nothing read`);
      } catch (error) {
        failures.push(messageOf(error));
      }
    }
  }
  const why = foreign ?? leftOut(sample);
  const asked = mapping.endpoints.map(({ id }) => id).join(', ');
  return why === null ? refused(asked, [...new Set(failures)].join(' | ')) : notCovered(why, asked);
}
