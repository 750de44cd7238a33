import { DAY, HOUR, MINUTE, type Ms } from '../../core/domain/time.ts';
import { AssetMarket, STEP_SECONDS } from './asset-market.ts';
import { ASSETS } from './asset-terms.ts';
import type { Closed } from './clearing.ts';
import { OPEN, type PositionTruth } from './positions.ts';
import { SCENARIOS, type Scenario } from './scenarios.ts';
import { createSimulatedMarket } from './simulated-market.ts';
import type { LiquidationPrint, World, WorldMarket } from './world.ts';
import { WORLD_KINDS } from './world-kinds.ts';

export interface SimulationOptions {
  /** A key of `SCENARIOS`. */
  readonly scenario: string;
  readonly seed: number;
  /** Days of history before the live moment; 30 unless told. */
  readonly days?: number;
  /** A key of `WORLD_KINDS`; `standard` unless told. */
  readonly worldKind?: string;
  /** Coins beside the scenario's own, and Bitcoin, which is always there and leads them. */
  readonly companions?: readonly string[];
  /** Market time of the live moment; a fixed Monday noon unless told. */
  readonly liveTime?: Ms;
  /** Where the clock stands after the warm-up; the live moment unless told an earlier one. */
  readonly warmUpUntil?: Ms;
  /** Open positions a quiet market of one coin holds. */
  readonly rows?: number;
  /** Every position as it ends; they are not kept. */
  readonly onClosed?: (asset: string, closed: Closed) => void;
  /** Every liquidation fill, coins and dollars a coin. */
  readonly onPrint?: (asset: string, venue: string, print: LiquidationPrint) => void;
  /** Called at every full hour of market time, the warm-up included. */
  readonly onHour?: (markets: readonly AssetMarket[], time: Ms) => void;
}

/** A world whose truth can be asked. */
export interface SimulatedWorld extends World {
  readonly scenario: Scenario;
  /** Every open position of a coin, all venues; `venue` indexes `assetMarket(asset).exchanges`. */
  truth(asset: string): PositionTruth[];
  assetMarket(asset: string): AssetMarket;
}

const LIVE_TIME = Date.UTC(2026, 1, 2, 12);
/** History kept beyond the warm-up. */
const SPARE_DAYS = 3;

/**
 * A seeded market of several venues: warms up to the live moment before it returns.
 * @throws Error when scenario, world kind or coin is unknown.
 */
export function createSimulatedWorld(options: SimulationOptions): SimulatedWorld {
  const scenario = SCENARIOS[options.scenario];
  const kind = WORLD_KINDS[options.worldKind ?? 'standard'];
  if (!scenario)
    throw new Error(`unknown scenario ${options.scenario}: ${Object.keys(SCENARIOS).join(', ')}`);
  if (!kind) throw new Error(`unknown world ${options.worldKind}: ${Object.keys(WORLD_KINDS).join(', ')}`);
  const days = options.days ?? 30;
  const liveTime = options.liveTime ?? LIVE_TIME;
  const startTime = liveTime - days * DAY;
  const assets = [...new Set(['BTC', scenario.asset, ...(options.companions ?? [])])];

  const coins = assets.map((name) => {
    const asset = ASSETS[name];
    if (!asset) throw new Error(`unknown coin ${name}: ${Object.keys(ASSETS).join(', ')}`);
    const market = new AssetMarket({
      asset,
      scenario: name === scenario.asset ? scenario : { ...SCENARIOS.calm!, asset: name },
      kind,
      seed: `${options.scenario}#${options.seed}`,
      startTime,
      liveTime,
      retention: { days: days + SPARE_DAYS },
      rows: options.rows ?? 10_000,
    });
    if (options.onPrint)
      for (const exchange of market.exchanges)
        exchange.onPrint = (print) => options.onPrint!(name, exchange.terms.venue, print);
    if (options.onClosed) market.clearing.onClosed = (closed) => options.onClosed!(name, closed);
    return market;
  });
  const markets: WorldMarket[] = coins.flatMap((coin) =>
    coin.exchanges.map((exchange) => createSimulatedMarket(coin, exchange, kind)),
  );
  const bySymbol = new Map(markets.map((market) => [`${market.venue}:${market.instrument.asset}`, market]));
  let clock = startTime;

  const advance = (to: Ms): void => {
    const bitcoin = coins[0]!;
    while (bitcoin.time + STEP_SECONDS * 1000 <= to) {
      bitcoin.step(0);
      for (let i = 1; i < coins.length; i++) coins[i]!.step(bitcoin.lastReturn);
      if (options.onHour && bitcoin.time % HOUR === 0) options.onHour(coins, bitcoin.time);
    }
    clock = Math.max(clock, to);
  };
  advance(Math.min(liveTime, options.warmUpUntil ?? liveTime));

  return {
    name: `${options.scenario} #${options.seed}`,
    kind: 'simulated',
    scenario,
    assets,
    markets,
    startTime,
    liveTime,
    endTime: null,
    phases: scenario.phases.map((phase) => ({
      name: phase.name,
      from: liveTime + phase.from * MINUTE,
      to: liveTime + phase.to * MINUTE,
      expect: phase.expect,
    })),
    now: () => clock,
    advance,
    market: (venue, asset) => bySymbol.get(`${venue}:${asset}`) ?? null,
    truth: (asset) => openPositions(coins[assets.indexOf(asset)]!),
    assetMarket: (asset) => coins[assets.indexOf(asset)]!,
  };
}

function openPositions(market: AssetMarket): PositionTruth[] {
  const { positions } = market.clearing;
  const rows: PositionTruth[] = [];
  for (let row = 0; row < positions.top; row++)
    if (positions.alive[row] === OPEN) rows.push(positions.truth(row));
  return rows;
}
