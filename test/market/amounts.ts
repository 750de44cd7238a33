export function clamp(value: number, low: number, high: number): number {
  return Math.min(high, Math.max(low, value));
}

/** Step of an Ornstein–Uhlenbeck process of mean 0 and standard deviation `sigma`: what to add to `value`. */
export function drift(
  value: number,
  sigma: number,
  tauSeconds: number,
  seconds: number,
  normal: number,
): number {
  return -value * (seconds / tauSeconds) + sigma * Math.sqrt((2 * seconds) / tauSeconds) * normal;
}
