/** Comments show single rows of an answer, of an open interest history, of a spot market's bars. */
function htxForms(row: unknown): readonly unknown[] {
  const ts = 1_781_235_318_758;
  return [
    { data: row, ts },
    { data: { contract_code: 'BTC-USDT', tick: [row] }, ts },
    { ch: 'market.btcusdt.kline.1min', data: [row], ts },
  ];
}

/** Forms of an answer a library's sample of these venues may be the inside, or the outside, of. */
const FORMS: Readonly<Record<string, (row: unknown) => readonly unknown[]>> = {
  /** One library wraps answers in `{requestId, status, result}`; comments show single rows. */
  dydx: (row) => [
    (row as { result?: unknown } | null)?.result,
    { markets: { one: row } },
    { candles: [row] },
  ],
  /** Comments show the rows, or one of them, without the envelope. */
  bitget: (row) => [{ code: '00000', data: Array.isArray(row) ? row : [row] }],
  /** Comments show the rows, or one of them, without the envelope. */
  kucoin: (row) => [
    { code: '200000', data: Array.isArray(row) ? row : [row] },
    { code: '200000', data: [(row as { data?: unknown } | null)?.data] },
  ],
  /** Comments show one row without the envelope. */
  mexc: (row) => [{ success: true, code: 0, data: row }],
  /** Comments show one row of a list, or one contract as a list. */
  gate: (row) => (Array.isArray(row) ? row.slice(0, 1) : [[row]]),
  /** Comments show single rows of a ticker answer. */
  'kraken-futures': (row) => [{ ticker: row }],
  /** Comments show single rows of an answer. */
  bingx: (row) => [
    { code: 0, data: row },
    { code: 0, data: [row] },
  ],
  htx: htxForms,
  'htx-inverse': htxForms,
};

/** The sample put into the forms the venue's endpoints answer in. */
export function asAsked(venue: string, row: unknown): readonly unknown[] {
  return FORMS[venue]?.(row).filter((form) => form !== undefined) ?? [];
}
