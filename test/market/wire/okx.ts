import type { BarSeries, PointSeries } from '../../../core/domain/series.ts';
import { HOUR } from '../../../core/domain/time.ts';
import type { World, WorldMarket } from '../world.ts';
import { okxCoinMargined } from './other-lines.ts';
import { integer, ok, priceText, text, type VenueWire, type WireAnswer, type WireRequest } from './wire.ts';

/** OKX v5 swaps and spot. https://www.okx.com/docs-v5/en/ */
export function createOkxWire(machineNow: () => number): VenueWire {
  return {
    venue: 'okx-swap',
    restHosts: ['www.okx.com', 'eea.okx.com', 'us.okx.com'],
    socketHosts: ['ws.okx.com'],
    answer,
    socket: (_path, world, send) => createSocket(world, send, machineNow),
  };
}

function data(rows: readonly unknown[]): WireAnswer {
  return ok({ code: '0', msg: '', data: rows });
}

function refusal(code: string, msg: string, status = 400): WireAnswer {
  return { status, body: { code, msg, data: [] } };
}

function answer(request: WireRequest, world: World): WireAnswer {
  const markets = world.markets.filter(({ venue }) => venue === 'okx-swap');
  const instId = request.query.get('instId');
  const spot = instId !== undefined && !instId.endsWith('-SWAP');
  const market =
    markets.find((each) => (spot ? each.spotSymbol : each.instrument.venueSymbol) === instId) ?? null;
  const family = request.query.get('instFamily');
  const chosen = market ? [market] : markets;
  switch (request.path) {
    case '/api/v5/public/instruments':
      return data([...chosen.map(instrument), ...(market ? [] : [okxCoinMargined])]);
    case '/api/v5/public/position-tiers':
      return data(markets.filter((each) => each.instrument.venueSymbol === `${family}-SWAP`).flatMap(tiers));
    case '/api/v5/public/funding-rate':
      if (instId === 'ANY') return data(markets.map(fundingRate));
      return market ? data([fundingRate(market)]) : refusal('51001', 'Instrument ID does not exist');
    case '/api/v5/public/mark-price':
      return data(chosen.map(markPrice));
    case '/api/v5/market/index-tickers':
      return data(indexTickers(request, markets));
    case '/api/v5/public/open-interest':
      return data(chosen.flatMap(openInterest));
    case '/api/v5/market/tickers':
      return data(markets.map((each) => ticker(each, request.query.get('instType') === 'SPOT')));
    case '/api/v5/market/ticker':
      return market ? data([ticker(market, spot)]) : refusal('51001', 'Instrument ID does not exist');
  }
  if (!request.path.startsWith('/api/v5/')) return { status: 404, body: '' };
  if (market === null) return refusal('51001', 'Instrument ID does not exist');
  return history(request, market, spot, world);
}

/** Everything that pages backwards: `after` = older than, `before` = newer than; rubik uses `begin`/`end`. */
function history(request: WireRequest, market: WorldMarket, spot: boolean, world: World): WireAnswer {
  const hour = [request.query.get('bar'), request.query.get('period')].includes('1H');
  const step = hour ? '1h' : '5m';
  const until = Math.min(
    integer(request, 'after', world.now() + 1) - 1,
    integer(request, 'end', world.now()),
    world.now(),
  );
  const since = Math.max(
    integer(request, 'before', world.startTime - 1) + 1,
    integer(request, 'begin', world.startTime),
  );
  const newestFirst = <Row>(rows: readonly Row[], most: number) =>
    rows.slice(-Math.min(integer(request, 'limit', 100), most)).reverse();
  const { contractSize } = market.instrument;
  switch (request.path) {
    case '/api/v5/market/candles':
    case '/api/v5/market/history-candles':
      return data(
        newestFirst(
          candles(market.candles(spot ? 'spot' : 'perp', step, since, until), spot ? 1 : contractSize, world),
          300,
        ),
      );
    case '/api/v5/public/funding-rate-history': {
      const rows = points(market.fundingHistory(since, until)).map(([time, rate]) => ({
        fundingRate: text(rate, 16),
        fundingTime: String(time),
        instId: market.instrument.venueSymbol,
        instType: 'SWAP',
        method: 'current_period',
        realizedRate: text(rate, 16),
      }));
      return data(newestFirst(rows, 400));
    }
    case '/api/v5/public/premium-history': {
      const rows = points(market.premiumHistory('1h', since, until)).map(([time, premium]) => ({
        instId: market.instrument.venueSymbol,
        premium: text(premium, 16),
        ts: String(time),
      }));
      return data(newestFirst(rows, 100));
    }
    case '/api/v5/rubik/stat/contracts/open-interest-history': {
      const mark = market.quote().markPrice;
      const series =
        market.openInterestHistory(step, since, until) ?? market.openInterestHistory('1h', since, until);
      const rows = points(series).map(([time, base]) => [
        String(time),
        text(base / contractSize, 2),
        text(base, 4),
        text(base * mark, 2),
      ]);
      return data(newestFirst(rows, 100));
    }
    case '/api/v5/rubik/stat/contracts/long-short-account-ratio-contract': {
      const rows = points(market.accountRatioHistory(step, since, until)).map(([time, ratio]) => [
        String(time),
        text(ratio, 4),
      ]);
      return data(newestFirst(rows, 100));
    }
    case '/api/v5/rubik/stat/taker-volume-contract': {
      const takers = market.takerVolumeHistory(step, since, until);
      const rows =
        takers === null
          ? []
          : [...takers.time].map((time, i) => [
              String(time),
              text(takers.sell[i] ?? 0, 4),
              text(takers.buy[i] ?? 0, 4),
            ]);
      return data(newestFirst(rows, 100));
    }
    case '/api/v5/market/books':
      return data([book(market, Math.min(integer(request, 'sz', 1), 400), spot ? 1 : contractSize)]);
    default:
      return refusal('404', 'Not Found', 404);
  }
}

function points(series: PointSeries | null): [number, number][] {
  return series === null ? [] : [...series.time].map((time, i) => [time, series.value[i] ?? 0]);
}

function candles(bars: BarSeries | null, contractSize: number, world: World): string[][] {
  if (bars === null) return [];
  return [...bars.openTime].map((openTime, i) => {
    const volume = bars.volume[i] ?? 0;
    const prices = [bars.open[i], bars.high[i], bars.low[i], bars.close[i]].map((price) => text(price ?? 0));
    const closed = openTime + bars.stepMs <= world.now();
    const turnover = volume * (bars.close[i] ?? 0);
    return [
      String(openTime),
      ...prices,
      text(volume / contractSize, 4),
      text(volume, 4),
      text(turnover, 4),
      closed ? '1' : '0',
    ];
  });
}

function instrument({ instrument: each }: WorldMarket): unknown {
  return {
    alias: '',
    baseCcy: '',
    category: '1',
    ctMult: '1',
    ctType: 'linear',
    ctVal: text(each.contractSize),
    ctValCcy: each.base,
    expTime: '',
    instFamily: each.venueSymbol.replace(/-SWAP$/, ''),
    instId: each.venueSymbol,
    instType: 'SWAP',
    lever: text(each.maxLeverage ?? 100, 0),
    listTime: '1611916828000',
    lotSz: '0.01',
    maxLmtSz: '100000000',
    minSz: '0.01',
    optType: '',
    quoteCcy: '',
    settleCcy: each.settle,
    state: 'live',
    stk: '',
    tickSz: text(each.tickSize ?? 0.1),
    uly: each.venueSymbol.replace(/-SWAP$/, ''),
  };
}

/** Bracket sizes are in contracts. */
function tiers(market: WorldMarket): unknown[] {
  const mark = market.quote().markPrice;
  const contracts = (notional: number) => text(notional / mark / market.instrument.contractSize, 0);
  return (market.instrument.maintenanceTiers ?? []).map((tier, i) => ({
    baseMaxLoan: '',
    imr: text(1 / tier.maxLeverage, 6),
    instFamily: market.instrument.venueSymbol.replace(/-SWAP$/, ''),
    instId: '',
    maxLever: text(tier.maxLeverage, 2),
    maxSz: contracts(tier.notionalCap ?? tier.notionalFloor * 2),
    minSz: contracts(tier.notionalFloor),
    mmr: text(tier.maintenanceRate, 6),
    optMgnFactor: '0',
    quoteMaxLoan: '',
    tier: String(i + 1),
    uly: market.instrument.venueSymbol.replace(/-SWAP$/, ''),
  }));
}

function fundingRate(market: WorldMarket): unknown {
  const funding = market.funding();
  const quote = market.quote();
  return {
    fundingRate: text(funding.rate, 16),
    fundingTime: String(funding.nextFundingTime),
    instId: market.instrument.venueSymbol,
    instType: 'SWAP',
    interestRate: text(funding.anchor ?? 0, 16),
    maxFundingRate: text(funding.cap ?? 0.015),
    method: 'current_period',
    minFundingRate: text(-(funding.cap ?? 0.015)),
    nextFundingRate: '',
    nextFundingTime: String(funding.nextFundingTime + funding.intervalHours * HOUR),
    premium: quote.indexPrice === null ? '' : text(quote.markPrice / quote.indexPrice - 1, 16),
    settFundingRate: funding.lastSettledRate === null ? '' : text(funding.lastSettledRate, 16),
    settState: 'settled',
    ts: String(funding.time),
  };
}

function markPrice(market: WorldMarket): unknown {
  const quote = market.quote();
  const markPx = priceText(quote.markPrice, market.instrument.tickSize);
  return { instId: market.instrument.venueSymbol, instType: 'SWAP', markPx, ts: String(quote.time) };
}

function indexTickers(request: WireRequest, markets: readonly WorldMarket[]): unknown[] {
  const instId = request.query.get('instId');
  return markets
    .map((market) => ({ market, index: market.instrument.venueSymbol.replace(/-SWAP$/, '') }))
    .filter(({ index }) => (instId ? index === instId : index.endsWith(`-${request.query.get('quoteCcy')}`)))
    .map(({ market, index }) => {
      const quote = market.quote();
      const price = priceText(quote.indexPrice ?? quote.markPrice, market.instrument.tickSize);
      return {
        instId: index,
        idxPx: price,
        high24h: price,
        low24h: price,
        open24h: price,
        sodUtc0: price,
        sodUtc8: price,
        ts: String(quote.time),
      };
    });
}

function openInterest(market: WorldMarket): unknown[] {
  const open = market.openInterest();
  if (open === null) return [];
  return [
    {
      instId: market.instrument.venueSymbol,
      instType: 'SWAP',
      oi: text(open.value / market.instrument.contractSize, 2),
      oiCcy: text(open.value, 4),
      oiUsd: text(open.value * market.quote().markPrice, 2),
      ts: String(open.time),
    },
  ];
}

function ticker(market: WorldMarket, spot: boolean): unknown {
  const quote = market.quote();
  const last = priceText(quote.lastPrice, market.instrument.tickSize);
  const volume = market.volume24h(spot ? 'spot' : 'perp') ?? 0;
  const base = volume / quote.lastPrice;
  return {
    instType: spot ? 'SPOT' : 'SWAP',
    instId: spot ? market.spotSymbol : market.instrument.venueSymbol,
    last,
    lastSz: '1',
    askPx: priceText(quote.bestAsk ?? quote.lastPrice, market.instrument.tickSize),
    askSz: '1',
    bidPx: priceText(quote.bestBid ?? quote.lastPrice, market.instrument.tickSize),
    bidSz: '1',
    open24h: last,
    high24h: last,
    low24h: last,
    volCcy24h: spot ? text(volume, 2) : text(base, 4),
    vol24h: spot ? text(base, 4) : text(base / market.instrument.contractSize, 2),
    sodUtc0: last,
    sodUtc8: last,
    ts: String(quote.time),
  };
}

function book(market: WorldMarket, levels: number, contractSize: number): unknown {
  const found = market.book(levels);
  const usable = found !== null && !found.synthetic;
  const side = (rows: readonly (readonly [number, number])[]) =>
    rows.map(([price, size]) => [
      priceText(price, market.instrument.tickSize),
      text(size / contractSize, 4),
      '0',
      '1',
    ]);
  const ts = String(found?.time ?? market.quote().time);
  return { asks: usable ? side(found.asks) : [], bids: usable ? side(found.bids) : [], ts };
}

interface Channel {
  readonly channel: string;
  readonly instId?: string;
  readonly instType?: string;
}

/** mark-price, open-interest, funding-rate; liquidation-orders with at most one order a contract a second. */
function createSocket(world: World, send: (frame: string) => void, machineNow: () => number) {
  const channels = new Map<string, Channel>();
  let seen = world.now();
  let pushed = 0;
  return {
    receive(frame: string) {
      if (frame === 'ping') return send('pong');
      const message = JSON.parse(frame) as { op: string; args?: Channel[] };
      if (message.op !== 'subscribe') return;
      for (const arg of message.args ?? []) {
        channels.set(JSON.stringify(arg), arg);
        send(JSON.stringify({ event: 'subscribe', arg, connId: 'a4d3ae55' }));
      }
    },
    tick() {
      if (machineNow() - pushed < 1_000) return;
      pushed = machineNow();
      const now = world.now();
      for (const arg of channels.values()) {
        const rows =
          arg.channel === 'liquidation-orders' ? liquidations(world, seen, now) : channelRows(arg, world);
        if (rows.length > 0) send(JSON.stringify({ arg, data: rows }));
      }
      seen = now;
    },
  };
}

function channelRows({ channel, instId }: Channel, world: World): unknown[] {
  const market = world.markets.find(
    (each) => each.venue === 'okx-swap' && each.instrument.venueSymbol === instId,
  );
  if (market === undefined) return [];
  if (channel === 'mark-price') return [markPrice(market)];
  if (channel === 'open-interest') return openInterest(market);
  return channel === 'funding-rate' ? [fundingRate(market)] : [];
}

function liquidations(world: World, after: number, until: number): unknown[] {
  return world.markets
    .filter(({ venue }) => venue === 'okx-swap')
    .flatMap((market) => {
      const last = market.liquidations(after, until)?.at(-1);
      if (last === undefined) return [];
      const { instrument: each } = market;
      const family = each.venueSymbol.replace(/-SWAP$/, '');
      const detail = {
        bkLoss: '0',
        bkPx: priceText(last.bankruptcyPrice, each.tickSize),
        ccy: '',
        posSide: last.liquidatedSide,
        side: last.liquidatedSide === 'long' ? 'sell' : 'buy',
        sz: text(last.size / each.contractSize, 4),
        ts: String(last.time),
      };
      return [
        { details: [detail], instFamily: family, instId: each.venueSymbol, instType: 'SWAP', uly: family },
      ];
    });
}
