import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { HOUR, MINUTE } from '../../core/domain/time.ts';
import { readHistories } from './market-history.ts';
import { seeded } from './scores.ts';
import { validate } from './validate.ts';

type Row = readonly (number | string)[];

const DAYS = 60;
const START = Date.UTC(2026, 1, 1);
const CANDLES = 'open_time_ms,open,high,low,close,volume_base';
const INTEREST = 'timestamp_ms,open_interest_base';
const FUNDING = 'funding_time_ms,funding_rate';

/** Two months with a flush in each: price and open interest fall together within some hours. */
function market(): { candles: Row[]; interest: Row[]; funding: Row[] } {
  const random = seeded(11);
  const candles: Row[] = [];
  const interest: Row[] = [[START, 1000]];
  const funding: Row[] = [];
  let price = 100;
  let held = 1000;
  for (let hour = 0; hour < DAYS * 24; hour += 1) {
    const sinceFlush = hour % 720 >= 600 ? (hour % 720) - 600 : Number.POSITIVE_INFINITY;
    const isFlush = sinceFlush < 8;
    const open = price;
    price *= Math.exp(0.004 * (random() - 0.5) - (isFlush ? 0.012 : 0));
    held *= Math.exp(0.006 * (random() - 0.5) - (isFlush ? 0.025 : 0) + (sinceFlush > 20 ? 0.0002 : 0));
    const high = Math.max(open, price) * (1 + 0.002 * random());
    const low = Math.min(open, price) * (1 - 0.002 * random());
    candles.push([START + hour * HOUR, open, high, low, price, 500 + 100 * random()]);
    interest.push([START + (hour + 1) * HOUR, held]);
    if (hour % 8 === 0) funding.push([START + hour * HOUR + 3, 0.0001 + 0.0004 * random()]);
  }
  return { candles, interest, funding };
}

const { candles, interest, funding } = market();
let root: string;
let made = 0;

beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'flushpoint-any-'));
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

interface Form {
  readonly candles?: readonly Row[] | null;
  readonly interest?: readonly Row[] | null;
  readonly funding?: readonly Row[] | null;
  readonly heads?: Partial<Record<'candles' | 'interest' | 'funding', string>>;
  readonly names?: Partial<Record<'candles' | 'interest' | 'funding', string>>;
  readonly write?: (text: string) => string;
}

/** A folder of one coin in some other form, judged. */
function judged(form: Form = {}) {
  made += 1;
  const folder = join(root, String(made), 'one-set');
  mkdirSync(folder, { recursive: true });
  const put = (
    part: 'candles' | 'interest' | 'funding',
    name: string,
    head: string,
    rows: readonly Row[],
  ) => {
    const given = form[part];
    if (given === null) return;
    const text = `${form.heads?.[part] ?? head}\n${(given ?? rows).map((row) => row.join(',')).join('\n')}\n`;
    writeFileSync(join(folder, form.names?.[part] ?? name), form.write?.(text) ?? text);
  };
  put('candles', 'ABCUSDT_candles_1h.csv', CANDLES, candles);
  put('interest', 'ABCUSDT_oi_1h.csv', INTEREST, interest);
  put('funding', 'ABCUSDT_funding_8h.csv', FUNDING, funding);
  return validate(readHistories(folder)).report;
}

function shuffled(rows: readonly Row[]): Row[] {
  const random = seeded(3);
  return rows
    .map((row) => ({ row, key: random() }))
    .sort((a, b) => a.key - b.key)
    .map(({ row }) => row);
}

const withoutColumn = (rows: readonly Row[], at: number) => rows.map((row) => row.filter((_, i) => i !== at));
const holed = (rows: readonly Row[]) =>
  rows.filter((_, index) => index % 97 > 5 && (index < 400 || index > 470));

describe('a folder of another form', () => {
  let plain: ReturnType<typeof judged>;
  // Longer than a hook is given: months of bars are judged here.
  beforeAll(() => {
    plain = judged();
  }, 60_000);

  it('finds both flushes of the plain form', () => {
    const { flush, flushRisk, crowding, lookAhead } = plain;
    expect(flush).toMatchObject({ events: 2, recall: 1 });
    expect(flushRisk!.n).toBeGreaterThan(200);
    expect(crowding!.n).toBeGreaterThan(80);
    expect(lookAhead.findings).toEqual([]);
  });

  it.each<[string, Form]>([
    ['Windows line ends', { write: (text) => text.replaceAll('\n', '\r\n') }],
    ['a byte order mark', { write: (text) => `\uFEFF${text}` }],
    ['semicolons', { write: (text) => text.replaceAll(',', ';') }],
    ['quotes', { write: (text) => text.replaceAll(/[^,\n]+/g, '"$&"') }],
    [
      'rows in any order',
      { candles: shuffled(candles), interest: shuffled(interest), funding: shuffled(funding) },
    ],
    [
      'every row twice',
      {
        candles: candles.flatMap((row) => [row, row]),
        interest: interest.flatMap((row) => [row, row]),
        funding: funding.flatMap((row) => [row, row]),
      },
    ],
    ['epoch seconds', { interest: interest.map(([time, value]) => [(time as number) / 1000, value!]) }],
    [
      'dates without a zone',
      {
        interest: interest.map(([time, value]) => [
          new Date(time as number).toISOString().slice(0, 19).replace('T', ' '),
          value!,
        ]),
      },
    ],
    [
      'snapshots some seconds late',
      { interest: interest.map(([time, value]) => [(time as number) + 7_000, value!]) },
    ],
    ['empty cells', { interest: [...interest, [START + 30 * MINUTE, ''], ['', 5]] }],
    [
      'other column names',
      { heads: { interest: 'create_time,sum_open_interest', candles: 'ts,o,high,low,close,volume' } },
    ],
    ['names without a kind', { names: { candles: 'ABCUSDT-1h.csv' } }],
  ])('says the same of %s', (_, form) => {
    const { flush, reset, flushRisk } = judged(form);
    expect(flush).toMatchObject({
      events: 2,
      recall: plain.flush!.recall,
      shareDone: plain.flush!.shareDone,
    });
    expect(reset).toEqual(plain.reset);
    if (!form.heads) expect(flushRisk!.auc).toBe(plain.flushRisk!.auc);
  });

  it.each<[string, Form]>([
    ['no funding', { funding: null }],
    [
      'no volume',
      { candles: withoutColumn(candles, 5), heads: { candles: CANDLES.replace(',volume_base', '') } },
    ],
    [
      'closes alone',
      { candles: candles.map((row) => [row[0]!, row[4]!]), heads: { candles: 'open_time_ms,close' } },
    ],
    [
      'holes of hours and days',
      { candles: holed(candles), interest: holed(interest), funding: holed(funding) },
    ],
    [
      'words where numbers should be',
      { interest: interest.map(([time, value], row) => [time!, row % 50 ? value! : 'n/a']) },
    ],
  ])('judges what it can with %s', (_, form) => {
    const { flush, flushRisk, crowding, reasons, lookAhead } = judged(form);
    expect(flush!.events).toBeGreaterThanOrEqual(1);
    expect(flush!.recall).toBeGreaterThan(0);
    expect(flushRisk === null ? reasons.flushRisk : flushRisk.n).toBeTruthy();
    if (form.funding === null)
      expect([crowding, reasons.crowding]).toEqual([null, expect.stringContaining('funding')]);
    expect(lookAhead.findings).toEqual([]);
  });

  it('says what is missing where a set has price alone, or open interest alone', () => {
    for (const [form, reason] of [
      [{ interest: null }, 'no open interest by the hour or finer'],
      [{ candles: null }, 'no candles and no prices'],
    ] as const) {
      const { flush, map, markets, reasons } = judged(form);
      expect([flush, map]).toEqual([null, null]);
      expect(reasons.flush).toBe('no set has price and open interest');
      expect(markets.map((each) => each.reason)).toEqual([reason]);
    }
  });

  it('says so where no file is of a known form, or no flush is old enough to ask about', () => {
    const other = join(root, 'other');
    mkdirSync(other);
    writeFileSync(join(other, 'orders.csv'), 'symbol,side\nABC,BUY\n');
    const unknown = validate(readHistories(other)).report;
    expect(unknown.reasons.flush).toMatch(/known form/);
    const hours = 24 * 25 + 20;
    const short = judged({ candles: candles.slice(0, hours), interest: interest.slice(0, hours) });
    expect(short.flush!.events).toBe(1);
    expect([short.reset, short.reasons.reset]).toEqual([null, expect.stringMatching(/following week/)]);
  });

  it('refuses a folder that is none, empty, or a file, and says which', () => {
    const empty = join(root, 'empty');
    mkdirSync(empty);
    const file = join(root, 'file.csv');
    writeFileSync(file, 'a,b\n1,2\n');
    expect(() => readHistories(join(root, 'nowhere'))).toThrow(/no such folder/);
    expect(() => readHistories(empty)).toThrow(/no CSV file/);
    expect(() => readHistories(file)).toThrow(/is a file/);
  });

  it('reads bars of other lengths: minutes become five, quarters of an hour become hours', () => {
    const finer = (minutes: number) =>
      candles
        .slice(0, 72)
        .flatMap(([time, open, high, low, close]) =>
          Array.from({ length: 60 / minutes }, (_, part) => [
            (time as number) + part * minutes * MINUTE,
            part === 0 ? open! : close!,
            high!,
            low!,
            close!,
            1,
          ]),
        );
    for (const [minutes, step] of [
      [1, 5 * MINUTE],
      [15, null],
    ] as const) {
      const folder = join(root, `finer-${minutes}`);
      mkdirSync(folder);
      const text = (head: string, rows: readonly Row[]) =>
        `${head}\n${rows.map((row) => row.join(',')).join('\n')}`;
      writeFileSync(join(folder, `ABC_candles_${minutes}m.csv`), text(CANDLES, finer(minutes)));
      writeFileSync(join(folder, 'ABC_oi_1h.csv'), text(INTEREST, interest.slice(0, 72)));
      const { inputs } = readHistories(folder)[0]!;
      expect(inputs!.bars5m?.stepMs ?? null).toBe(step);
      expect(inputs!.bars1h!.stepMs).toBe(HOUR);
      expect(inputs!.bars1h!.close[5]).toBeCloseTo(candles[5]![4] as number, 12);
    }
  });
});
