import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import {
  decimal,
  decode,
  decodeEach,
  isoTimestamp,
  nonNegative,
  optionalDecimal,
  optionalTimestamp,
  positive,
  rowsOf,
  timestamp,
  timestampNanoseconds,
  timestampSeconds,
} from '../../../core/venues/fields.ts';
import { VenueError } from '../../../core/venues/venue-error.ts';

const reads = (schema: z.ZodMiniType, value: unknown) => z.safeParse(schema, value);

function faultOf(action: () => unknown): VenueError {
  try {
    action();
  } catch (error) {
    if (error instanceof VenueError) return error;
  }
  throw new Error('no VenueError');
}

describe('numbers', () => {
  it.each([
    ['0.00010000', 0.0001],
    ['-1.5e-3', -0.0015],
    [' 12 ', 12],
    ['.5', 0.5],
    [7, 7],
  ])('reads %j', (written, value) => {
    expect(reads(decimal, written)).toEqual({ success: true, data: value });
  });

  it.each([
    'NaN',
    'Infinity',
    '1e999',
    '0x10',
    '1,5',
    '1.2.3',
    '١٢',
    '9'.repeat(60),
    true,
    {},
    [1],
    Number.NaN,
  ])('refuses %j', (written) => {
    expect(reads(decimal, written).success).toBe(false);
  });

  it('tells positive from non-negative', () => {
    expect(reads(positive, '0').success).toBe(false);
    expect(reads(nonNegative, '0').success).toBe(true);
    expect(reads(nonNegative, '-1').success).toBe(false);
  });

  it('never reads an absent value as zero', () => {
    for (const absent of ['', '  ', null, undefined]) {
      expect(reads(decimal, absent).success).toBe(false);
      expect(reads(optionalDecimal, absent)).toEqual({ success: true, data: null });
    }
    expect(decode(z.object({ rate: optionalDecimal }), {}, 'v', 'e')).toEqual({ rate: null });
  });
});

describe('times', () => {
  it('reads milliseconds as number or text', () => {
    expect(reads(timestamp, '1700000000000')).toEqual({ success: true, data: 1_700_000_000_000 });
  });

  it.each([1_700_000_000, 1_700_000_000_000_000, '2026-01-01', 0.5])(
    'refuses %j, which is something else',
    (time) => {
      expect(reads(timestamp, time).success).toBe(false);
    },
  );

  it('reads 0 as no time where one may be missing', () => {
    expect(reads(optionalTimestamp, 0)).toEqual({ success: true, data: null });
    expect(reads(optionalTimestamp, '')).toEqual({ success: true, data: null });
  });
});

describe('decode', () => {
  const schema = z.object({ list: rowsOf(z.object({ rate: decimal }), 3) });

  it('names the first wrong field in few words', () => {
    const error = faultOf(() =>
      decode(schema, { list: [{ rate: '1' }, { rate: 'much' }] }, 'venue', 'rates'),
    );
    expect(error.fault).toEqual({
      kind: 'invalid-answer',
      detail: 'list[1].rate is not a number',
      until: null,
    });
    expect(error.message).toBe('venue rates: invalid-answer: list[1].rate is not a number');
  });

  it('says when a field is missing', () => {
    expect(faultOf(() => decode(schema, { list: [{}] }, 'v', 'e')).fault.detail).toBe(
      'list[0].rate is missing',
    );
  });

  it('refuses a list longer than any real answer before reading it', () => {
    const list = Array.from({ length: 4 }, () => ({ rate: 'much' }));
    expect(faultOf(() => decode(schema, { list }, 'v', 'e')).fault.detail).toBe(
      'list is no list of at most 3 rows',
    );
  });

  it('copies only the fields it knows', () => {
    const hostile = JSON.parse('{"list":[],"__proto__":{"polluted":1}}');
    expect(Object.keys(decode(schema, hostile, 'v', 'e'))).toEqual(['list']);
  });
});

describe('decodeEach', () => {
  const row = z.object({ rate: decimal });

  it('leaves odd rows out', () => {
    expect(decodeEach(row, [{ rate: '1' }, null, { rate: '' }], 'v', 'e')).toEqual([{ rate: 1 }]);
  });

  it('calls a list in which nothing reads an invalid answer, an empty one none', () => {
    expect(faultOf(() => decodeEach(row, [{ rate: '' }], 'v', 'e')).fault.kind).toBe('invalid-answer');
    expect(decodeEach(row, [], 'v', 'e')).toEqual([]);
  });
});

describe('times in other forms', () => {
  it('counts whole seconds', () => {
    expect(reads(timestampSeconds, '1795000000')).toEqual({ success: true, data: 1_795_000_000_000 });
    for (const wrong of [1_795_000_000_000, 0, '', null, 1.5, 'soon']) {
      expect(reads(timestampSeconds, wrong).success, String(wrong)).toBe(false);
    }
  });

  it('counts nanoseconds, which a number cannot hold exactly', () => {
    expect(reads(timestampNanoseconds, '1604643655040584408')).toEqual({
      success: true,
      data: 1_604_643_655_040,
    });
    for (const wrong of [1_795_000_000_000, 0, '', null, 'soon']) {
      expect(reads(timestampNanoseconds, wrong).success, String(wrong)).toBe(false);
    }
  });

  it('reads ISO times of any fineness, in UTC only', () => {
    expect(reads(isoTimestamp, '2026-11-18T11:06:40.5Z')).toEqual({ success: true, data: 1_795_000_000_500 });
    expect(reads(isoTimestamp, '2026-11-18T11:06:40.123456Z')).toEqual({
      success: true,
      data: 1_795_000_000_123,
    });
    expect(reads(isoTimestamp, '2026-11-18T11:06:40Z')).toEqual({ success: true, data: 1_795_000_000_000 });
    for (const wrong of ['2026-11-18', '2026-13-18T11:06:40Z', '2026-11-18T11:06:40+02:00', 1, '', null]) {
      expect(reads(isoTimestamp, wrong).success, String(wrong)).toBe(false);
    }
  });
});
