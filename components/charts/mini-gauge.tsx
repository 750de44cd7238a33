import type { Tone } from '../views/crowding-view.ts';

/** The crowding gauge at the size of a table row. */
export function MiniGauge({ score, tone, width = 64 }: { score: number | null; tone: Tone; width?: number }) {
  const middle = width / 2;
  const at = Math.round((middle + ((score ?? 0) / 100) * (middle - 1)) * 10) / 10;
  return (
    <svg class="mini-gauge" width={width} height="10" aria-hidden="true">
      <rect x=".5" y="2.5" width={width - 1} height="5" rx="2.5" class="track" />
      {score !== null && (
        <rect
          x={Math.min(middle, at)}
          y="2.5"
          width={Math.abs(at - middle)}
          height="5"
          class={`fill ${tone}`}
        />
      )}
      <path d={`M${middle} 0v10`} class="zero" />
    </svg>
  );
}
