import * as z from 'zod/mini';
import { RESET_STATES } from '../domain/reset.ts';
import { WARNING_RULES } from '../domain/warning.ts';
import { LANGUAGES, NUMBER_FORMATS } from './settings.ts';

/** One setting: what it accepts, and the sentence a user reads when a value is refused. */
export interface Field {
  readonly accepts: z.ZodMiniType;
  readonly refusal: string;
}

function between(low: number, high: number): z.ZodMiniType {
  return z.number().check(z.gte(low), z.lte(high));
}

const minuteOfDay = z.int().check(z.gte(0), z.lte(1439));

/** Every field a user can set directly, by section; ranges are those of the options page. */
export const FIELDS = {
  thresholds: {
    crowding: { accepts: between(30, 100), refusal: 'Crowding warns at a score from 30 to 100.' },
    flushRisk: { accepts: between(0.005, 1), refusal: 'Flush risk warns at 0.5 % to 100 %.' },
    flushRiskFold: { accepts: between(1.2, 20), refusal: 'Flush risk warns at 1.2 to 20 times its usual.' },
    clusterDistance: { accepts: between(0.0005, 0.1), refusal: 'Cluster distance is 0.05 % to 10 %.' },
    clusterDistanceAtr: { accepts: between(0.1, 10), refusal: 'Cluster distance is 0.1 to 10 ATR.' },
    clusterShare: { accepts: between(0.01, 1), refusal: 'A cluster holds 1 % to 100 % of the mass nearby.' },
    fundingApr: { accepts: between(0.01, 20), refusal: 'Funding warns at 1 % to 2000 % a year.' },
    openInterestChange: { accepts: between(0.002, 1), refusal: 'Open interest change is 0.2 % to 100 %.' },
    resetStates: {
      accepts: z.array(z.enum(RESET_STATES)).check(z.maxLength(RESET_STATES.length)),
      refusal: 'Choose reset states from the list.',
    },
    off: {
      accepts: z.array(z.enum(WARNING_RULES)).check(z.maxLength(WARNING_RULES.length)),
      refusal: 'Choose rules from the list.',
    },
  },
  alerts: {
    notifications: { accepts: z.boolean(), refusal: 'Notifications are on or off.' },
    quietFrom: { accepts: minuteOfDay, refusal: 'Quiet hours start between 00:00 and 23:59.' },
    quietTo: { accepts: minuteOfDay, refusal: 'Quiet hours end between 00:00 and 23:59.' },
    coolDownMinutes: { accepts: between(1, 1440), refusal: 'The cool-down is 1 minute to 24 hours.' },
    onGradeD: { accepts: z.boolean(), refusal: 'Alerts on grade D are on or off.' },
  },
  appearance: {
    theme: {
      accepts: z.enum(['dark', 'light', 'system', 'page']),
      refusal: 'The theme is dark, light, or like the system or the page.',
    },
    palette: {
      accepts: z.enum(['standard', 'colour-blind']),
      refusal: 'The palette is standard or colour-blind.',
    },
    density: { accepts: z.enum(['full', 'compact']), refusal: 'The density is full or compact.' },
    opacity: { accepts: between(0.5, 1), refusal: 'Opacity is 50 % to 100 %.' },
    ladderRange: { accepts: between(0.005, 0.25), refusal: 'The ladder reaches 0.5 % to 25 % each way.' },
    rising: { accepts: z.enum(['green', 'red']), refusal: 'A rising price is green or red.' },
    language: { accepts: z.enum(LANGUAGES), refusal: 'Choose a language from the list.' },
    numbers: { accepts: z.enum(NUMBER_FORMATS), refusal: 'Choose a number format from the list.' },
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
