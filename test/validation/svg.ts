/** A drawing area inside an SVG: data to pixels. */
export interface Panel {
  readonly x: (value: number) => number;
  readonly y: (value: number) => number;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

export function panel(
  [left, right]: readonly [number, number],
  [top, bottom]: readonly [number, number],
  [fromX, toX]: readonly [number, number],
  [fromY, toY]: readonly [number, number],
): Panel {
  return {
    left,
    right,
    top,
    bottom,
    x: (value) => left + ((value - fromX) / (toX - fromX || 1)) * (right - left),
    y: (value) => bottom - ((value - fromY) / (toY - fromY || 1)) * (bottom - top),
  };
}

export function line(
  { x, y }: Panel,
  points: readonly (readonly [number, number])[],
  colour: string,
): string {
  const path = points.map(([at, value]) => `${px(x(at))},${px(y(value))}`).join(' ');
  return `<polyline points="${path}" fill="none" stroke="${colour}" stroke-width="1.5"/>`;
}

export function text(x: number, y: number, words: string, extra = ''): string {
  return `<text x="${px(x)}" y="${px(y)}" ${extra}>${escaped(words)}</text>`;
}

function escaped(words: string): string {
  return words.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}

export function rect(x: number, y: number, width: number, height: number, fill: string): string {
  return `<rect x="${px(x)}" y="${px(y)}" width="${px(Math.max(0, width))}" height="${px(Math.max(0, height))}" fill="${fill}"/>`;
}

/** A whole picture, readable on light and dark pages. */
export function picture(title: string, width: number, height: number, parts: readonly string[]): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" font-family="system-ui, sans-serif" font-size="11" fill="#222">
<title>${escaped(title)}</title>
<rect width="${width}" height="${height}" fill="#fff"/>
${parts.join('\n')}
</svg>
`;
}

export function px(value: number): string {
  return Number.isFinite(value) ? String(Math.round(value * 10) / 10) : '0';
}
