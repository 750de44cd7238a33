import type { Reading } from '../../core/domain/reading.ts';
import type { FlushRecord, ResetState } from '../../core/domain/reset.ts';
import { DAY, type Ms } from '../../core/domain/time.ts';
import type { HeldLook } from '../../core/stores/look-store.ts';
import { formatDate, formatDateTime } from '../format/date.ts';
import { formatPercent, formatSignedPercent } from '../format/number.ts';
import { formatDuration } from '../format/time.ts';
import { type ResetTone, resetName, resetTone } from '../views/reset-view.ts';
import { t } from '../words/t.ts';

export interface TimelineView {
  /** Stretches of one state, 0…1 along the axis. */
  readonly stretches: readonly {
    readonly from: number;
    readonly to: number;
    readonly tone: ResetTone;
    readonly title: string;
  }[];
  readonly marks: readonly { readonly at: number; readonly side: 'long' | 'short'; readonly title: string }[];
  readonly ticks: readonly { readonly at: number; readonly text: string }[];
  /** Newest first. */
  readonly flushes: readonly FlushView[];
  readonly description: string;
}

export interface FlushView {
  readonly time: Ms;
  readonly when: string;
  readonly side: 'long' | 'short';
  readonly who: string;
  readonly drop: string;
  readonly move: string;
  readonly lasted: string;
  /** Share of the drop back by now. */
  readonly rebuilt: string;
}

const SPAN: Ms = 30 * DAY;

/** @param now the venue's clock */
export function toTimelineView(reading: Reading, look: HeldLook, now: Ms): TimelineView {
  const { transitions, flush, pastFlushes } = reading.reset;
  const start = now - SPAN;
  const place = (time: Ms) => Math.min(1, Math.max(0, (time - start) / SPAN));
  const flushes = [...pastFlushes, ...(flush === null ? [] : [flush])].sort(
    (a, b) => b.startTime - a.startTime,
  );
  const views = flushes.map((one, index) =>
    toFlush(
      one,
      index === 0 && one === flush ? reading.reset.rebuilt : rebuiltBy(one, flushes[index - 1], look),
    ),
  );
  return {
    stretches: stretches(transitions, reading.reset.state, start, now).map(({ from, to, state }) => ({
      from: place(from),
      to: place(to),
      tone: resetTone(state),
      title: t('stretchTitle', resetName(state), formatDateTime(from), formatDuration(to - from)),
    })),
    marks: flushes
      .filter(({ startTime }) => startTime >= start)
      .map((one) => {
        const view = toFlush(one, null);
        return {
          at: place(one.startTime),
          side: one.side,
          title: `${view.when} · ${view.who} · ${view.drop} · ${view.move}`,
        };
      }),
    ticks: [0, 1, 2, 3].map((week) => {
      const time = now - week * 7 * DAY;
      return { at: place(time), text: week === 0 ? t('timeNow') : formatDate(time) };
    }),
    flushes: views,
    description: t('timelineDescription', views.length),
  };
}

function toFlush(flush: FlushRecord, rebuilt: number | null): FlushView {
  const { side, startTime, endTime, openInterestDrop, priceMove } = flush;
  return {
    time: startTime,
    when: formatDateTime(startTime),
    side,
    who: side === 'long' ? t('longsFlushed') : t('shortsFlushed'),
    drop: t('openInterestBy', formatSignedPercent(-openInterestDrop)),
    move: t('priceBy', formatSignedPercent(priceMove)),
    lasted: endTime === null ? t('stillRunning') : formatDuration(endTime - startTime),
    rebuilt: rebuilt === null ? '' : formatPercent(rebuilt, 0),
  };
}

/** Share of the lost open interest that had come back when the next flush began; null where that was not charted. */
function rebuiltBy(flush: FlushRecord, next: FlushRecord | undefined, { series }: HeldLook): number | null {
  const [times = [], values = []] = series.openInterest1h?.columns ?? [];
  const until = next?.startTime ?? Number.POSITIVE_INFINITY;
  const row = times.findLastIndex((time) => time <= until);
  const lost = flush.openInterestBefore - flush.openInterestLow;
  if (row < 0 || times[row]! <= flush.startTime || !(lost > 0)) return null;
  return Math.max(0, (values[row]! - flush.openInterestLow) / lost);
}

function stretches(
  transitions: Reading['reset']['transitions'],
  present: ResetState | null,
  start: Ms,
  now: Ms,
): { readonly from: Ms; readonly to: Ms; readonly state: ResetState }[] {
  if (present === null) return [];
  const turns = transitions.map(({ to, time }) => ({ state: to, time }));
  const first = transitions[0];
  const before = { state: first?.from ?? present, time: Number.NEGATIVE_INFINITY };
  const all = [before, ...turns];
  return all.flatMap(({ state, time }, index) => {
    const from = Math.max(start, time);
    const to = Math.min(now, all[index + 1]?.time ?? now);
    return to > from ? [{ from, to, state }] : [];
  });
}
