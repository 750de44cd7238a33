const HTX_OTHERS: readonly (readonly [RegExp, string])[] = [
  [/-\d{6}$|-[CN][QW]$|-FUTURES$|^[A-Z]+\d{6}$/, 'dated future'],
  [/^[a-z0-9]+$/, 'spot pair'],
  [/^[A-Z0-9]+$/, 'coin'],
];

const DERIBIT_LINES: readonly (readonly [RegExp, string])[] = [
  [/-[CP]$/, 'option'],
  [/-\d{1,2}[A-Z]{3}\d{2}$/, 'dated future'],
  [/^[A-Z0-9]+_[A-Z]+$/, 'spot pair'],
];

/** Symbols of a venue's other products, which no adapter of ours claims to read. */
const OTHER_LINES: Readonly<Record<string, readonly (readonly [RegExp, string])[]>> = {
  'binance-usdm': [
    [/-[CP]$/, 'option'],
    [/_\d{6}$/, 'dated future'],
    [/(_PERP|USD)$/, 'coin-margined'],
    [/^[A-Z0-9]+(BTC|BNB)$/, 'quoted in a coin'],
    [/^(?!.*USD[TC]$)[A-Z]{1,5}$/, 'share'],
  ],
  'bybit-linear': [
    [/-[CP](-USDT)?$/, 'option'],
    [/USD[FGHJKMNQUVXZ]\d{2}$/, 'inverse dated future'],
    [/[A-Z]USD$/, 'inverse perpetual'],
    [/-\d{1,2}[A-Z]{3}\d{2}$/, 'dated future'],
  ],
  'okx-swap': [
    [/-[CP]$/, 'option'],
    [/-\d{6}$/, 'dated future'],
    [/-USD-SWAP$/, 'inverse swap'],
    [/^[A-Z0-9]+-[A-Z]+$/, 'spot pair'],
  ],
  bitget: [
    [/_(UMCBL|DMCBL)$/, 'retired API'],
    [/_\d{6}$/, 'dated future'],
    [/USD$/, 'coin-margined'],
    [/PERP$/, 'settled in USDC'],
  ],
  'binance-coinm': [
    [/USD[TC]$|BUSD$/, 'linear'],
    [/_\d{6}$/, 'dated future'],
  ],
  'bybit-inverse': [
    [/-[CP](-USDT)?$/, 'option'],
    [/USD[FGHJKMNQUVXZ]\d{2}$|-\d{1,2}[A-Z]{3}\d{2}$/, 'dated future'],
    [/USD[TC]$|PERP$/, 'linear perpetual'],
    [/^[A-Z0-9]+(EUR|BTC|ETH|DAI)$|XUSDT$/, 'spot'],
  ],
  'okx-inverse': [
    [/-[CP]$/, 'option'],
    [/-\d{6}$/, 'dated future'],
    [/-USD[TC]-SWAP$/, 'linear swap'],
    [/^[A-Z0-9]+-[A-Z]+$/, 'spot pair'],
  ],
  'hyperliquid-hip3': [[/^[^:]*$/, 'the venue’s own']],
  gate: [
    [/-[CP]$/, 'option'],
    [/_\d{8}$/, 'dated future'],
    [/_USD$/, 'inverse perpetual'],
  ],
  deribit: DERIBIT_LINES,
  coinbase: DERIBIT_LINES,
  'kraken-futures': [
    [/_\d{6}$/, 'dated future'],
    [/^(in|rr)_/i, 'index'],
    [/x:?USD$/, 'share'],
  ],
  kucoin: [
    [/M[FGHJKMNQUVXZ]\d{2}$/, 'dated future'],
    [/^[A-Z0-9]+-[A-Z]+$/, 'spot pair'],
  ],
  mexc: [[/^[A-Z0-9]+(USDT|USDC)$/, 'spot pair']],
  bingx: [[/-USD$/, 'inverse perpetual']],
  htx: [...HTX_OTHERS, [/-USD$/, 'inverse swap']],
  'htx-inverse': [...HTX_OTHERS, [/-USDT$/, 'linear swap']],
  hyperliquid: [
    [/^@\d+$|\//, 'spot pair'],
    [/^[a-z]+:/, 'builder market'],
  ],
};

const SYMBOL_FIELDS = new Set([
  'symbol',
  's',
  'instId',
  'instrument_id',
  'coin',
  'name',
  'ticker',
  'contract',
  'currency_pair',
  'instrument_name',
  'product_id',
  'contract_code',
]);

/** Every symbol named in an answer, also in a stream's topic. */
export function symbolsIn(value: unknown): string[] {
  const found = new Set<string>();
  const walk = (inner: unknown) => {
    if (Array.isArray(inner)) inner.forEach(walk);
    else if (typeof inner === 'object' && inner !== null) {
      for (const [key, one] of Object.entries(inner)) {
        if (SYMBOL_FIELDS.has(key) && typeof one === 'string' && one !== '') found.add(one);
        if (key === 'n' && typeof one === 'string') found.add(one.slice(one.indexOf('_') + 1));
        if (key === 'ch' && typeof one === 'string') found.add(one.split('.')[1] ?? '');
        if (key === 'topic' && typeof one === 'string') found.add(one.split('.').at(-1) ?? '');
        if (key === 'id' && typeof one === 'string' && /^[A-Z0-9]+-USD(\/|$)/.test(one)) {
          found.add(one.split('/')[0] ?? '');
        }
        walk(one);
      }
    }
  };
  walk(value);
  return [...found];
}

/** The product line of a symbol when it is not the adapter's own. */
export function otherLine(venue: string, symbol: string): string | null {
  return OTHER_LINES[venue]?.find(([pattern]) => pattern.test(symbol))?.[1] ?? null;
}

/** Named when an answer speaks only of other product lines: `inverse perpetual BTCUSD`. */
export function foreignOnly(venue: string, symbols: readonly string[]): string | null {
  const lines = symbols.map((symbol) => otherLine(venue, symbol));
  if (symbols.length === 0 || lines.some((line) => line === null)) return null;
  return `another product: ${lines[0]} ${symbols[0]}`;
}

/** ccxt keeps samples of several APIs in one method and heads them: `options (eapi)`, `spot tokenized equities`. */
export function foreignHeading(venue: string, heading: string | null | undefined): string | null {
  const others = venue === 'binance-coinm' ? /eapi|option|tokenized|fapi/i : /eapi|option|tokenized|dapi/i;
  return heading != null && others.test(heading) ? `another API: ${heading}` : null;
}
