/** One fall of open interest with a move of price, found with hindsight on hourly rows. */
export interface FlushEvent {
  readonly start: number;
  readonly end: number;
  /** Fractions: (before − low) / before, and the furthest price strayed, signed. */
  readonly openInterestDrop: number;
  readonly priceMove: number;
}

/** Open interest ≤ −10 % within 24 h while price strays ≥ max(5 %, 1.5 daily σ); windows closer than a day are one. */
export function findFlushes(
  openInterest: ArrayLike<number>,
  price: ArrayLike<number>,
  dailySigma: number,
): FlushEvent[] {
  const events: FlushEvent[] = [];
  const threshold = Math.max(0.05, 1.5 * dailySigma);
  let resume = 0;
  for (let i = 0; i + 24 < price.length; i++) {
    if (i < resume) continue;
    let low = openInterest[i]!;
    let move = 0;
    let end = i;
    for (let k = i + 1; k <= i + 24; k++) {
      if (openInterest[k]! < low) {
        low = openInterest[k]!;
        end = k;
      }
      const stray = price[k]! / price[i]! - 1;
      if (Math.abs(stray) > Math.abs(move)) move = stray;
    }
    const drop = 1 - low / openInterest[i]!;
    if (drop < 0.1 || Math.abs(move) < threshold) continue;
    events.push({ start: i, end, openInterestDrop: drop, priceMove: move });
    resume = end + 24;
  }
  return events;
}
