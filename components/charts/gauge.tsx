import type { Tone } from '../views/crowding-view.ts';

const WIDTH = 296;
const BAR_Y = 12;
const BAR_HEIGHT = 8;
const BANDS = [-80, -60, -30, 30, 60, 80];

const toX = (score: number) => Math.round((WIDTH / 2 + (score / 100) * (WIDTH / 2 - 2)) * 10) / 10;
const BAND_LINES = BANDS.map((band) => `M${toX(band)} ${BAR_Y}v${BAR_HEIGHT}`).join('');

export interface GaugeProps {
  readonly score: number | null;
  readonly tone: Tone;
  readonly shortsLabel: string;
  readonly longsLabel: string;
  readonly middleLabel?: string;
}

/** Diverging scale of the crowding score; the text beside it says the same, so it is hidden from readers. */
export function Gauge({ score, tone, shortsLabel, longsLabel, middleLabel }: GaugeProps) {
  const middle = toX(0);
  const at = toX(score ?? 0);
  return (
    <svg class="gauge" viewBox={`0 0 ${WIDTH} 28`} width="100%" aria-hidden="true">
      <text x="0" y="8" class="svg-note">
        {shortsLabel}
      </text>
      {middleLabel && (
        <text x={middle} y="8" text-anchor="middle" class="svg-note">
          {middleLabel}
        </text>
      )}
      <text x={WIDTH} y="8" text-anchor="end" class="svg-note">
        {longsLabel}
      </text>
      <rect x=".5" y={BAR_Y} width={WIDTH - 1} height={BAR_HEIGHT} rx="4" class="track" />
      {score !== null && (
        <rect
          x={Math.min(middle, at)}
          y={BAR_Y}
          width={Math.abs(at - middle)}
          height={BAR_HEIGHT}
          rx="1"
          class={`fill ${tone}`}
        />
      )}
      <path d={BAND_LINES} class="cut" />
      <path d={`M${middle} ${BAR_Y - 2}v${BAR_HEIGHT + 4}`} class="zero" />
      {score !== null && <path d={`M${at} ${BAR_Y + BAR_HEIGHT + 1}l4.5 6.5h-9z`} class="needle" />}
    </svg>
  );
}
