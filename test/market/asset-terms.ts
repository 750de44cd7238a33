/** One coin: its size in the world. Money in USD. */
export interface AssetTerms {
  readonly asset: string;
  readonly price: number;
  readonly tick: number;
  /** Standard deviation of a day's log return in ordinary times. */
  readonly dailySigma: number;
  readonly openInterest: number;
  readonly perpVolumeDay: number;
  readonly spotVolumeDay: number;
  /** Perp depth within 1 % a side, all venues; spot depth beside it. */
  readonly perpDepth: number;
  readonly spotDepth: number;
  /** Beta to Bitcoin's returns. */
  readonly beta: number;
  readonly maxLeverage: number;
  /** Notional of the first bracket. */
  readonly firstBracket: number;
  readonly intervalHours: number;
  readonly capPerInterval: number;
  /** Multiplier where Binance and Bybit list thousands. */
  readonly multiplier: number;
  readonly okxContract: number;
  /** Insurance money at the start, as a share of open interest. */
  readonly fundShare: number;
}

export const ASSETS: Readonly<Record<string, AssetTerms>> = {
  BTC: {
    asset: 'BTC',
    price: 64_000,
    tick: 0.1,
    dailySigma: 0.024,
    openInterest: 13e9,
    perpVolumeDay: 30e9,
    spotVolumeDay: 6e9,
    perpDepth: 190e6,
    spotDepth: 80e6,
    beta: 1,
    maxLeverage: 125,
    firstBracket: 300_000,
    intervalHours: 8,
    capPerInterval: 0.003,
    multiplier: 1,
    okxContract: 0.01,
    fundShare: 0.03,
  },
  ETH: {
    asset: 'ETH',
    price: 3_100,
    tick: 0.01,
    dailySigma: 0.03,
    openInterest: 8e9,
    perpVolumeDay: 18e9,
    spotVolumeDay: 3.5e9,
    perpDepth: 110e6,
    spotDepth: 45e6,
    beta: 1.1,
    maxLeverage: 100,
    firstBracket: 300_000,
    intervalHours: 8,
    capPerInterval: 0.003,
    multiplier: 1,
    okxContract: 0.1,
    fundShare: 0.02,
  },
  SOL: {
    asset: 'SOL',
    price: 145,
    tick: 0.01,
    dailySigma: 0.045,
    openInterest: 3e9,
    perpVolumeDay: 6e9,
    spotVolumeDay: 1.2e9,
    perpDepth: 36e6,
    spotDepth: 14e6,
    beta: 1.4,
    maxLeverage: 75,
    firstBracket: 100_000,
    intervalHours: 8,
    capPerInterval: 0.0075,
    multiplier: 1,
    okxContract: 1,
    fundShare: 0.01,
  },
  PEPE: {
    asset: 'PEPE',
    price: 0.0000105,
    tick: 1e-10,
    dailySigma: 0.06,
    openInterest: 320e6,
    perpVolumeDay: 900e6,
    spotVolumeDay: 130e6,
    perpDepth: 2.4e6,
    spotDepth: 0.7e6,
    beta: 1.5,
    maxLeverage: 75,
    firstBracket: 10_000,
    intervalHours: 4,
    capPerInterval: 0.02,
    multiplier: 1000,
    okxContract: 10_000_000,
    fundShare: 0.001,
  },
};
