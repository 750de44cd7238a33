/** Small seeded generator (sfc32): same seed, same numbers, on every machine with IEEE doubles. */
export class Random {
  private a: number;
  private b: number;
  private c: number;
  private counter = 1;
  private spare = Number.NaN;

  constructor(seed: string) {
    let h = 0x9e3779b9;
    const words: number[] = [];
    for (let round = 0; round < 3; round++) {
      for (let i = 0; i < seed.length; i++) {
        h = Math.imul(h ^ seed.charCodeAt(i), 0x85ebca6b);
        h = (h << 13) | (h >>> 19);
      }
      h = Math.imul(h ^ (h >>> 16), 0xc2b2ae35) + round;
      words.push(h >>> 0);
    }
    this.a = words[0]!;
    this.b = words[1]!;
    this.c = words[2]!;
    for (let i = 0; i < 12; i++) this.uint32();
  }

  uint32(): number {
    const t = (this.a + this.b + this.counter) | 0;
    this.counter = (this.counter + 1) | 0;
    this.a = this.b ^ (this.b >>> 9);
    this.b = (this.c + (this.c << 3)) | 0;
    this.c = ((this.c << 21) | (this.c >>> 11)) + t;
    return t >>> 0;
  }

  /** Uniform in [0, 1). */
  next(): number {
    return this.uint32() / 4294967296;
  }

  normal(): number {
    if (!Number.isNaN(this.spare)) {
      const kept = this.spare;
      this.spare = Number.NaN;
      return kept;
    }
    for (;;) {
      const x = 2 * this.next() - 1;
      const y = 2 * this.next() - 1;
      const s = x * x + y * y;
      if (s >= 1 || s === 0) continue;
      const scale = Math.sqrt((-2 * Math.log(s)) / s);
      this.spare = y * scale;
      return x * scale;
    }
  }

  exponential(): number {
    return -Math.log(1 - this.next());
  }

  /** Meant for small means (arrivals within one step). */
  poisson(mean: number): number {
    if (mean > 30) return Math.max(0, Math.round(mean + Math.sqrt(mean) * this.normal()));
    const limit = Math.exp(-mean);
    let product = this.next();
    let count = 0;
    while (product > limit) {
      product *= this.next();
      count++;
    }
    return count;
  }
}

/** Uniform in [0, 1) from a key alone, for decorations that must not disturb the sequence. */
export function hashUniform(key: number, salt: number): number {
  let h = Math.imul((key | 0) ^ Math.imul(salt | 0, 0x9e3779b1), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 15), 0xc2b2ae35);
  h ^= h >>> 16;
  return (h >>> 0) / 4294967296;
}
