import type { BarSeries, PointSeries } from '../../../core/domain/series.ts';
import { HOUR, MINUTE } from '../../../core/domain/time.ts';
import type { LiquidationPrint, World, WorldMarket } from '../world.ts';
import { bybitCoinMargined } from './other-lines.ts';
import { integer, ok, priceText, text, type VenueWire, type WireAnswer, type WireRequest } from './wire.ts';

/** Bybit v5 linear and spot. https://bybit-exchange.github.io/docs/v5/intro */
export function createBybitWire(machineNow: () => number): VenueWire {
  return {
    venue: 'bybit-linear',
    restHosts: ['api.bybit.com', 'api.bytick.com'],
    socketHosts: ['stream.bybit.com'],
    answer: (request, world) => answer(request, world),
    socket: (_path, world, send) => createSocket(world, send, machineNow),
  };
}

function envelope(result: unknown, world: World): WireAnswer {
  return ok({ retCode: 0, retMsg: 'OK', result, retExtInfo: {}, time: world.now() });
}

function refusal(retCode: number, retMsg: string, world: World): WireAnswer {
  return ok({ retCode, retMsg, result: {}, retExtInfo: {}, time: world.now() });
}

function answer(request: WireRequest, world: World): WireAnswer {
  const category = request.query.get('category');
  const markets = category === 'inverse' ? [] : world.markets.filter(({ venue }) => venue === 'bybit-linear');
  if (!request.path.startsWith('/v5/market/')) return { status: 404, body: '' };
  if (
    category !== 'linear' &&
    category !== 'inverse' &&
    category !== 'spot' &&
    request.path !== '/v5/market/account-ratio'
  ) {
    return refusal(10001, 'params error: Category is invalid', world);
  }
  const symbol = request.query.get('symbol');
  // No coin-margined contract trades in this market.
  if (category === 'inverse' && symbol === undefined) {
    const isList = request.path.endsWith('/instruments-info');
    return envelope({ category, list: isList ? [bybitCoinMargined] : [], nextPageCursor: '' }, world);
  }
  const named = (each: WorldMarket) =>
    (category === 'spot' ? each.spotSymbol : each.instrument.venueSymbol) === symbol;
  const market = markets.find(named) ?? null;
  if (symbol !== undefined && market === null) {
    return refusal(10001, 'params error: symbol invalid', world);
  }
  const endpoint = request.path.slice('/v5/market/'.length);
  if (endpoint === 'instruments-info') {
    return envelope(
      { category, list: (market ? [market] : markets).map(instrumentInfo), nextPageCursor: '' },
      world,
    );
  }
  if (endpoint === 'tickers') {
    const row = category === 'spot' ? spotTicker : linearTicker;
    return envelope({ category, list: (market ? [market] : markets).map(row) }, world);
  }
  if (endpoint === 'risk-limit') {
    return envelope(
      { category, list: (market ? [market] : markets).flatMap(riskLimits), nextPageCursor: '' },
      world,
    );
  }
  if (market === null) return refusal(10001, 'params error: symbol is required', world);
  return perSymbol(endpoint, request, market, world);
}

function perSymbol(endpoint: string, request: WireRequest, market: WorldMarket, world: World): WireAnswer {
  const category = request.query.get('category');
  const symbol = request.query.get('symbol');
  const hour = [
    request.query.get('interval'),
    request.query.get('intervalTime'),
    request.query.get('period'),
  ].some((name) => name === '60' || name === '1h');
  const step = hour ? '1h' : '5m';
  const until = Math.min(integer(request, 'end', integer(request, 'endTime', world.now())), world.now());
  const since = integer(request, 'start', integer(request, 'startTime', world.startTime));
  const newestFirst = <Row>(rows: readonly Row[], most: number) =>
    rows.slice(-Math.min(integer(request, 'limit', 200), most)).reverse();
  switch (endpoint) {
    case 'kline': {
      const bars = market.candles(category === 'spot' ? 'spot' : 'perp', step, since, until);
      return envelope({ symbol, category, list: newestFirst(klines(bars), 1000) }, world);
    }
    case 'premium-index-price-kline': {
      const points = rows(market.premiumHistory(step, since, until));
      const list = points.map(([time, premium]) => [
        String(time),
        ...Array<string>(4).fill(premium.toFixed(6)),
      ]);
      return envelope({ symbol, category, list: newestFirst(list, 1000) }, world);
    }
    case 'funding/history': {
      if (request.query.has('startTime') && !request.query.has('endTime')) {
        return refusal(10001, 'params error: endTime is required with startTime', world);
      }
      const list = rows(market.fundingHistory(since, until)).map(([time, rate]) => ({
        symbol,
        fundingRate: text(rate),
        fundingRateTimestamp: String(time),
      }));
      return envelope({ category, list: newestFirst(list, 200) }, world);
    }
    case 'open-interest': {
      const points =
        market.openInterestHistory(step, since, until) ?? market.openInterestHistory('1h', since, until);
      const list = rows(points).map(([time, value]) => ({
        openInterest: (2 * value).toFixed(8),
        singleOpenInterest: value.toFixed(8),
        timestamp: String(time),
      }));
      const most = Math.min(integer(request, 'limit', 50), 200);
      return envelope({ symbol, category, list: list.slice(-most).reverse(), nextPageCursor: '' }, world);
    }
    case 'account-ratio': {
      const list = rows(market.accountRatioHistory(step, since, until)).map(([time, ratio]) => {
        const buy = ratio / (1 + ratio);
        return { symbol, buyRatio: buy.toFixed(4), sellRatio: (1 - buy).toFixed(4), timestamp: String(time) };
      });
      return envelope({ list: newestFirst(list, 500), nextPageCursor: '' }, world);
    }
    case 'orderbook': {
      const book = market.book(Math.min(integer(request, 'limit', 25), 1000));
      const usable = book !== null && !book.synthetic;
      const side = (levels: readonly (readonly [number, number])[]) =>
        levels.map(([price, size]) => [priceText(price, market.instrument.tickSize), text(size, 3)]);
      const ts = book?.time ?? world.now();
      return envelope(
        {
          s: symbol,
          b: usable ? side(book.bids) : [],
          a: usable ? side(book.asks) : [],
          ts,
          u: ts,
          seq: ts,
          cts: ts,
        },
        world,
      );
    }
    default:
      return { status: 404, body: '' };
  }
}

function rows(points: PointSeries | null): [number, number][] {
  return points === null ? [] : [...points.time].map((time, i) => [time, points.value[i] ?? 0]);
}

function klines(bars: BarSeries | null): string[][] {
  if (bars === null) return [];
  return [...bars.openTime].map((openTime, i) => {
    const volume = bars.volume[i] ?? 0;
    const prices = [bars.open[i], bars.high[i], bars.low[i], bars.close[i]].map((price) => text(price ?? 0));
    return [String(openTime), ...prices, text(volume, 3), text(volume * (bars.close[i] ?? 0), 4)];
  });
}

function instrumentInfo(market: WorldMarket): unknown {
  const { instrument } = market;
  const { cap, intervalHours } = market.funding();
  const tick = text(instrument.tickSize ?? 0.1);
  return {
    symbol: instrument.venueSymbol,
    contractType: 'LinearPerpetual',
    status: 'Trading',
    baseCoin: instrument.base,
    quoteCoin: instrument.quote,
    launchTime: '1585526400000',
    deliveryTime: '0',
    deliveryFeeRate: '',
    priceScale: '2',
    leverageFilter: {
      minLeverage: '1',
      maxLeverage: (instrument.maxLeverage ?? 100).toFixed(2),
      leverageStep: '0.01',
    },
    priceFilter: { minPrice: tick, maxPrice: '199999.80', tickSize: tick },
    lotSizeFilter: {
      maxOrderQty: '100.000',
      maxMktOrderQty: '100.000',
      minOrderQty: '0.001',
      qtyStep: '0.001',
      postOnlyMaxOrderQty: '1000.000',
      minNotionalValue: '5',
    },
    unifiedMarginTrade: true,
    fundingInterval: intervalHours * 60,
    settleCoin: instrument.settle,
    copyTrading: 'both',
    upperFundingRate: text(cap ?? 0.005),
    lowerFundingRate: text(-(cap ?? 0.005)),
    isPreListing: false,
  };
}

function linearTicker(market: WorldMarket): Record<string, string> {
  const quote = market.quote();
  const funding = market.funding();
  const open = market.openInterest();
  const tick = market.instrument.tickSize;
  const volume = market.volume24h('perp') ?? 0;
  const value = (open?.value ?? 0) * quote.markPrice;
  return {
    symbol: market.instrument.venueSymbol,
    lastPrice: priceText(quote.lastPrice, tick),
    indexPrice: priceText(quote.indexPrice ?? quote.markPrice, tick),
    markPrice: priceText(quote.markPrice, tick),
    prevPrice24h: priceText(quote.lastPrice, tick),
    price24hPcnt: '0',
    highPrice24h: priceText(quote.lastPrice, tick),
    lowPrice24h: priceText(quote.lastPrice, tick),
    prevPrice1h: priceText(quote.lastPrice, tick),
    openInterest: open ? text(2 * open.value, 3) : '',
    openInterestValue: open ? text(2 * value, 2) : '',
    singleOpenInterest: open ? text(open.value, 3) : '',
    singleOpenInterestValue: open ? text(value, 2) : '',
    turnover24h: text(volume, 4),
    volume24h: text(volume / quote.lastPrice, 3),
    fundingRate: text(funding.rate),
    nextFundingTime: String(funding.nextFundingTime),
    fundingIntervalHour: String(funding.intervalHours),
    fundingCap: funding.cap === null ? '' : text(funding.cap),
    predictedDeliveryPrice: '',
    basisRate: '',
    deliveryFeeRate: '',
    deliveryTime: '0',
    ask1Size: '1',
    bid1Price: priceText(quote.bestBid ?? quote.lastPrice, tick),
    ask1Price: priceText(quote.bestAsk ?? quote.lastPrice, tick),
    bid1Size: '1',
    basis: '',
  };
}

function spotTicker(market: WorldMarket): unknown {
  const { lastPrice, indexPrice } = market.quote();
  const price = priceText(indexPrice ?? lastPrice, market.instrument.tickSize);
  const volume = market.volume24h('spot') ?? 0;
  return {
    symbol: market.spotSymbol,
    bid1Price: price,
    bid1Size: '1',
    ask1Price: price,
    ask1Size: '1',
    lastPrice: price,
    prevPrice24h: price,
    price24hPcnt: '0',
    highPrice24h: price,
    lowPrice24h: price,
    turnover24h: text(volume, 4),
    volume24h: text(volume / (indexPrice ?? lastPrice), 3),
    usdIndexPrice: price,
  };
}

/** Percentages as plain numbers would be wrong here: linear margins are fractions, e.g. `0.005`. */
function riskLimits({ instrument }: WorldMarket): unknown[] {
  return (instrument.maintenanceTiers ?? []).map((tier, i) => ({
    id: i + 1,
    symbol: instrument.venueSymbol,
    riskLimitValue: text(tier.notionalCap ?? tier.notionalFloor * 2, 0),
    maintenanceMargin: text(tier.maintenanceRate),
    initialMargin: text(1 / tier.maxLeverage),
    isLowestRisk: i === 0 ? 1 : 0,
    maxLeverage: tier.maxLeverage.toFixed(2),
    mmDeduction: tier.deduction > 0 ? text(tier.deduction) : '',
  }));
}

/** `tickers` as one snapshot then deltas, `kline.5`, and every liquidation in `allLiquidation`. */
function createSocket(world: World, send: (frame: string) => void, machineNow: () => number) {
  const topics = new Set<string>();
  const sent = new Map<string, Record<string, string>>();
  let seen = world.now();
  let pushed = 0;
  const find = (topic: string) =>
    world.markets.find(
      (each) => each.venue === 'bybit-linear' && topic.endsWith(`.${each.instrument.venueSymbol}`),
    );
  return {
    receive(frame: string) {
      const message = JSON.parse(frame) as { op: string; args?: string[]; req_id?: string };
      if (message.op === 'ping') {
        send(
          JSON.stringify({
            success: true,
            ret_msg: 'pong',
            conn_id: '1',
            req_id: message.req_id ?? '',
            op: 'ping',
          }),
        );
      } else if (message.op === 'subscribe') {
        for (const topic of message.args ?? []) topics.add(topic);
        send(
          JSON.stringify({
            success: true,
            ret_msg: '',
            conn_id: '1',
            req_id: message.req_id ?? '',
            op: 'subscribe',
          }),
        );
      }
    },
    tick() {
      if (machineNow() - pushed < 500) return;
      pushed = machineNow();
      const now = world.now();
      for (const topic of topics) {
        const market = find(topic);
        if (market === undefined) continue;
        if (topic.startsWith('tickers.')) pushTicker(topic, market, now);
        if (topic.startsWith('kline.5.')) send(JSON.stringify(klineFrame(topic, market, now)));
        if (topic.startsWith('allLiquidation.')) {
          const prints = market.liquidations(seen, now) ?? [];
          if (prints.length > 0)
            send(
              JSON.stringify({
                topic,
                type: 'snapshot',
                ts: now,
                data: prints.map((print) => liquidation(market, print)),
              }),
            );
        }
      }
      seen = now;
    },
  };

  function pushTicker(topic: string, market: WorldMarket, ts: number) {
    const row = linearTicker(market);
    const before = sent.get(topic);
    const data = before
      ? Object.fromEntries(
          Object.entries(row).filter(([key, value]) => key === 'symbol' || before[key] !== value),
        )
      : row;
    sent.set(topic, row);
    send(JSON.stringify({ topic, type: before ? 'delta' : 'snapshot', data, cs: ts, ts }));
  }
}

function klineFrame(topic: string, market: WorldMarket, now: number): unknown {
  const bars = market.candles('perp', '5m', now - 5 * MINUTE, now);
  const i = (bars?.openTime.length ?? 0) - 1;
  const start = bars?.openTime[i] ?? now - (now % HOUR);
  const volume = bars?.volume[i] ?? 0;
  const close = bars?.close[i] ?? 0;
  return {
    topic,
    data: [
      {
        start,
        end: start + 5 * MINUTE - 1,
        interval: '5',
        open: text(bars?.open[i] ?? 0),
        close: text(close),
        high: text(bars?.high[i] ?? 0),
        low: text(bars?.low[i] ?? 0),
        volume: text(volume, 3),
        turnover: text(volume * close, 4),
        confirm: now >= start + 5 * MINUTE,
        timestamp: now,
      },
    ],
    ts: now,
    type: 'snapshot',
  };
}

/** `S` is the side of the position that was closed, `p` its bankruptcy price. */
function liquidation({ instrument }: WorldMarket, print: LiquidationPrint): unknown {
  return {
    T: print.time,
    s: instrument.venueSymbol,
    S: print.liquidatedSide === 'long' ? 'Buy' : 'Sell',
    v: text(print.size, 3),
    p: priceText(print.bankruptcyPrice, instrument.tickSize),
  };
}
