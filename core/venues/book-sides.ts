type Level = readonly [price: number, size: number, ...rest: unknown[]];
type BookSide = readonly (readonly [price: number, size: number])[];

/** Both sides best price first, without empty levels; sizes times `unitsPerSize` (contract size). */
export function bookSides(
  bids: readonly Level[],
  asks: readonly Level[],
  unitsPerSize = 1,
): { readonly bids: BookSide; readonly asks: BookSide } {
  const side = (levels: readonly Level[]) =>
    levels.filter(([, size]) => size > 0).map(([price, size]) => [price, size * unitsPerSize] as const);
  return {
    bids: side(bids).sort((a, b) => b[0] - a[0]),
    asks: side(asks).sort((a, b) => a[0] - b[0]),
  };
}
