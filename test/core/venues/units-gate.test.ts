import { describe, expect, it } from 'vitest';
import { NOW, only, read, recordedAnswer } from './unit-paths.ts';

interface Contract {
  readonly name: string;
  readonly quanto_multiplier: string;
  readonly mark_price: string;
  readonly position_size: number;
  readonly funding_rate: string;
  readonly funding_interval: number;
  readonly interest_rate: string;
}

const recorded = recordedAnswer<readonly Contract[]>('gate/fetchMarkets-1.json');

/** The documented form with values of our own: contracts of ten million PEPE, 300 000 of them, at 0.0000092 USD. */
const PEPE = {
  name: 'PEPE_USDT',
  type: 'direct',
  quanto_multiplier: '10000000',
  leverage_max: '75',
  order_price_round: '0.0000000001',
  mark_price: '0.0000092',
  index_price: '0.00000919',
  position_size: '300000',
  funding_rate: '0.00005',
  funding_interval: 14_400,
  funding_next_apply: (NOW + 3_200_000) / 1_000,
  interest_rate: '0.0003',
};
const TICKER = {
  contract: 'PEPE_USDT',
  mark_price: '0.0000092',
  index_price: '0.00000919',
  total_size: '300000',
  volume_24h: '550000',
  volume_24h_base: '5500000000000',
  volume_24h_quote: '50600000',
};
/** Both sides. */
const STATS = {
  time: NOW / 1_000,
  open_interest: '600000',
  open_interest_usd: 55_200_000,
  mark_price: 0.0000092,
};

const pepe = () => only(read('gate', 'contracts', [PEPE]), 'instrument').instrument;

describe('Gate in dollars', () => {
  it('contracts × size × mark is half of the 55.2 M USD its statistics state for both sides', () => {
    const { openInterest } = only(read('gate', 'contract', PEPE, pepe()), 'open-interest');
    const { markPrice } = only(read('gate', 'contract', PEPE, pepe()), 'price');
    expect(openInterest * markPrice).toBeCloseTo(STATS.open_interest_usd / 2, 3);

    const history = read('gate', 'contractStats', [STATS], pepe());
    expect(history).toMatchObject([{ series: 'open-interest', rows: [{ value: openInterest }] }]);
  });

  it('the ticker counts the same contracts, and its volumes say how many coins one holds', () => {
    const observations = read('gate', 'tickers', [TICKER], pepe());
    const { openInterest } = only(observations, 'open-interest');
    const coinsInOne = Number(TICKER.volume_24h_base) / Number(TICKER.volume_24h);
    expect(openInterest).toBe(Number(TICKER.total_size) * coinsInOne);
    const { quoteVolume24h } = only(observations, 'volume');
    expect(quoteVolume24h).toBeCloseTo(Number(TICKER.volume_24h_base) * Number(TICKER.mark_price), 3);
  });

  it('half contracts count', () => {
    const half = read('gate', 'tickers', [{ ...TICKER, total_size: '0.5' }], pepe());
    expect(only(half, 'open-interest').openInterest).toBe(5_000_000);
  });
});

describe('Gate by the hour', () => {
  it('0.00005 in 14 400 seconds is the 0.03 % a day it states as interest', () => {
    const { fundingRate, fundingIntervalHours, anchorRate } = only(
      read('gate', 'contract', PEPE, pepe()),
      'funding',
    );
    expect(fundingRate / (fundingIntervalHours ?? 0)).toBeCloseTo(Number(PEPE.interest_rate) / 24, 12);
    expect(anchorRate).toBeCloseTo(fundingRate, 12);
    expect(fundingRate * 6).toBeCloseTo(Number(PEPE.interest_rate), 12);
  });

  it.skipIf(recorded === null)(
    'recorded: contracts at rest pay just their interest, by the day and by the hour',
    () => {
      const instruments = read('gate', 'contracts', recorded!);
      const resting = recorded!.filter((row) => Number(row.funding_rate) === 0.0001);
      expect(resting.length).toBeGreaterThan(20);
      for (const row of resting) {
        const listing = instruments.find(({ venueSymbol }) => venueSymbol === row.name);
        if (listing?.kind !== 'instrument') continue;
        const observations = read('gate', 'contract', { ...row, index_price: '' }, listing.instrument);
        const { fundingRate, fundingIntervalHours } = only(observations, 'funding');
        const settlementsADay = 86_400 / row.funding_interval;
        expect(fundingRate / (fundingIntervalHours ?? 0)).toBeCloseTo(Number(row.interest_rate) / 24, 12);
        expect(fundingRate * settlementsADay).toBeCloseTo(Number(row.interest_rate), 12);
      }
    },
  );

  it.skipIf(recorded === null)('recorded: contracts of many coins give many coins', () => {
    const row = recorded!.find(({ name }) => name === 'FLOKI_USDT')!;
    const { instrument } = only(read('gate', 'contracts', [row]), 'instrument');
    const observations = read('gate', 'contract', row, instrument);
    const dollars = only(observations, 'open-interest').openInterest * only(observations, 'price').markPrice;
    const dollarsInOne = Number(row.quanto_multiplier) * Number(row.mark_price);
    expect(dollars / dollarsInOne).toBeCloseTo(row.position_size, 6);
  });
});
