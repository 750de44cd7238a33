import type { BarSeries } from '../../../core/domain/series.ts';
import { HOUR, MINUTE } from '../../../core/domain/time.ts';
import type { World, WorldMarket } from '../world.ts';
import { hyperliquidBuilder } from './other-lines.ts';
import { ok, text, type VenueWire, type WireAnswer, type WireRequest } from './wire.ts';

/** Hyperliquid's info endpoint. https://hyperliquid.gitbook.io/hyperliquid-docs/for-developers/api/info-endpoint */
export function createHyperliquidWire(machineNow: () => number): VenueWire {
  return {
    venue: 'hyperliquid',
    restHosts: ['api.hyperliquid.xyz'],
    socketHosts: ['api.hyperliquid.xyz'],
    answer,
    socket: (_path, world, send) => createSocket(world, send, machineNow),
  };
}

interface Ask {
  readonly type?: string;
  readonly coin?: string;
  readonly dex?: string;
  readonly startTime?: number;
  readonly endTime?: number;
  readonly nSigFigs?: number;
  readonly req?: {
    readonly coin: string;
    readonly interval: string;
    readonly startTime: number;
    readonly endTime: number;
  };
}

const malformed: WireAnswer = {
  status: 422,
  body: 'Failed to deserialize the JSON body into the target type',
};

function answer(request: WireRequest, world: World): WireAnswer {
  if (request.path !== '/info' || request.method !== 'POST') return { status: 404, body: '' };
  const ask = (request.body ?? {}) as Ask;
  const markets = world.markets.filter(({ venue }) => venue === 'hyperliquid');
  const coin = ask.coin ?? ask.req?.coin;
  const market = markets.find(({ instrument }) => instrument.venueSymbol === coin) ?? null;
  switch (ask.type) {
    case 'meta':
      return ok(meta(markets));
    case 'metaAndAssetCtxs':
      return ok([meta(markets), markets.map(assetContext)]);
    case 'spotMetaAndAssetCtxs':
      return ok(spot(markets));
    case 'allMids':
      return ok(
        Object.fromEntries(
          markets.map((each) => [each.instrument.venueSymbol, text(each.quote().lastPrice)]),
        ),
      );
    case 'allPerpMetas':
      return ok([meta(markets), hyperliquidBuilder]);
    case 'perpDexs':
      return ok([null, { name: 'sim' }]);
  }
  if (market === null) return coin === undefined ? malformed : { status: 500, body: null };
  switch (ask.type) {
    case 'fundingHistory': {
      const history = market.fundingHistory(
        ask.startTime ?? 0,
        Math.min(ask.endTime ?? world.now(), world.now()),
      );
      const premiums = market.premiumHistory('1h', world.startTime, world.now());
      const rows = [...history.time].slice(0, 500).map((time, i) => {
        const index = premiums?.time.lastIndexOf(Math.floor(time / HOUR) * HOUR - HOUR) ?? -1;
        return {
          coin,
          fundingRate: text(history.value[i] ?? 0, 10),
          premium: text(premiums?.value[index] ?? 0, 10),
          time,
        };
      });
      return ok(rows);
    }
    case 'candleSnapshot': {
      const step = ask.req?.interval === '1h' ? '1h' : '5m';
      const until = Math.min(ask.req?.endTime ?? world.now(), world.now());
      return ok(
        candles(market, market.candles('perp', step, ask.req?.startTime ?? 0, until), step).slice(-5000),
      );
    }
    case 'l2Book':
      return ok(book(market, ask.nSigFigs));
    default:
      return malformed;
  }
}

function meta(markets: readonly WorldMarket[]): object {
  return {
    universe: markets.map(({ instrument }, i) => ({
      szDecimals: 5,
      name: instrument.venueSymbol,
      maxLeverage: instrument.maxLeverage ?? 40,
      marginTableId: 50 + i,
    })),
    marginTables: markets.map(({ instrument }, i) => [
      50 + i,
      {
        description: 'tiered',
        marginTiers: (instrument.maintenanceTiers ?? []).map(({ notionalFloor, maxLeverage }) => ({
          lowerBound: text(notionalFloor, 1),
          maxLeverage,
        })),
      },
    ]),
    collateralToken: 0,
  };
}

/** `openInterest` counts both sides. */
function assetContext(market: WorldMarket): Record<string, unknown> {
  const quote = market.quote();
  const volume = market.volume24h('perp') ?? 0;
  const index = quote.indexPrice ?? quote.markPrice;
  return {
    funding: text(market.funding().rate, 10),
    openInterest: text(2 * (market.openInterest()?.value ?? 0), 5),
    prevDayPx: text(quote.lastPrice, 6),
    dayNtlVlm: text(volume, 6),
    premium: text(quote.markPrice / index - 1, 10),
    oraclePx: text(index, 6),
    markPx: text(quote.markPrice, 6),
    midPx: text(quote.lastPrice, 6),
    impactPxs: [text(quote.bestBid ?? quote.lastPrice, 6), text(quote.bestAsk ?? quote.lastPrice, 6)],
    dayBaseVlm: text(volume / quote.lastPrice, 5),
  };
}

/** Token ids as listed; names are not unique there, ids are. */
const TOKEN_IDS: Readonly<Record<string, string>> = {
  USDC: '0x6d1e7cde53ba9467b783cb7c530ce054',
  UBTC: '0x8f254b963e8468305d409b33aa137c67',
  UETH: '0xe1edd30daaf5caac3fe63569e24748da',
  USOL: '0x49b67c39f5566535de22b29b0e51e685',
};

function spot(markets: readonly WorldMarket[]): unknown {
  const listed = markets.filter(({ spotSymbol }) => spotSymbol !== null);
  const tokens = [
    {
      name: 'USDC',
      szDecimals: 8,
      weiDecimals: 8,
      index: 0,
      tokenId: TOKEN_IDS.USDC,
      isCanonical: true,
      evmContract: null,
      fullName: null,
    },
    ...listed.map(({ spotSymbol }, i) => ({
      name: spotSymbol?.split('/')[0] ?? '',
      szDecimals: 5,
      weiDecimals: 8,
      index: i + 1,
      tokenId: TOKEN_IDS[spotSymbol?.split('/')[0] ?? ''] ?? `0x${i + 1}`,
      isCanonical: true,
      evmContract: null,
      fullName: null,
    })),
  ];
  const universe = listed.map(({ spotSymbol }, i) => ({
    tokens: [i + 1, 0],
    name: spotSymbol,
    index: i,
    isCanonical: true,
  }));
  const contexts = listed.map((market) => {
    const { indexPrice, lastPrice } = market.quote();
    const price = text(indexPrice ?? lastPrice, 6);
    const volume = market.volume24h('spot') ?? 0;
    return {
      prevDayPx: price,
      dayNtlVlm: text(volume, 6),
      markPx: price,
      midPx: price,
      circulatingSupply: '0',
      coin: market.spotSymbol,
      totalSupply: '0',
      dayBaseVlm: text(volume / (indexPrice ?? lastPrice), 5),
    };
  });
  return [{ universe, tokens }, contexts];
}

function candles(market: WorldMarket, bars: BarSeries | null, step: '5m' | '1h'): unknown[] {
  if (bars === null) return [];
  return [...bars.openTime].map((t, i) => ({
    t,
    T: t + bars.stepMs - 1,
    s: market.instrument.venueSymbol,
    i: step,
    o: text(bars.open[i] ?? 0, 6),
    c: text(bars.close[i] ?? 0, 6),
    h: text(bars.high[i] ?? 0, 6),
    l: text(bars.low[i] ?? 0, 6),
    v: text(bars.volume[i] ?? 0, 5),
    n: 1,
  }));
}

/** 20 levels a side; `nSigFigs` widens each level, so the same 20 reach further. */
function book(market: WorldMarket, nSigFigs: number | undefined): unknown {
  const found = market.book(5_000);
  const usable = found !== null && !found.synthetic;
  const { lastPrice } = market.quote();
  const width = nSigFigs === undefined ? 0 : 10 ** (Math.floor(Math.log10(lastPrice)) + 1 - nSigFigs);
  const side = (rows: readonly (readonly [number, number])[], round: (value: number) => number) => {
    const levels = new Map<number, { sz: number; n: number }>();
    for (const [price, size] of rows) {
      const level = width > 0 ? round(price / width) * width : price;
      const entry = levels.get(level);
      if (entry) {
        entry.sz += size;
        entry.n += 1;
      } else if (levels.size < 20) {
        levels.set(level, { sz: size, n: 1 });
      } else break;
    }
    return [...levels].map(([px, { sz, n }]) => ({ px: text(px, 6), sz: text(sz, 5), n }));
  };
  const levels = usable ? [side(found.bids, Math.floor), side(found.asks, Math.ceil)] : [[], []];
  return { coin: market.instrument.venueSymbol, time: found?.time ?? market.quote().time, levels };
}

interface Subscription {
  readonly type: string;
  readonly coin?: string;
  readonly interval?: string;
}

function createSocket(world: World, send: (frame: string) => void, machineNow: () => number) {
  const subscriptions = new Map<string, Subscription>();
  let pushed = 0;
  return {
    receive(frame: string) {
      const message = JSON.parse(frame) as { method: string; subscription?: Subscription };
      if (message.method === 'ping') return send(JSON.stringify({ channel: 'pong' }));
      if (message.method !== 'subscribe' || message.subscription === undefined) return;
      subscriptions.set(JSON.stringify(message.subscription), message.subscription);
      send(
        JSON.stringify({
          channel: 'subscriptionResponse',
          data: { method: 'subscribe', subscription: message.subscription },
        }),
      );
    },
    tick() {
      if (machineNow() - pushed < 1_000) return;
      pushed = machineNow();
      const now = world.now();
      for (const { type, coin, interval } of subscriptions.values()) {
        const market = world.markets.find(
          (each) => each.venue === 'hyperliquid' && each.instrument.venueSymbol === coin,
        );
        if (market === undefined) continue;
        if (type === 'activeAssetCtx')
          send(JSON.stringify({ channel: type, data: { coin, ctx: assetContext(market) } }));
        if (type === 'candle') {
          const step = interval === '1h' ? '1h' : '5m';
          const from = now - (step === '1h' ? HOUR : 5 * MINUTE);
          const row = candles(market, market.candles('perp', step, from, now), step).at(-1);
          if (row) send(JSON.stringify({ channel: type, data: row }));
        }
      }
    },
  };
}
