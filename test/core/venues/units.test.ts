import { describe, expect, it } from 'vitest';
import type { Instrument } from '../../../core/domain/instrument.ts';
import type { Observation, ObservationKind } from '../../../core/domain/observation.ts';
import { HOUR } from '../../../core/domain/time.ts';
import { venueById } from '../../../core/venues/registry.ts';

/**
 * Dollars and rates an hour reached twice: once through the adapter (base units × mark, rate ÷ interval), once
 * by arithmetic on the venue's raw fields that the adapter does not do. Answers have the documented form and
 * values of our own; one PEPE costs 0.0000092 USD wherever it is traded, whatever the venue calls a unit.
 */
const NOW = 1_795_000_000_000;
const NEXT_SETTLEMENT = 1_795_017_600_000;

/** The endpoint that lists contracts, and a listing of one PEPE perp in the venue's own form. */
const LISTINGS: Readonly<Record<string, readonly [endpoint: string, answer: unknown]>> = {
  'binance-usdm': [
    'exchangeInfo',
    {
      serverTime: NOW,
      symbols: [
        {
          symbol: '1000PEPEUSDT',
          contractType: 'PERPETUAL',
          status: 'TRADING',
          baseAsset: '1000PEPE',
          quoteAsset: 'USDT',
          marginAsset: 'USDT',
          filters: [{ filterType: 'PRICE_FILTER', tickSize: '0.0000001' }],
        },
      ],
    },
  ],
  'bybit-linear': [
    'instruments-info',
    {
      retCode: 0,
      retMsg: 'OK',
      result: {
        category: 'linear',
        list: [
          {
            symbol: '1000PEPEUSDT',
            contractType: 'LinearPerpetual',
            status: 'Trading',
            baseCoin: '1000PEPE',
            quoteCoin: 'USDT',
            settleCoin: 'USDT',
            leverageFilter: { maxLeverage: '75.00' },
            priceFilter: { tickSize: '0.0000001' },
            fundingInterval: 240,
            upperFundingRate: '0.02',
            lowerFundingRate: '-0.02',
            isPreListing: false,
            symbolType: '',
          },
        ],
      },
      time: NOW,
    },
  ],
  'okx-swap': [
    'instruments',
    {
      code: '0',
      msg: '',
      data: [
        {
          instId: 'PEPE-USDT-SWAP',
          uly: 'PEPE-USDT',
          ctType: 'linear',
          ctVal: '10000000',
          ctMult: '1',
          ctValCcy: 'PEPE',
          settleCcy: 'USDT',
          state: 'live',
          lever: '50',
          tickSz: '0.000000001',
        },
      ],
    },
  ],
  hyperliquid: ['meta', { universe: [{ name: 'kPEPE', szDecimals: 0, maxLeverage: 10 }] }],
};

function parse(id: string, endpointId: string, answer: unknown, instrument?: Instrument): Observation[] {
  const endpoint = venueById(id)?.endpoints.find((one) => one.id === endpointId);
  if (endpoint === undefined) throw new Error(`${id} has no ${endpointId}`);
  const instruments = new Map(instrument === undefined ? [] : [[instrument.venueSymbol, instrument]]);
  const query = instrument === undefined ? {} : { instrument };
  return endpoint.parse(answer, { query, instruments, receivedTime: NOW, venueTime: NOW });
}

function pepeOf(id: string): Instrument {
  const [endpoint, answer] = LISTINGS[id] ?? ['', null];
  return only(parse(id, endpoint, answer), 'instrument').instrument;
}

function only<K extends ObservationKind>(observations: readonly Observation[], kind: K) {
  const found = observations.filter((one) => one.kind === kind);
  if (found.length !== 1) throw new Error(`${found.length} observations of ${kind}`);
  return found[0] as Extract<Observation, { kind: K }>;
}

const okx = (row: object) => ({ code: '0', msg: '', data: [row] });
const bybit = (row: object) => ({
  retCode: 0,
  retMsg: 'OK',
  result: { category: 'linear', list: [row] },
  time: NOW,
});
const binancePremium = {
  symbol: '1000PEPEUSDT',
  markPrice: '0.00920000',
  indexPrice: '0.00919000',
  lastFundingRate: '0.00005000',
  interestRate: '0.00005000',
  nextFundingTime: NEXT_SETTLEMENT,
  time: NOW,
};
const bybitTicker = {
  symbol: '1000PEPEUSDT',
  markPrice: '0.0092',
  indexPrice: '0.00919',
  openInterest: '6000000000',
  openInterestValue: '55200000.00',
  fundingRate: '0.00005',
  nextFundingTime: String(NEXT_SETTLEMENT),
  fundingIntervalHour: '4',
  fundingCap: '0.02',
  turnover24h: '1',
};
const hyperliquidContext = {
  funding: '0.0000125',
  openInterest: '6000000000.0',
  markPx: '0.0092',
  oraclePx: '0.00919',
  premium: '0.00031',
  dayNtlVlm: '1',
};
const hyperliquidContexts = [{ universe: [{ name: 'kPEPE', maxLeverage: 10 }] }, [hyperliquidContext]];

/** 3 000 000 000 000 PEPE long and as many short, at 0.0000092 USD. */
const COINS = 3e12;
const DOLLARS = 27_600_000;

describe('the same open interest is the same dollars on every venue', () => {
  it('starts from one arithmetic: 3e12 coins × 0.0000092 USD', () => {
    expect(COINS * 0.0000092).toBeCloseTo(DOLLARS, 6);
  });

  it('Binance counts thousands on one side, and its history states the dollars itself', () => {
    const instrument = pepeOf('binance-usdm');
    const answer = { symbol: '1000PEPEUSDT', openInterest: '3000000000', time: NOW };
    const { openInterest } = only(parse('binance-usdm', 'openInterest', answer, instrument), 'open-interest');
    const { markPrice } = only(parse('binance-usdm', 'premiumIndex', binancePremium, instrument), 'price');
    expect(openInterest * markPrice).toBeCloseTo(DOLLARS, 3);
    expect(openInterest * instrument.contractSize * instrument.baseMultiplier).toBe(COINS);

    const dollars = '27600000.00';
    const row = {
      symbol: '1000PEPEUSDT',
      sumOpenInterest: '3000000000',
      sumOpenInterestValue: dollars,
      timestamp: NOW,
    };
    const history = only(parse('binance-usdm', 'openInterestHist', [row], instrument), 'series');
    const impliedPrice = Number(row.sumOpenInterestValue) / (history.rows[0]?.value ?? 0);
    expect(impliedPrice).toBeCloseTo(markPrice, 12);
  });

  it('Bybit counts both sides: 6e9 thousands / 2, and its 55.2 M USD / 2', () => {
    const instrument = pepeOf('bybit-linear');
    const observations = parse('bybit-linear', 'tickers', bybit(bybitTicker), instrument);
    const { openInterest, openInterestValue } = only(observations, 'open-interest');
    const { markPrice } = only(observations, 'price');
    expect(openInterest * markPrice).toBeCloseTo(DOLLARS, 3);
    expect(openInterestValue).toBe(Number(bybitTicker.openInterestValue) / 2);
    expect(openInterest * instrument.baseMultiplier).toBe(COINS);
  });

  it('OKX counts contracts of 10 000 000: 300 000 of them, and states coins and dollars beside', () => {
    const instrument = pepeOf('okx-swap');
    const row = {
      instId: 'PEPE-USDT-SWAP',
      oi: '300000',
      oiCcy: '3000000000000',
      oiUsd: '27600000',
      ts: `${NOW}`,
    };
    const mark = okx({ instId: 'PEPE-USDT-SWAP', instType: 'SWAP', markPx: '0.0000092', ts: `${NOW}` });
    const { openInterest, openInterestValue } = only(
      parse('okx-swap', 'openInterest', okx(row), instrument),
      'open-interest',
    );
    const { markPrice } = only(parse('okx-swap', 'markPrice', mark, instrument), 'price');
    expect(openInterest * markPrice).toBeCloseTo(DOLLARS, 3);
    expect(Number(row.oi) * instrument.contractSize * markPrice).toBeCloseTo(DOLLARS, 3);
    expect(openInterestValue).toBe(DOLLARS);
    expect(openInterest * instrument.baseMultiplier).toBe(COINS);

    const withoutCoins = { ...row, oiCcy: '' };
    const counted = only(parse('okx-swap', 'openInterest', okx(withoutCoins), instrument), 'open-interest');
    expect(counted.openInterest).toBe(openInterest);

    const columns = { code: '0', msg: '', data: [[`${NOW}`, row.oi, row.oiCcy, row.oiUsd]] };
    const history = only(parse('okx-swap', 'openInterestHistory', columns, instrument), 'series');
    expect(history.rows[0]?.value).toBe(openInterest);
  });

  it('Hyperliquid counts thousands on both sides: 6e9 / 2', () => {
    const instrument = pepeOf('hyperliquid');
    const observations = parse('hyperliquid', 'metaAndAssetCtxs', hyperliquidContexts, instrument);
    const { openInterest } = only(observations, 'open-interest');
    const { markPrice } = only(observations, 'price');
    expect(openInterest * markPrice).toBeCloseTo(DOLLARS, 3);
    const bothSides = Number(hyperliquidContext.openInterest) * Number(hyperliquidContext.markPx);
    expect(bothSides / 2).toBeCloseTo(DOLLARS, 3);
    expect(openInterest * instrument.baseMultiplier).toBe(COINS);
  });
});

/** 0.03 % a day, the interest part of most venues: 0.0003 / 24 = 0.0000125 an hour. */
const HOURLY = 0.0000125;
/** What a long of 10 000 USD then pays in a day: 10 000 × 0.0003 = 3 USD. */
const PAID_A_DAY = 3;

/** Paid over a day by settling again and again. */
function paidInADay(rate: number, settlements: number): number {
  let paid = 0;
  for (let i = 0; i < settlements; i += 1) paid += 10_000 * rate;
  return paid;
}

describe('the same funding is the same rate an hour on every venue', () => {
  it('Binance: the rate of 4 hours by its terms, and by its own interest (0.03 % × 4/24)', () => {
    const instrument = pepeOf('binance-usdm');
    const terms = [
      {
        symbol: '1000PEPEUSDT',
        fundingIntervalHours: 4,
        adjustedFundingRateCap: '0.02',
        adjustedFundingRateFloor: '-0.02',
      },
    ];
    const { fundingRate, anchorRate } = only(
      parse('binance-usdm', 'premiumIndex', binancePremium, instrument),
      'funding',
    );
    const { fundingIntervalHours } = only(
      parse('binance-usdm', 'fundingInfo', terms, instrument),
      'funding-terms',
    );
    expect(fundingRate / (fundingIntervalHours ?? 0)).toBeCloseTo(HOURLY, 12);
    const hoursByInterest = 24 * (Number(binancePremium.interestRate) / 0.0003);
    expect(hoursByInterest).toBeCloseTo(fundingIntervalHours ?? 0, 9);
    expect(anchorRate).toBe(fundingRate);
    expect(paidInADay(fundingRate, 6)).toBeCloseTo(PAID_A_DAY, 9);
  });

  it('Binance: a symbol its terms leave out is on 8 hours', () => {
    const instrument = pepeOf('binance-usdm');
    const premium = { ...binancePremium, lastFundingRate: '0.0001', interestRate: '0.0001' };
    const { fundingRate } = only(parse('binance-usdm', 'premiumIndex', premium, instrument), 'funding');
    const { fundingIntervalHours } = only(
      parse('binance-usdm', 'fundingInfo', [], instrument),
      'funding-terms',
    );
    expect(fundingRate / (fundingIntervalHours ?? 0)).toBeCloseTo(HOURLY, 12);
    expect(paidInADay(fundingRate, 3)).toBeCloseTo(PAID_A_DAY, 9);
  });

  it('Bybit: hours in the ticker, minutes in the listing (240 / 60)', () => {
    const instrument = pepeOf('bybit-linear');
    const funding = only(parse('bybit-linear', 'tickers', bybit(bybitTicker), instrument), 'funding');
    expect(funding.fundingRate / (funding.fundingIntervalHours ?? 0)).toBeCloseTo(HOURLY, 12);
    expect(instrument.fundingIntervalHours).toBe(240 / 60);
    expect(paidInADay(funding.fundingRate, (24 * 60) / 240)).toBeCloseTo(PAID_A_DAY, 9);
  });

  it('OKX: the time between two settlements, and the formula (premium within the clamp gives the interest)', () => {
    const instrument = pepeOf('okx-swap');
    const row = {
      instId: 'PEPE-USDT-SWAP',
      formulaType: 'withRate',
      fundingRate: '0.0001',
      fundingTime: `${NEXT_SETTLEMENT}`,
      nextFundingTime: `${NEXT_SETTLEMENT + 8 * HOUR}`,
      interestRate: '0.0001',
      premium: '-0.0003',
      maxFundingRate: '0.015',
      minFundingRate: '-0.015',
      ts: `${NOW}`,
    };
    const funding = only(parse('okx-swap', 'fundingRate', okx(row), instrument), 'funding');
    expect(funding.fundingRate / (funding.fundingIntervalHours ?? 0)).toBeCloseTo(HOURLY, 12);
    expect(clamped(Number(row.premium), Number(row.interestRate)) / 8).toBeCloseTo(HOURLY, 12);
    expect(paidInADay(funding.fundingRate, 24 / 8)).toBeCloseTo(PAID_A_DAY, 9);
  });

  it('Hyperliquid: paid by the hour, an eighth of the formula for 8 hours', () => {
    const instrument = pepeOf('hyperliquid');
    const funding = only(
      parse('hyperliquid', 'metaAndAssetCtxs', hyperliquidContexts, instrument),
      'funding',
    );
    expect(funding.fundingRate / (funding.fundingIntervalHours ?? 0)).toBeCloseTo(HOURLY, 12);
    expect(clamped(Number(hyperliquidContext.premium), 0.0001) / 8).toBeCloseTo(HOURLY, 12);
    expect(venueById('hyperliquid')?.anchorHourly).toBeCloseTo(HOURLY, 12);
    expect(paidInADay(funding.fundingRate, 24)).toBeCloseTo(PAID_A_DAY, 9);
  });

  it('Hyperliquid outside the clamp: 0.0007 − 0.0005 over 8 hours is 0.000025 an hour', () => {
    const instrument = pepeOf('hyperliquid');
    const hot = { ...hyperliquidContext, premium: '0.0007', funding: '0.000025' };
    const answer = [hyperliquidContexts[0], [hot]];
    const funding = only(parse('hyperliquid', 'metaAndAssetCtxs', answer, instrument), 'funding');
    expect(clamped(0.0007, 0.0001) / 8).toBeCloseTo(funding.fundingRate, 12);
  });
});

/** premium + clamp(interest − premium, ±0.05 %): the funding formula both venues publish. */
function clamped(premium: number, interest: number): number {
  return premium + Math.max(-0.0005, Math.min(0.0005, interest - premium));
}
