import type { Ms } from '../../../core/domain/time.ts';

/**
 * The market's clock: `speed` market milliseconds pass in each machine millisecond.
 * The extension's own Date stays real: answers carry this clock in their Date header, and the product
 * measures ages as time since reception plus the venue's own lag, so a fast or past market is never
 * mistaken for stale or fresh data.
 */
export interface MarketClock {
  now(): Ms;
  setSpeed(speed: number): void;
  /** Stops the market at its present moment; `setSpeed` goes on. */
  pause(): void;
  jump(to: Ms): void;
}

export function createMarketClock(
  start: Ms,
  speed: number,
  machineNow: () => number = Date.now,
): MarketClock {
  let origin = start;
  let since = machineNow();
  let rate = speed;
  const now = () => Math.floor(origin + (machineNow() - since) * rate);
  const rebase = (to: Ms, nextRate: number) => {
    origin = to;
    since = machineNow();
    rate = nextRate;
  };
  return {
    now,
    setSpeed: (next) => rebase(now(), next),
    pause: () => rebase(now(), 0),
    jump: (to) => rebase(to, rate),
  };
}
