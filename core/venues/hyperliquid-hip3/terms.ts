import { parseAssetName } from '../asset-name.ts';

/**
 * Dollar tokens builders settle in, by the venue's token number [mem beyond USDC]. Prices are in it, so a token
 * that is no dollar would make a wrong USD figure.
 */
const DOLLARS: ReadonlyMap<number, string> = new Map([
  [0, 'USDC'],
  [235, 'USDE'],
  [268, 'USDT0'],
  [360, 'USDH'],
]);

/**
 * Coins no builder would list another thing under. Any other name stays the builder's own (`xyz:GOLD`): what it
 * stands for is his choice, and a coin of the same ticker elsewhere is not it.
 */
const PLAIN = new Set(['BTC', 'ETH', 'SOL', 'XRP', 'DOGE', 'BNB', 'HYPE', 'SUI', 'ZEC', 'PUMP', 'FARTCOIN']);

/** How a builder's coin is named and settled; null where the collateral is no dollar we know. */
export function termsOf(collateralToken: number) {
  const settle = DOLLARS.get(collateralToken);
  if (settle === undefined) return null;
  return (name: string) => {
    const own = parseAssetName(name.slice(name.indexOf(':') + 1));
    const isPlain = PLAIN.has(own.asset);
    return {
      asset: isPlain ? own.asset : name,
      baseMultiplier: isPlain ? own.baseMultiplier : 1,
      base: name,
      quote: settle,
      settle,
    };
  };
}
