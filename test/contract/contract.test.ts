import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type ContractRow, runContract } from './contract.ts';
import { recordedDir } from './run.ts';

const folder = recordedDir();
const isThere = existsSync(folder);
if (!isThere) console.log(`skipped: no recorded answers in ${folder}`);

it.skipIf(!isThere)('reads every recorded answer a declared endpoint covers, without a mismatch', () => {
  const { rows, totals } = runContract(folder);
  expect(rows.filter(({ status }) => status === 'refused')).toEqual([]);
  expect(rows.filter(({ mismatches }) => mismatches.length > 0)).toEqual([]);
  expect(totals.parsed).toBeGreaterThan(0);
  expect(totals.parsed + totals.notCovered).toBe(totals.files);
});

/** The judge judged: planted files with a known verdict. */
describe('the contract notices', () => {
  let root = '';
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'recorded-'));
  });
  afterEach(() => rmSync(root, { recursive: true }));

  function verdict(name: string, sample: object | string): ContractRow | undefined {
    const path = join(root, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, typeof sample === 'string' ? sample : JSON.stringify(sample));
    return runContract(root).rows[0];
  }

  const recorded = { source: '', provenance: 'recorded', request: null, parsed: null };
  const ticker = {
    symbol: 'BTCUSDT',
    markPrice: '100',
    indexPrice: '100',
    singleOpenInterest: '50',
    singleOpenInterestValue: '5000',
    openInterest: '100',
    openInterestValue: '10000',
  };
  const tickers = (row: object) => ({
    ...recorded,
    transport: 'http',
    method: 'fetchTickers',
    url: '/v5/market/tickers?category=linear',
    httpResponse: { retCode: 0, result: { category: 'linear', list: [row] }, time: 1_700_000_000_000 },
  });

  it('an answer that agrees with itself', () => {
    expect(verdict('bybit/a.json', tickers(ticker))).toMatchObject({ status: 'parsed', mismatches: [] });
  });

  it('a value that is not base × price', () => {
    const row = verdict('bybit/a.json', tickers({ ...ticker, singleOpenInterest: '100' }));
    expect(row?.mismatches).toEqual(['open interest 100 × mark 100 is not 5000']);
  });

  it('a turnover that is no price of its bar', () => {
    const bar = [
      1_700_000_000_000,
      '10',
      '11',
      '9',
      '10',
      '1000',
      1_700_000_299_999,
      '10000',
      5,
      '400',
      '4000',
      '0',
    ];
    const sample = {
      ...recorded,
      transport: 'http',
      method: 'fetchOHLCV',
      url: '/fapi/v1/klines?interval=5m',
    };
    expect(verdict('binance-usdm/a.json', { ...sample, httpResponse: [bar] })?.mismatches).toEqual([]);
    const inThousands = bar.with(5, '1').with(9, '0.4').with(8, 1000);
    const row = verdict('binance-usdm/a.json', { ...sample, httpResponse: [inThousands] });
    expect(row?.mismatches).toEqual(['turnover 10000 ÷ volume 1 is no price of its bar']);
  });

  it('another reading of the same message', () => {
    const message = { topic: 'tickers.BTCUSDT', type: 'snapshot', ts: 1_700_000_000_000, data: ticker };
    const theirs = {
      type: 'derivative_ticker',
      symbol: 'BTCUSDT',
      markPrice: 100,
      indexPrice: 101,
      openInterest: 100,
    };
    const row = verdict('bybit/a.json', {
      ...recorded,
      transport: 'ws',
      method: 'wsTicker',
      url: null,
      messages: [message],
      parsed: [[theirs]],
    });
    expect(row?.mismatches).toEqual(['BTCUSDT indexPrice: 100, expected 101']);
  });

  it('the wrong side of a liquidation', () => {
    const order = { s: 'BTCUSDT', S: 'SELL', q: '1', z: '1', p: '10', ap: '10', T: 1_700_000_000_000 };
    const message = { stream: 'btcusdt@forceOrder', data: { e: 'forceOrder', o: order } };
    const theirs = { type: 'liquidation', symbol: 'BTCUSDT', price: 10, amount: 1, side: 'buy' };
    const row = verdict('binance-usdm/a.json', {
      ...recorded,
      transport: 'ws',
      method: 'wsLiquidations',
      url: null,
      httpResponse: [message],
      parsed: [[theirs]],
    });
    expect(row?.mismatches).toEqual(['BTCUSDT liquidatedSide: long, expected short']);
  });

  it('an answer that does not read', () => {
    expect(verdict('bybit/a.json', tickers({ ...ticker, markPrice: 'dear' }))?.status).toBe('refused');
    expect(verdict('bybit/a.json', '{"half":')?.status).toBe('refused');
  });

  it('a message it subscribes to and reads nothing in', () => {
    const message = {
      topic: 'tickers.BTCUSDT',
      type: 'snapshot',
      ts: 1_700_000_000_000,
      data: { symbol: 'BTCUSDT' },
    };
    const sample = { ...recorded, transport: 'ws', method: 'wsTicker', url: null, httpResponse: message };
    expect(verdict('bybit/a.json', sample)).toMatchObject({
      status: 'refused',
      reason: 'nothing read in tickers.BTCUSDT',
    });
  });

  it('answers of another product line, and leaves them alone', () => {
    const row = verdict('bybit/a.json', tickers({ ...ticker, symbol: 'BTCUSD' }));
    expect(row).toMatchObject({ status: 'notCovered', reason: 'another product: inverse perpetual BTCUSD' });
  });
});
