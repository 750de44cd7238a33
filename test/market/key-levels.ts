/** Prices people watch: round numbers and the highs and lows of the day and week before. */
export class KeyLevels {
  /** Typical hourly range as a fraction of price. */
  atr = 0.006;
  private step: number;
  private watched: number[] = [];

  constructor(price: number) {
    this.step = roundStep(price * 0.02);
  }

  refresh(price: number, atr: number, watched: readonly number[]): void {
    this.atr = atr;
    this.step = roundStep(price * Math.max(0.008, 4 * atr));
    this.watched = [...watched];
  }

  /** The next round number from a price, upwards (+1) or downwards (−1). */
  round(price: number, direction: 1 | -1): number {
    const steps = price / this.step;
    return (direction > 0 ? Math.ceil(steps) : Math.floor(steps)) * this.step;
  }

  /** 1 at a level, falling to 0 within half an hourly range. */
  closeness(price: number): number {
    let nearest = Math.abs(price - Math.round(price / this.step) * this.step);
    for (const level of this.watched) nearest = Math.min(nearest, Math.abs(price - level));
    const away = nearest / (price * this.atr * 0.5);
    return Math.exp(-away * away);
  }
}

/** Nearest step of the 1-2-5 grid. */
function roundStep(wanted: number): number {
  const power = 10 ** Math.floor(Math.log10(wanted));
  const digit = wanted / power;
  return power * (digit < 1.5 ? 1 : digit < 3.5 ? 2 : digit < 7.5 ? 5 : 10);
}
