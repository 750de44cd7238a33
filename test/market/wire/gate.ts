import { SECOND } from '../../../core/domain/time.ts';
import type { World, WorldMarket } from '../world.ts';
import { integer, ok, text, type VenueWire, type WireAnswer, type WireRequest } from './wire.ts';

/** Base coins in one contract. */
const CONTRACT_SIZE = 0.0001;

const unknown: WireAnswer = {
  status: 400,
  body: { label: 'CONTRACT_NOT_FOUND', message: 'contract not found' },
};

/**
 * Gate's REST for a venue the user allows later: it trades what Binance trades, at the same prices. Its socket
 * stays silent. https://www.gate.com/docs/developers/apiv4
 */
export function createGateWire(): VenueWire {
  return {
    venue: 'gate',
    restHosts: ['api.gateio.ws'],
    socketHosts: ['fx-ws.gateio.ws'],
    answer: (request, world) => answer(request, world),
    socket: () => ({ receive: () => {}, tick: () => {} }),
  };
}

const nameOf = ({ instrument }: WorldMarket) => `${instrument.asset}_USDT`;
const seconds = (time: number) => Math.floor(time / SECOND);

function answer({ path, query, ...request }: WireRequest, world: World): WireAnswer {
  const markets = world.markets.filter(({ venue }) => venue === 'binance-usdm');
  const endpoint = path.replace('/api/v4/futures/usdt/', '');
  const name = query.get('contract') ?? /^contracts\/(.+)$/.exec(endpoint)?.[1];
  const market = markets.find((each) => nameOf(each) === name);
  if (endpoint === 'contracts') return ok(markets.map(contract));
  if (endpoint === 'tickers') return ok((market ? [market] : markets).map(ticker));
  if (market === undefined) return unknown;
  const step = query.get('interval') === '1h' ? '1h' : '5m';
  const asked = { path, query, ...request };
  const since = integer(asked, 'from', seconds(world.startTime)) * SECOND;
  const until = Math.min(integer(asked, 'to', seconds(world.now())) * SECOND, world.now());
  switch (endpoint) {
    case `contracts/${name}`:
      return ok(contract(market));
    case 'candlesticks':
      return ok(candles(market, step, since, until));
    case 'contract_stats': {
      const points = market.openInterestHistory(step, since, until);
      const rows = [...(points?.time ?? [])].map((time, i) => ({
        time: seconds(time),
        open_interest: Math.round((points?.value[i] ?? 0) / CONTRACT_SIZE),
      }));
      return ok(rows.slice(0, integer(asked, 'limit', 30)));
    }
    case 'funding_rate': {
      const { time, value } = market.fundingHistory(since, until);
      return ok([...time].map((at, i) => ({ t: seconds(at), r: text(value[i] ?? 0) })).reverse());
    }
    default:
      return unknown;
  }
}

function contract(market: WorldMarket): unknown {
  const quote = market.quote();
  const { rate, intervalHours, nextFundingTime } = market.funding();
  return {
    name: nameOf(market),
    type: 'direct',
    quanto_multiplier: text(CONTRACT_SIZE),
    leverage_max: '100',
    order_price_round: '0.1',
    in_delisting: false,
    status: 'trading',
    mark_price: text(quote.markPrice),
    index_price: text(quote.indexPrice ?? quote.markPrice),
    position_size: Math.round((market.openInterest()?.value ?? 0) / CONTRACT_SIZE),
    funding_rate: text(rate),
    funding_interval: intervalHours * 3_600,
    funding_next_apply: seconds(nextFundingTime),
    funding_rate_limit: '0.02',
    interest_rate: '0.0003',
  };
}

function ticker(market: WorldMarket): unknown {
  const quote = market.quote();
  return {
    contract: nameOf(market),
    mark_price: text(quote.markPrice),
    index_price: text(quote.indexPrice ?? quote.markPrice),
    total_size: text((market.openInterest()?.value ?? 0) / CONTRACT_SIZE, 0),
    volume_24h_quote: text(market.volume24h('perp') ?? 0, 0),
  };
}

function candles(market: WorldMarket, step: '5m' | '1h', since: number, until: number): unknown[] {
  const bars = market.candles('perp', step, since, until);
  return [...(bars?.openTime ?? [])].map((time, i) => ({
    t: seconds(time),
    o: text(bars?.open[i] ?? 0),
    h: text(bars?.high[i] ?? 0),
    l: text(bars?.low[i] ?? 0),
    c: text(bars?.close[i] ?? 0),
    v: Math.round((bars?.volume[i] ?? 0) / CONTRACT_SIZE),
  }));
}
