/** Parameter values; undefined ones are left out. */
export type Parameters = Readonly<Record<string, string | number | undefined>>;

/** `?symbol=BTCUSDT&limit=5` in the order given, or an empty string. */
export function queryString(parameters: Parameters): string {
  const parts: string[] = [];
  for (const [name, value] of Object.entries(parameters)) {
    if (value !== undefined) parts.push(`${encodeURIComponent(name)}=${encodeURIComponent(value)}`);
  }
  return parts.length === 0 ? '' : `?${parts.join('&')}`;
}
