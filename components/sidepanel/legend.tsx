import type { Reading } from '../../core/domain/reading.ts';
import type { HeldLook } from '../../core/stores/look-store.ts';
import type { ChartRow } from './chart-rows.ts';
import { toLegend } from './legend-view.ts';

export interface LegendProps {
  readonly row: ChartRow;
  readonly price: number | null;
  readonly look: HeldLook;
  readonly reading: Reading;
}

/** The values of the bar pointed at, or of the newest. Its height is the same whatever it says. */
export function Legend({ row, price, look, reading }: LegendProps) {
  const { time, items } = toLegend(row, price, look, reading);
  return (
    <dl class="legend" data-id="legend">
      <div class="legend-time">
        <dd>{time}</dd>
      </div>
      {items.map(({ id, label, value, tone }) => (
        <div key={id}>
          <dt>{label}</dt>
          <dd class={tone} data-id={`legend-${id}`}>
            {value}
          </dd>
        </div>
      ))}
    </dl>
  );
}
