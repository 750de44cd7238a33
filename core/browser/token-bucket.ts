/** Lets `burst` through at once and `perSecond` in the long run. */
export interface TokenBucket {
  /** False when the caller asks too often. */
  take(): boolean;
}

export function createTokenBucket(perSecond: number, burst: number, now: () => number): TokenBucket {
  let tokens = burst;
  let last = now();
  return {
    take() {
      const at = now();
      tokens = Math.min(burst, tokens + (Math.max(0, at - last) / 1_000) * perSecond);
      last = at;
      if (tokens < 1) return false;
      tokens -= 1;
      return true;
    },
  };
}
