/**
 * The one contract of each further product line: coin-margined ones, and a builder's on Hyperliquid. Nothing trades
 * them here and no page shows them: a list without any contract would be a broken answer.
 */
export const binanceCoinMargined = {
  symbol: 'FILUSD_PERP',
  pair: 'FILUSD',
  contractType: 'PERPETUAL',
  deliveryDate: 4133404800000,
  onboardDate: 1612510200000,
  contractStatus: 'TRADING',
  contractSize: 10,
  marginAsset: 'FIL',
  baseAsset: 'FIL',
  quoteAsset: 'USD',
  pricePrecision: 3,
  quantityPrecision: 0,
  filters: [{ filterType: 'PRICE_FILTER', minPrice: '0.001', maxPrice: '100000', tickSize: '0.001' }],
};

export const bybitCoinMargined = {
  symbol: 'FILUSD',
  contractType: 'InversePerpetual',
  status: 'Trading',
  baseCoin: 'FIL',
  quoteCoin: 'USD',
  settleCoin: 'FIL',
  launchTime: '1612510200000',
  leverageFilter: { minLeverage: '1', maxLeverage: '50.00', leverageStep: '0.01' },
  priceFilter: { minPrice: '0.001', maxPrice: '1999.998', tickSize: '0.001' },
  lotSizeFilter: { maxOrderQty: '1000000', minOrderQty: '1', qtyStep: '1' },
  fundingInterval: 480,
  upperFundingRate: '0.00375',
  lowerFundingRate: '-0.00375',
};

export const okxCoinMargined = {
  ctMult: '1',
  ctType: 'inverse',
  ctVal: '10',
  ctValCcy: 'USD',
  instFamily: 'FIL-USD',
  instId: 'FIL-USD-SWAP',
  instType: 'SWAP',
  lever: '50',
  settleCcy: 'FIL',
  state: 'live',
  tickSz: '0.001',
  uly: 'FIL-USD',
};

export const hyperliquidBuilder = {
  universe: [{ szDecimals: 3, name: 'sim:FIL', maxLeverage: 10, marginTableId: 10, onlyIsolated: true }],
  marginTables: [[10, { description: '', marginTiers: [{ lowerBound: '0.0', maxLeverage: 10 }] }]],
  collateralToken: 0,
};
