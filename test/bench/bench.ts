/** One measured thing beside what it is compared with. */
export interface BenchRow {
  readonly what: string;
  readonly value: string;
  /** The aim, in the words of the table of goals; empty for a mere yardstick. */
  readonly goal: string;
  /** Null where there is nothing to meet. */
  readonly met: boolean | null;
}

/** One bench: `id` as the goals name it. Every `*.bench.ts` here exports one as `bench`. */
export interface Bench {
  readonly id: string;
  readonly title: string;
  readonly run: () => BenchRow[] | Promise<BenchRow[]>;
}

/** Median milliseconds of `runs` calls after `warmUps` of them. */
export function median(run: () => void, runs = 15, warmUps = 3): number {
  for (let i = 0; i < warmUps; i += 1) run();
  const times = Array.from({ length: runs }, () => {
    const start = performance.now();
    run();
    return performance.now() - start;
  });
  times.sort((a, b) => a - b);
  return times[runs >> 1]!;
}

export function milliseconds(value: number): string {
  return `${value >= 10 ? value.toFixed(1) : value.toPrecision(3)} ms`;
}

export function ratio(value: number): string {
  return `${value >= 10 ? Math.round(value) : value.toFixed(1)}×`;
}
