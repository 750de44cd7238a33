import type * as z from 'zod/mini';
import type { Instrument, VenueId } from '../domain/instrument.ts';
import type { Observation } from '../domain/observation.ts';
import { decode } from './fields.ts';
import { instrumentOf } from './rows.ts';
import type { Endpoint, ParseContext, Query, Venue } from './venue.ts';
import { VenueError } from './venue-error.ts';

const NO_HEADERS: ReadonlyMap<string, string> = new Map();

/** What both kinds of endpoint say of themselves; `weight` 1 unless told. */
interface Spec<T extends z.ZodMiniType> extends Pick<Endpoint, 'id' | 'provides' | 'docs' | 'limit'> {
  readonly weight?: number | ((query: Query) => number);
  readonly intervals?: Endpoint['intervals'];
  readonly maxRows?: number;
  readonly reachMs?: number;
  readonly schema: T;
}

interface VenueSpec<T extends z.ZodMiniType> extends Spec<T> {
  url(query: Query): string;
  observe(answer: z.output<T>, context: ParseContext): Observation[];
}

interface InstrumentSpec<T extends z.ZodMiniType> extends Spec<T> {
  url(instrument: Instrument, query: Query): string;
  observe(answer: z.output<T>, instrument: Instrument, context: ParseContext): Observation[];
}

/**
 * Builds GET endpoints of one venue: the schema is applied, an error envelope becomes the venue's own fault,
 * and `observe` only ever sees decoded data.
 */
export function endpointsFor(venue: VenueId, faultOf: Venue['fault']) {
  function read<T extends z.ZodMiniType>(spec: Spec<T>, payload: unknown, context: ParseContext) {
    const { receivedTime } = context;
    const fault = faultOf({ status: 200, headers: NO_HEADERS, body: payload, receivedTime });
    if (fault !== null) throw new VenueError(venue, spec.id, fault);
    return decode(spec.schema, payload, venue, spec.id);
  }

  function common<T extends z.ZodMiniType>(spec: Spec<T>) {
    const { id, provides, intervals, docs, limit, maxRows, reachMs, weight = 1 } = spec;
    const weigh = typeof weight === 'number' ? () => weight : weight;
    return { id, provides, intervals, docs, limit, maxRows, reachMs, weight: weigh };
  }

  return {
    /** One answer for every instrument. */
    forVenue<T extends z.ZodMiniType>(spec: VenueSpec<T>): Endpoint {
      return {
        ...common(spec),
        scope: 'venue',
        request: (query) => ({ method: 'GET', url: spec.url(query) }),
        parse: (payload, context) => spec.observe(read(spec, payload, context), context),
      };
    },

    /** One answer for `query.instrument`. */
    forInstrument<T extends z.ZodMiniType>(spec: InstrumentSpec<T>): Endpoint {
      return {
        ...common(spec),
        scope: 'instrument',
        request: (query) => ({ method: 'GET', url: spec.url(instrumentOf(query, venue, spec.id), query) }),
        parse(payload, context) {
          const instrument = instrumentOf(context.query, venue, spec.id);
          return spec.observe(read(spec, payload, context), instrument, context);
        },
      };
    },
  };
}
