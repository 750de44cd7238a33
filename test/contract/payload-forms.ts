/** Forms of an answer a library's sample of these venues may be the inside, or the outside, of. */
const FORMS: Readonly<Record<string, (row: unknown) => readonly unknown[]>> = {
  /** One library wraps answers in `{requestId, status, result}`; comments show single rows. */
  dydx: (row) => [
    (row as { result?: unknown } | null)?.result,
    { markets: { one: row } },
    { candles: [row] },
  ],
  /** Comments show one row of a list, or one contract as a list. */
  gate: (row) => (Array.isArray(row) ? row.slice(0, 1) : [[row]]),
};

/** The sample put into the forms the venue's endpoints answer in. */
export function asAsked(venue: string, row: unknown): readonly unknown[] {
  return FORMS[venue]?.(row).filter((form) => form !== undefined) ?? [];
}
