/** Chart colours, read from the tokens that hold where the chart is. */
export interface ChartColours {
  readonly background: string;
  readonly line: string;
  readonly edge: string;
  readonly text: string;
  readonly muted: string;
  readonly faint: string;
  readonly long: string;
  readonly short: string;
  readonly accent: string;
  readonly rising: string;
  readonly falling: string;
  readonly font: string;
}

export function readColours(element: Element, rising: 'green' | 'red'): ChartColours {
  const style = getComputedStyle(element);
  const token = (name: string) => style.getPropertyValue(`--fp-${name}`).trim();
  const [up, down] = rising === 'green' ? [token('ok'), token('hot')] : [token('hot'), token('ok')];
  return {
    background: token('bg'),
    line: token('line'),
    edge: token('edge'),
    text: token('text'),
    muted: token('muted'),
    faint: token('faint'),
    long: token('long'),
    short: token('short'),
    accent: token('accent'),
    rising: up,
    falling: down,
    font: token('font'),
  };
}

/** `#ff8a5c` at 0…1. */
export function withAlpha(hex: string, alpha: number): string {
  const byte = Math.round(Math.min(1, Math.max(0, alpha)) * 255);
  return `${hex}${byte.toString(16).padStart(2, '0')}`;
}

/** Red, green and blue of `#ff8a5c`, 0…255. */
export function channels(hex: string): readonly [number, number, number] {
  const value = Number.parseInt(hex.slice(1), 16);
  return [(value >> 16) & 255, (value >> 8) & 255, value & 255];
}
