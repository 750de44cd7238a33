import { LADDER, type LadderView } from '../views/ladder-view.ts';

const { width, height, axis } = LADDER;
const MIDDLE = height / 2;

/** Liquidation mass by price, with the book's depth at the right edge. */
export function Ladder({ view }: { view: LadderView }) {
  return (
    <svg
      class="ladder"
      viewBox={`0 0 ${width} ${height}`}
      width="100%"
      role="img"
      aria-label={view.description}
    >
      <path d={view.levels.map(({ y }) => `M${axis} ${y}H${width}`).join('')} class="level-lines" />
      {view.levels.map(({ y, text, title }) => (
        <text key={title} x={axis - 7} y={y + 3.5} text-anchor="end" class="level">
          <title>{title}</title>
          {text}
        </text>
      ))}
      {view.shades.map(({ side, opacity, path }) => (
        <path key={`${side}${opacity}`} d={path} class={`fill ${side}`} opacity={opacity} />
      ))}
      <path d={view.seen} class="depth" />
      <path d={view.beyond} class="depth beyond" />
      <path d={`M0 ${MIDDLE}H${width}`} class="mark-line" />
      <rect x="0" y={MIDDLE - 8} width={axis - 3} height="16" rx="4" class="mark-tag" />
      <text x={(axis - 3) / 2} y={MIDDLE + 4} text-anchor="middle" class="mark-text">
        {view.mark}
      </text>
      {view.labels.map(({ side, x, y, text }) => (
        <text key={side} x={x} y={y + 4} class="cluster-label">
          {text}
        </text>
      ))}
    </svg>
  );
}
