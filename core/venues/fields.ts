import * as z from 'zod/mini';
import type { VenueId } from '../domain/instrument.ts';
import type { Ms } from '../domain/time.ts';
import { VenueError } from './venue-error.ts';

/** Longer than any number a venue writes; keeps a hostile string from costing time. */
const LONGEST_NUMBER = 48;
const DECIMAL = /^[+-]?\d+(\.\d*)?(e[+-]?\d+)?$|^[+-]?\.\d+$/i;

/** No price, size or turnover lies outside: keeps sums, products and ratios of read values finite. */
const LARGEST = 1e21;
const SMALLEST_POSITIVE = 1e-18;

/** 2009-01-01 and 2100-01-01: outside of it a "timestamp" is seconds, microseconds or nonsense. */
const EARLIEST: Ms = 1_230_768_000_000;
const LATEST: Ms = 4_102_444_800_000;

/** The number a venue wrote, as a string or plainly; null when absent (`''`, null, missing); NaN when it is none. */
function readNumber(value: unknown): number | null {
  if (value === undefined || value === null || value === '') return null;
  if (typeof value === 'number') return Number.isFinite(value) ? value : Number.NaN;
  if (typeof value !== 'string' || value.length > LONGEST_NUMBER) return Number.NaN;
  const text = value.trim();
  if (text === '') return null;
  const read = DECIMAL.test(text) ? Number(text) : Number.NaN;
  return Number.isFinite(read) ? read : Number.NaN;
}

function required(claim: string, holds: (value: number) => boolean, toNumber = readNumber) {
  return z.pipe(
    z.optional(z.unknown()),
    z.transform((value, context): number => {
      const read = toNumber(value);
      if (read !== null && holds(read)) return read;
      context.issues.push({ code: 'custom', input: value, message: read === null ? 'is missing' : claim });
      return z.NEVER;
    }),
  );
}

function optional(claim: string, holds: (value: number) => boolean) {
  return z.pipe(
    z.optional(z.unknown()),
    z.transform((value, context): number | null => {
      const read = readNumber(value);
      if (read === null || holds(read)) return read;
      context.issues.push({ code: 'custom', input: value, message: claim });
      return z.NEVER;
    }),
  );
}

const isNumber = (value: number) => Math.abs(value) <= LARGEST;
const isPositive = (value: number) => value >= SMALLEST_POSITIVE && value <= LARGEST;
const isNonNegative = (value: number) => value === 0 || isPositive(value);
const isTime = (value: number) => Number.isInteger(value) && value >= EARLIEST && value <= LATEST;

/** Any finite number of sane size, written as a number or a numeric string. */
export const decimal = required('is not a number', isNumber);
/** Finite and > 0: prices, intervals. */
export const positive = required('is not a positive number', isPositive);
/** Finite and ≥ 0: sizes, volumes, open interest. */
export const nonNegative = required('is not a number from 0 up', isNonNegative);

/** As above; `''`, null and a missing field read as null. */
export const optionalDecimal = optional('is not a number', isNumber);
export const optionalPositive = optional('is not a positive number', isPositive);
export const optionalNonNegative = optional('is not a number from 0 up', isNonNegative);

/** Unix milliseconds between 2009 and 2100. */
export const timestamp = required('is not a time in milliseconds', isTime);
/** As `timestamp`; absent and 0 (venues write it for "none") read as null. */
export const optionalTimestamp = z.pipe(
  optional('is not a time in milliseconds', (value) => value === 0 || isTime(value)),
  z.transform((value): Ms | null => (value === 0 ? null : value)),
);

/** As `timestamp`, out of seconds; fractions of a millisecond are rounded. */
export const timestampSeconds = required('is not a time in seconds', isTime, (value) => {
  const read = readNumber(value);
  return read === null ? null : Math.round(read * 1_000);
});

/** As `timestamp`, out of nanoseconds; fractions of a millisecond are dropped. */
export const timestampNanoseconds = required('is not a time in nanoseconds', isTime, (value) => {
  const read = readNumber(value);
  return read === null ? null : Math.floor(read / 1e6);
});

const ISO_TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,9})?Z$/;

/** As `timestamp`, out of `2025-12-08T16:00:00.219Z`; fractions of a millisecond are dropped. */
export const isoTimestamp = required('is not a time such as 2026-01-31T12:00:00Z', isTime, (value) => {
  if (value === undefined || value === null || value === '') return null;
  return typeof value === 'string' && ISO_TIME.test(value) ? Math.floor(Date.parse(value)) : Number.NaN;
});

/** A short text of the venue's: a symbol, a status. */
export const text = z.string().check(z.minLength(1), z.maxLength(64));

/** An array of at most `max` rows; its length is looked at before any row is. */
export function rowsOf<T extends z.ZodMiniType>(row: T, max: number) {
  return z.pipe(
    z.custom<unknown[]>(
      (value) => Array.isArray(value) && value.length <= max,
      `is no list of at most ${max} rows`,
    ),
    z.array(row),
  );
}

/** `list[3].fundingRate is not a number`. */
function explain(issue: z.core.$ZodIssue | undefined): string {
  if (issue === undefined) return 'unreadable answer';
  const path = issue.path
    .map((step) => (typeof step === 'number' ? `[${step}]` : `.${String(step)}`))
    .join('')
    .replace(/^\./, '');
  const claim = issue.code === 'custom' ? issue.message : 'has an unexpected form';
  return `${path.slice(0, 80) || 'answer'} ${claim}`;
}

/**
 * Reads an answer at the venue's border.
 * @throws VenueError `invalid-answer` naming the first field that is wrong.
 */
export function decode<T extends z.ZodMiniType>(
  schema: T,
  payload: unknown,
  venue: VenueId,
  endpoint: string,
): z.output<T> {
  const read = z.safeParse(schema, payload);
  if (read.success) return read.data;
  const detail = explain(read.error.issues[0]);
  throw new VenueError(
    venue,
    endpoint,
    { kind: 'invalid-answer', detail, until: null },
    { cause: read.error },
  );
}

/**
 * Reads a venue-wide list row by row: one odd row (a contract not yet trading, a new product) must not
 * silence the rest. Rows that do not read are left out; a list in which no row reads is an invalid answer.
 * @throws VenueError `invalid-answer`
 */
export function decodeEach<T extends z.ZodMiniType>(
  schema: T,
  rows: readonly unknown[],
  venue: VenueId,
  endpoint: string,
): z.output<T>[] {
  const read: z.output<T>[] = [];
  for (const row of rows) {
    const one = z.safeParse(schema, row);
    if (one.success) read.push(one.data);
  }
  if (read.length === 0 && rows.length > 0) decode(schema, rows[0], venue, endpoint);
  return read;
}
