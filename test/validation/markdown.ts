import type { Interval } from './scores.ts';

export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

/** `0.734`; «–» where there is nothing to say. */
export function figure(value: number | null | undefined, digits = 3): string {
  return value === null || value === undefined || !Number.isFinite(value) ? '–' : value.toFixed(digits);
}

export function percent(value: number | null | undefined, digits = 1): string {
  return value === null || value === undefined || !Number.isFinite(value)
    ? '–'
    : `${(100 * value).toFixed(digits)} %`;
}

/** `0.734 [0.701, 0.760]` */
export function withInterval({ value, low, high }: Interval, digits = 3): string {
  return `${figure(value, digits)} [${figure(low, digits)}, ${figure(high, digits)}]`;
}
