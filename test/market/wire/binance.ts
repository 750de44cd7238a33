import type { BarSeries } from '../../../core/domain/series.ts';
import { HOUR, MINUTE } from '../../../core/domain/time.ts';
import type { World, WorldInterval, WorldMarket } from '../world.ts';
import { binanceCoinMargined } from './other-lines.ts';
import {
  createMinuteMeter,
  integer,
  ok,
  page,
  priceText,
  text,
  type VenueWire,
  type WireAnswer,
  type WireRequest,
} from './wire.ts';

const STEP = { '1m': MINUTE, '5m': 5 * MINUTE, '1h': HOUR } as const;
const FAR_FUTURE = 4_133_404_800_000;

/** Binance USDⓈ-M and the spot host beside it. https://developers.binance.com/docs/derivatives/usds-margined-futures */
export function createBinanceWire(machineNow: () => number): VenueWire {
  const used = createMinuteMeter(machineNow);
  const usedSpot = createMinuteMeter(machineNow);
  return {
    venue: 'binance-usdm',
    restHosts: ['fapi.binance.com', 'dapi.binance.com', 'api.binance.com', 'data-api.binance.vision'],
    socketHosts: ['fstream.binance.com'],
    answer(request, world) {
      if (request.host.startsWith('dapi')) return coinMarginedAnswer(request, world);
      const spot = !request.host.startsWith('fapi');
      const answer = spot ? spotAnswer(request, world) : futuresAnswer(request, world);
      if (request.path.startsWith('/futures/data')) return answer;
      const meter = spot ? usedSpot : used;
      return {
        ...answer,
        headers: { ...answer.headers, 'X-MBX-USED-WEIGHT-1M': String(meter(weight(request))) },
      };
    },
    socket: (path, world, send) => createSocket(path, world, send, machineNow),
  };
}

/** https://developers.binance.com/docs/derivatives/usds-margined-futures/general-info «LIMITS» and each endpoint's page. */
function weight(request: WireRequest): number {
  const limit = integer(request, 'limit', 500);
  if (/klines$/i.test(request.path)) return limit < 100 ? 1 : limit < 500 ? 2 : limit <= 1000 ? 5 : 10;
  if (request.path.endsWith('/depth')) return limit <= 50 ? 2 : limit <= 100 ? 5 : limit <= 500 ? 10 : 20;
  if (request.path.endsWith('/ticker/24hr')) return request.query.has('symbol') ? 1 : 40;
  if (request.path.endsWith('/premiumIndex')) return request.query.has('symbol') ? 1 : 10;
  return request.path.endsWith('/fundingInfo') ? 0 : 1;
}

/** No coin-margined contract trades in this market. */
function coinMarginedAnswer(request: WireRequest, world: World): WireAnswer {
  return request.path === '/dapi/v1/exchangeInfo'
    ? ok({
        timezone: 'UTC',
        serverTime: world.now(),
        rateLimits: [],
        exchangeFilters: [],
        symbols: [binanceCoinMargined],
      })
    : unknownSymbol;
}

const unknownSymbol: WireAnswer = { status: 400, body: { code: -1121, msg: 'Invalid symbol.' } };

function futuresAnswer(request: WireRequest, world: World): WireAnswer {
  const markets = world.markets.filter(({ venue }) => venue === 'binance-usdm');
  const symbol = request.query.get('symbol') ?? request.query.get('pair');
  const market = markets.find(({ instrument }) => instrument.venueSymbol === symbol) ?? null;
  switch (request.path) {
    case '/fapi/v1/exchangeInfo':
      return ok({
        timezone: 'UTC',
        serverTime: world.now(),
        futuresType: 'U_MARGINED',
        rateLimits: [{ rateLimitType: 'REQUEST_WEIGHT', interval: 'MINUTE', intervalNum: 1, limit: 2400 }],
        exchangeFilters: [],
        assets: [{ asset: 'USDT', marginAvailable: true, autoAssetExchange: '-10000' }],
        symbols: markets.map(symbolInfo),
      });
    case '/fapi/v1/fundingInfo':
      return ok(markets.filter((each) => each.funding().intervalHours !== 8).map(fundingInfo));
    case '/fapi/v1/premiumIndex':
      if (symbol === undefined) return ok(markets.map(premiumIndex));
      return market ? ok(premiumIndex(market)) : unknownSymbol;
    case '/fapi/v1/ticker/24hr':
      if (symbol === undefined) return ok(markets.map((each) => ticker(each, 'perp', world)));
      return market ? ok(ticker(market, 'perp', world)) : unknownSymbol;
  }
  if (market === null)
    return request.path.startsWith('/fapi/') || request.path.startsWith('/futures/')
      ? unknownSymbol
      : { status: 404, body: '<html><body>404</body></html>' };
  const { venueSymbol } = market.instrument;
  const since = integer(request, 'startTime', 0);
  const until = Math.min(integer(request, 'endTime', world.now()), world.now());
  const fromStart = request.query.has('startTime');
  switch (request.path) {
    case '/fapi/v1/openInterest': {
      const open = market.openInterest();
      return open
        ? ok({ symbol: venueSymbol, openInterest: text(open.value, 3), time: open.time })
        : unknownSymbol;
    }
    case '/fapi/v1/depth':
      return ok(depth(market, integer(request, 'limit', 500)));
    case '/fapi/v1/klines':
      return ok(
        klines(
          market.candles('perp', interval(request), since || world.startTime, until),
          integer(request, 'limit', 500),
          fromStart,
        ),
      );
    case '/fapi/v1/premiumIndexKlines': {
      const step = dataInterval(request, 'interval');
      const points = market.premiumHistory(step, since || world.startTime, until);
      const rows = points
        ? [...points.time].map((time, i) => premiumKline(time, points.value[i] ?? 0, STEP[step]))
        : [];
      return ok(page(rows, integer(request, 'limit', 500), fromStart));
    }
    case '/fapi/v1/fundingRate': {
      const history = market.fundingHistory(since, until);
      const rows = [...history.time].map((time, i) => {
        const mark = history.markPrice[i] ?? Number.NaN;
        return {
          symbol: venueSymbol,
          fundingTime: time,
          fundingRate: (history.value[i] ?? 0).toFixed(8),
          markPrice: Number.isFinite(mark) ? mark.toFixed(8) : '',
        };
      });
      return ok(page(rows, integer(request, 'limit', 100), fromStart));
    }
    default:
      return futuresData(request, market, since, until, fromStart);
  }
}

/** `/futures/data/*`: 30 days at most. */
function futuresData(
  request: WireRequest,
  market: WorldMarket,
  since: number,
  until: number,
  fromStart: boolean,
): WireAnswer {
  const step = dataInterval(request, 'period');
  const from = Math.max(since, until - 30 * 24 * HOUR);
  const limit = Math.min(integer(request, 'limit', 30), 500);
  const symbol = market.instrument.venueSymbol;
  switch (request.path) {
    case '/futures/data/openInterestHist': {
      const points =
        market.openInterestHistory(step, from, until) ?? market.openInterestHistory('1h', from, until);
      if (points === null) return ok([]);
      const bars = market.candles('perp', step, from - STEP[step], until);
      const rows = [...points.time].map((time, i) => {
        const value = points.value[i] ?? 0;
        return {
          symbol,
          sumOpenInterest: value.toFixed(8),
          sumOpenInterestValue: (value * openAt(bars, time, market)).toFixed(8),
          timestamp: time,
        };
      });
      return ok(page(rows, limit, fromStart));
    }
    case '/futures/data/globalLongShortAccountRatio': {
      const points = market.accountRatioHistory(step, from, until);
      if (points === null) return ok([]);
      const rows = [...points.time].map((timestamp, i) => {
        const ratio = points.value[i] ?? 1;
        const long = ratio / (1 + ratio);
        return {
          symbol,
          longShortRatio: ratio.toFixed(4),
          longAccount: long.toFixed(4),
          shortAccount: (1 - long).toFixed(4),
          timestamp,
        };
      });
      return ok(page(rows, limit, fromStart));
    }
    case '/futures/data/takerlongshortRatio': {
      const points = market.takerVolumeHistory(step, from, until);
      if (points === null) return ok([]);
      const rows = [...points.time].map((timestamp, i) => {
        const buy = points.buy[i] ?? 0;
        const sell = points.sell[i] ?? 0;
        return {
          buySellRatio: (sell > 0 ? buy / sell : 0).toFixed(4),
          buyVol: buy.toFixed(4),
          sellVol: sell.toFixed(4),
          timestamp,
        };
      });
      return ok(page(rows, limit, fromStart));
    }
    default:
      return { status: 404, body: '<html><body>404</body></html>' };
  }
}

function spotAnswer(request: WireRequest, world: World): WireAnswer {
  const symbol = request.query.get('symbol');
  const market =
    world.markets.find((each) => each.venue === 'binance-usdm' && each.spotSymbol === symbol) ?? null;
  if (market === null) return unknownSymbol;
  if (request.path === '/api/v3/ticker/24hr') return ok(ticker(market, 'spot', world));
  if (request.path === '/api/v3/klines') {
    const since = integer(request, 'startTime', 0);
    const until = Math.min(integer(request, 'endTime', world.now()), world.now());
    const bars = market.candles('spot', interval(request), since || world.startTime, until);
    return ok(klines(bars, integer(request, 'limit', 500), request.query.has('startTime')));
  }
  return { status: 404, body: '<html><body>404</body></html>' };
}

function symbolInfo({ instrument }: WorldMarket): unknown {
  const tick = instrument.tickSize ?? 0.01;
  return {
    symbol: instrument.venueSymbol,
    pair: instrument.venueSymbol,
    contractType: 'PERPETUAL',
    deliveryDate: FAR_FUTURE,
    onboardDate: 1_569_398_400_000,
    status: 'TRADING',
    maintMarginPercent: '2.5000',
    requiredMarginPercent: '5.0000',
    baseAsset: instrument.base,
    quoteAsset: instrument.quote,
    marginAsset: instrument.settle,
    pricePrecision: 8,
    quantityPrecision: 3,
    baseAssetPrecision: 8,
    quotePrecision: 8,
    underlyingType: 'COIN',
    underlyingSubType: [],
    triggerProtect: '0.0500',
    liquidationFee: '0.012500',
    marketTakeBound: '0.05',
    filters: [
      { filterType: 'PRICE_FILTER', minPrice: text(tick), maxPrice: '100000000', tickSize: text(tick) },
      { filterType: 'LOT_SIZE', minQty: '0.001', maxQty: '1000000', stepSize: '0.001' },
    ],
    orderTypes: [
      'LIMIT',
      'MARKET',
      'STOP',
      'STOP_MARKET',
      'TAKE_PROFIT',
      'TAKE_PROFIT_MARKET',
      'TRAILING_STOP_MARKET',
    ],
    timeInForce: ['GTC', 'IOC', 'FOK', 'GTX', 'GTD'],
  };
}

function fundingInfo(market: WorldMarket): unknown {
  const { cap, intervalHours } = market.funding();
  const limit = cap ?? 0.02;
  return {
    symbol: market.instrument.venueSymbol,
    adjustedFundingRateCap: limit.toFixed(8),
    adjustedFundingRateFloor: (-limit).toFixed(8),
    fundingIntervalHours: intervalHours,
    disclaimer: false,
  };
}

function premiumIndex(market: WorldMarket): unknown {
  const quote = market.quote();
  const funding = market.funding();
  return {
    symbol: market.instrument.venueSymbol,
    markPrice: quote.markPrice.toFixed(8),
    indexPrice: (quote.indexPrice ?? quote.markPrice).toFixed(8),
    estimatedSettlePrice: (quote.indexPrice ?? quote.markPrice).toFixed(8),
    lastFundingRate: funding.rate.toFixed(8),
    interestRate: (funding.anchor ?? 0.0001).toFixed(8),
    nextFundingTime: funding.nextFundingTime,
    time: quote.time,
  };
}

function ticker(market: WorldMarket, side: 'perp' | 'spot', world: World): unknown {
  const { lastPrice } = market.quote();
  const quoteVolume = market.volume24h(side) ?? 0;
  const last = priceText(lastPrice, market.instrument.tickSize);
  return {
    symbol: side === 'spot' ? market.spotSymbol : market.instrument.venueSymbol,
    priceChange: '0',
    priceChangePercent: '0',
    weightedAvgPrice: last,
    lastPrice: last,
    lastQty: '0.001',
    openPrice: last,
    highPrice: last,
    lowPrice: last,
    volume: text(quoteVolume / lastPrice, 3),
    quoteVolume: text(quoteVolume, 2),
    openTime: world.now() - 24 * HOUR,
    closeTime: world.now(),
    firstId: 1,
    lastId: 2,
    count: 2,
  };
}

function depth(market: WorldMarket, limit: number): unknown {
  const book = market.book(limit);
  const tick = market.instrument.tickSize;
  const rows = (side: readonly (readonly [number, number])[]) =>
    side.map(([price, size]) => [priceText(price, tick), text(size, 3)]);
  const time = book?.time ?? market.quote().time;
  const usable = book !== null && !book.synthetic;
  return {
    lastUpdateId: time,
    E: time,
    T: time,
    bids: usable ? rows(book.bids) : [],
    asks: usable ? rows(book.asks) : [],
  };
}

function klines(bars: BarSeries | null, limit: number, fromStart: boolean): unknown {
  if (bars === null) return [];
  const rows = [...bars.openTime].map((openTime, i) => {
    const close = bars.close[i] ?? 0;
    const volume = bars.volume[i] ?? 0;
    const buy = bars.takerBuyVolume[i] ?? Number.NaN;
    return [
      openTime,
      text(bars.open[i] ?? 0),
      text(bars.high[i] ?? 0),
      text(bars.low[i] ?? 0),
      text(close),
      text(volume, 3),
      openTime + bars.stepMs - 1,
      text(volume * close, 2),
      1,
      knownText(buy, 3),
      knownText(buy * close, 2),
      '0',
    ];
  });
  return page(rows, Math.min(limit, 1500), fromStart);
}

/** A replayed set without taker volumes sends an empty field: absent, not zero. */
function knownText(value: number, digits: number): string {
  return Number.isFinite(value) ? text(value, digits) : '';
}

function premiumKline(time: number, premium: number, step: number): unknown {
  const value = premium.toFixed(8);
  return [time, value, value, value, value, '0', time + step - 1, '0', 12, '0', '0', '0'];
}

/** Price at a snapshot's time: the open of the bar that starts there. */
function openAt(bars: BarSeries | null, time: number, market: WorldMarket): number {
  const index = bars?.openTime.indexOf(time) ?? -1;
  return index >= 0 ? (bars?.open[index] ?? 0) : market.quote().markPrice;
}

function interval(request: WireRequest): WorldInterval {
  const asked = request.query.get('interval');
  return asked === '1m' || asked === '1h' ? asked : '5m';
}

function dataInterval(request: WireRequest, name: string): '5m' | '1h' {
  return request.query.get(name) === '1h' ? '1h' : '5m';
}

/** `/market/stream?streams=a/b`: mark price, klines, at most one forced order a second a symbol. */
function createSocket(path: string, world: World, send: (frame: string) => void, machineNow: () => number) {
  const names = decodeURIComponent(/[?&]streams=([^&]*)/.exec(path)?.[1] ?? '').split('/');
  const routed = path.startsWith('/market/');
  let seen = world.now();
  let marked = 0;
  const push = (stream: string, data: unknown) => send(JSON.stringify({ stream, data }));
  return {
    receive() {},
    tick() {
      if (!routed) return;
      const now = world.now();
      const secondPassed = machineNow() - marked >= 1_000;
      if (secondPassed) marked = machineNow();
      for (const name of names) {
        const [symbol = '', kind = ''] = name.split('@');
        const market = world.markets.find(
          (each) => each.venue === 'binance-usdm' && each.instrument.venueSymbol.toLowerCase() === symbol,
        );
        if (market === undefined || !secondPassed) continue;
        if (kind === 'markPrice') push(name, markPriceUpdate(market, now));
        if (kind === 'kline_5m') push(name, klineUpdate(market, now));
        if (kind === 'forceOrder') {
          // Only the latest forced order of each symbol and second is pushed: the stream undercounts.
          const last = market.liquidations(seen, now)?.at(-1);
          if (last) push(name, forceOrder(market, last));
        }
      }
      if (secondPassed) seen = now;
    },
  };
}

function markPriceUpdate(market: WorldMarket, now: number): unknown {
  const quote = market.quote();
  const funding = market.funding();
  return {
    e: 'markPriceUpdate',
    E: now,
    s: market.instrument.venueSymbol,
    p: quote.markPrice.toFixed(8),
    i: (quote.indexPrice ?? quote.markPrice).toFixed(8),
    P: (quote.indexPrice ?? quote.markPrice).toFixed(8),
    r: funding.rate.toFixed(8),
    T: funding.nextFundingTime,
  };
}

function klineUpdate(market: WorldMarket, now: number): unknown {
  const bars = market.candles('perp', '5m', now - 5 * MINUTE, now);
  const i = (bars?.openTime.length ?? 0) - 1;
  const openTime = bars?.openTime[i] ?? 0;
  const volume = bars?.volume[i] ?? 0;
  const close = bars?.close[i] ?? 0;
  const buy = bars?.takerBuyVolume[i] ?? Number.NaN;
  return {
    e: 'kline',
    E: now,
    s: market.instrument.venueSymbol,
    k: {
      t: openTime,
      T: openTime + 5 * MINUTE - 1,
      s: market.instrument.venueSymbol,
      i: '5m',
      f: 1,
      L: 2,
      o: text(bars?.open[i] ?? 0),
      c: text(close),
      h: text(bars?.high[i] ?? 0),
      l: text(bars?.low[i] ?? 0),
      v: text(volume, 3),
      n: 1,
      x: now >= openTime + 5 * MINUTE,
      q: text(volume * close, 2),
      V: knownText(buy, 3),
      Q: knownText(buy * close, 2),
      B: '0',
    },
  };
}

function forceOrder(
  market: WorldMarket,
  print: { time: number; liquidatedSide: string; size: number; price: number; bankruptcyPrice: number },
): unknown {
  const size = text(print.size, 3);
  const tick = market.instrument.tickSize;
  return {
    e: 'forceOrder',
    E: print.time,
    o: {
      s: market.instrument.venueSymbol,
      S: print.liquidatedSide === 'long' ? 'SELL' : 'BUY',
      o: 'LIMIT',
      f: 'IOC',
      q: size,
      p: priceText(print.bankruptcyPrice, tick),
      ap: priceText(print.price, tick),
      X: 'FILLED',
      l: size,
      z: size,
      T: print.time,
    },
  };
}
