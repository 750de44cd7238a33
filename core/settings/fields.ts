import * as z from 'zod/mini';
import { type Clause, clause, count, fraction } from '../domain/clause.ts';
import { RESET_STATES } from '../domain/reset.ts';
import { WARNING_RULES } from '../domain/warning.ts';
import { LANGUAGES, NUMBER_FORMATS } from './settings.ts';

/** One setting: what it accepts, and what a user is told when a value is refused. */
export interface Field {
  readonly accepts: z.ZodMiniType;
  readonly refusal: Clause;
}

function between(low: number, high: number): Field {
  return { accepts: number(low, high), refusal: clause('rangeCount', count(low), count(high)) };
}

function share(low: number, high: number): Field {
  return { accepts: number(low, high), refusal: clause('rangeFraction', fraction(low), fraction(high)) };
}

function number(low: number, high: number): z.ZodMiniType {
  return z.number().check(z.gte(low), z.lte(high));
}

function chosen(accepts: z.ZodMiniType): Field {
  return { accepts, refusal: clause('notAmongChoices') };
}

const minuteOfDay = chosen(z.int().check(z.gte(0), z.lte(1439)));

/** Every field a user can set directly, by section; ranges are those of the options page. */
export const FIELDS = {
  thresholds: {
    crowding: between(30, 100),
    flushRisk: share(0.005, 1),
    flushRiskFold: between(1.2, 20),
    clusterDistance: share(0.0005, 0.1),
    clusterDistanceAtr: between(0.1, 10),
    clusterShare: share(0.01, 1),
    fundingApr: share(0.01, 20),
    openInterestChange: share(0.002, 1),
    resetStates: chosen(z.array(z.enum(RESET_STATES)).check(z.maxLength(RESET_STATES.length))),
    off: chosen(z.array(z.enum(WARNING_RULES)).check(z.maxLength(WARNING_RULES.length))),
  },
  alerts: {
    notifications: chosen(z.boolean()),
    quietFrom: minuteOfDay,
    quietTo: minuteOfDay,
    coolDownMinutes: between(1, 1440),
    onGradeD: chosen(z.boolean()),
  },
  appearance: {
    theme: chosen(z.enum(['dark', 'light', 'system', 'page'])),
    palette: chosen(z.enum(['standard', 'colour-blind'])),
    density: chosen(z.enum(['full', 'compact'])),
    opacity: share(0.5, 1),
    ladderRange: share(0.005, 0.25),
    rising: chosen(z.enum(['green', 'red'])),
    language: chosen(z.enum(LANGUAGES)),
    numbers: chosen(z.enum(NUMBER_FORMATS)),
  },
} as const satisfies Record<string, Record<string, Field>>;

export type Section = keyof typeof FIELDS;

/** `binance-usdm:BTCUSDT`; venue symbols may hold a colon themselves (`xyz:TSLA`). */
export const instrumentKeySchema = z.string().check(z.regex(/^[a-z0-9-]{1,32}:[A-Za-z0-9_:.@/-]{1,40}$/));

/** Without its own thresholds: those are read field by field. */
export const watchedSchema = z.object({
  key: instrumentKeySchema,
  enabled: z.boolean(),
  mutedUntil: z.number().check(z.gte(0)),
});

export const venueIdSchema = z.string().check(z.regex(/^[a-z0-9-]{1,32}$/));
export const hostSchema = z.string().check(z.regex(/^[a-z0-9.-]{1,253}$/));

export const LIMITS = { watchlist: 100, venues: 64, hosts: 64 } as const;
