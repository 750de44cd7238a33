import { MINUTE } from '../../../core/domain/time.ts';
import type { WireAnswer } from '../wire/wire.ts';
import type { World } from '../world.ts';

/** Where the stand-in page's own chart gets its candles; no exchange has such an address. */
export const CHART_PATH = '/stand-in/candles';
const BARS = 120;

/** The last 5-min candles of the pair in `?symbol=`, as `[open, high, low, close]`, oldest first. */
export function chartData(url: URL, world: World): WireAnswer {
  const symbol = (url.searchParams.get('symbol') ?? '').toUpperCase().replace('_', '');
  const market = world.markets.find(
    ({ instrument, spotSymbol }) =>
      instrument.venueSymbol.toUpperCase() === symbol || spotSymbol?.toUpperCase() === symbol,
  );
  const bars = market?.candles('perp', '5m', world.now() - BARS * 5 * MINUTE, world.now()) ?? null;
  const rows =
    bars === null
      ? []
      : [...bars.openTime].map((_, i) => [bars.open[i], bars.high[i], bars.low[i], bars.close[i]]);
  return { status: 200, body: { time: world.now(), rows } };
}
