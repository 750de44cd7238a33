/**
 * Version 2 gives each watched symbol thresholds of its own, and every other new field a default. Who had put
 * the flush risk of version 1 out of reach does not want to hear of it by its multiple either.
 */
export function fromV1ToV2(data: unknown): unknown {
  if (!isRecord(data)) return data;
  const { watchlist, thresholds } = data;
  return {
    ...data,
    version: 2,
    ...(Array.isArray(watchlist) && {
      watchlist: watchlist.map((row) => (isRecord(row) ? { ...row, thresholds: {} } : row)),
    }),
    ...(isRecord(thresholds) &&
      thresholds.flushRisk === 1 && { thresholds: { ...thresholds, off: ['flush-risk'] } }),
  };
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
