import { useMemo, useRef, useState } from 'preact/hooks';
import { isKnown } from '../../core/domain/measured.ts';
import type { Reading } from '../../core/domain/reading.ts';
import type { BarInterval } from '../../core/domain/time.ts';
import type { HeldLook } from '../../core/stores/look-store.ts';
import { formatPrice, formatSignedPercent } from '../format/number.ts';
import { sourceName } from '../views/measure-view.ts';
import { t } from '../words/t.ts';
import type { PanelActions } from './actions.ts';
import type { Pointed } from './chart.ts';
import { toCsv } from './chart-csv.ts';
import { type ChartRow, toChartRows, withLive } from './chart-rows.ts';
import { ChartTable } from './chart-table.tsx';
import { Choice } from './choice.tsx';
import { Legend } from './legend.tsx';
import { useChart } from './use-chart.ts';

export interface ChartSectionProps {
  readonly look: HeldLook;
  readonly reading: Reading;
  readonly venueName: string;
  readonly rising: 'green' | 'red';
  /** Names theme, palette and staleness: the chart's colours are read anew when it changes. */
  readonly skin: string;
  readonly actions: Pick<PanelActions, 'copyPicture' | 'copyText'>;
}

type Said = '' | 'copied' | 'refused';

/** Price with the map over time, and the panes below it; or all of it as a table. */
export function ChartSection({ look, reading, venueName, rising, skin, actions }: ChartSectionProps) {
  const [interval, setInterval] = useState<BarInterval>('1h');
  const [mode, setMode] = useState<'chart' | 'table'>('chart');
  const [said, setSaid] = useState<Said>('');
  const picture = useRef<(() => HTMLCanvasElement) | null>(null);
  const charted = useMemo(() => toChartRows(look, interval), [look.series, interval]);
  const from = look.series[interval === '1h' ? 'openInterest1h' : 'openInterest5m']?.source;
  const live = reading.openInterest.openInterest;
  // Another venue's series is not continued by this one's live value.
  const own = isKnown(live) && live.source === (from ?? live.source) ? live : null;
  const rows = useMemo(
    () => withLive(charted, own && { openInterest: own.value, time: own.venueTime }),
    [charted, own?.value, own?.venueTime],
  );
  const { venueSymbol, base, quote } = reading.instrument;
  const say = (done: Promise<boolean>) => void done.then((ok) => setSaid(ok ? 'copied' : 'refused'));
  const csv = () => {
    const openInterestSource = from === undefined ? t('sourceUnknown') : sourceName(from, reading);
    return toCsv(rows, { symbol: venueSymbol, venue: venueName, base, quote, interval, openInterestSource });
  };
  return (
    <section class="panel-section chart-section" aria-label={t('chart')}>
      <div class="toolbar">
        <Choice
          label={t('barLength')}
          value={interval}
          options={[
            ['1h', t('bars1h')],
            ['5m', t('bars5m')],
          ]}
          onPick={setInterval}
        />
        <Choice
          label={t('chartOrTable')}
          value={mode}
          options={[
            ['chart', t('chart')],
            ['table', t('table')],
          ]}
          onPick={setMode}
        />
        <span class="push row">
          <span class="label">{t('copy')}</span>
          {mode === 'chart' && (
            <button
              type="button"
              class="quiet-button"
              aria-label={t('copyImage')}
              onClick={() => picture.current && say(actions.copyPicture(picture.current()))}
            >
              {t('copyImageShort')}
            </button>
          )}
          <button
            type="button"
            class="quiet-button"
            aria-label={t('copyCsv')}
            onClick={() => say(actions.copyText(csv()))}
          >
            {t('copyCsvShort')}
          </button>
        </span>
      </div>
      <p class="label said" role="status">
        {said === 'copied' ? t('copied') : said === 'refused' ? t('copyRefused') : ''}
      </p>
      {rows.length === 0 ? (
        <p class="label empty-chart">{t('noBarsYet')}</p>
      ) : mode === 'table' ? (
        <ChartTable rows={rows} reading={reading} />
      ) : (
        <Drawn
          look={look}
          reading={reading}
          rows={rows}
          interval={interval}
          rising={rising}
          skin={skin}
          picture={picture}
        />
      )}
    </section>
  );
}

interface DrawnProps extends Omit<ChartSectionProps, 'actions' | 'venueName'> {
  readonly rows: readonly ChartRow[];
  readonly interval: BarInterval;
  readonly picture: { current: (() => HTMLCanvasElement) | null };
}

function Drawn({ look, reading, rows, interval, rising, skin, picture }: DrawnProps) {
  const host = useRef<HTMLDivElement>(null);
  const [pointed, setPointed] = useState<Pointed | null>(null);
  // Keys may follow each other faster than the panel is drawn.
  const latest = useRef(-1);
  const { base } = reading.instrument;
  const every = isKnown(reading.funding.fundingIntervalHours)
    ? reading.funding.fundingIntervalHours.value
    : null;
  const titles = [
    '',
    t('paneOpenInterest', base),
    every === null ? t('paneFunding') : t('paneFundingEvery', every),
    t('panePremium'),
  ];
  const chart = useChart(host, { rows, look, reading, interval, rising, skin, titles }, setPointed);
  picture.current = () => chart.current!.picture();

  const at = pointed === null ? -1 : rows.findLastIndex(({ time }) => time <= pointed.time);
  latest.current = at;
  const row = rows[at] ?? rows.at(-1)!;
  const goTo = (wanted: number) => {
    const next = Math.min(rows.length - 1, Math.max(0, wanted));
    latest.current = next;
    chart.current?.point(rows[next]!);
    setPointed({ time: rows[next]!.time, price: null });
  };
  const step = (by: number) =>
    goTo((latest.current < 0 ? rows.length - 1 - Math.sign(by) : latest.current) + by);
  const keys: Readonly<Record<string, () => void>> = {
    ArrowLeft: () => step(-1),
    ArrowRight: () => step(1),
    PageUp: () => step(-24),
    PageDown: () => step(24),
    Home: () => goTo(0),
    End: () => goTo(rows.length - 1),
    '+': () => chart.current?.zoom(0.75),
    '-': () => chart.current?.zoom(1.33),
    Escape: () => {
      chart.current?.point(null);
      setPointed(null);
    },
  };
  return (
    <>
      <Legend row={row} price={pointed?.price ?? null} look={look} reading={reading} />
      <div
        ref={host}
        class="chart"
        dir="ltr"
        data-id="chart"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: arrow keys move along the bars
        tabIndex={0}
        role="application"
        aria-roledescription={t('chart')}
        aria-label={chartSummary(rows, reading)}
        onKeyDown={(event) => {
          const act = keys[event.key];
          if (act === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
          event.preventDefault();
          act();
        }}
        onBlur={keys.Escape}
      />
      <p class="swatches">
        <span class="swatch long">{t('swatchLong')}</span>
        <span class="swatch short">{t('swatchShort')}</span>
        <span class="label">{t('swatchNow')}</span>
      </p>
      <p class="caption">{t('chartHint')}</p>
    </>
  );
}

function chartSummary(rows: readonly ChartRow[], { instrument }: Reading): string {
  const first = rows[0]!;
  const last = rows.at(-1)!;
  const change = formatSignedPercent(last.close / first.open - 1);
  return t('chartSummary', instrument.asset, rows.length, formatPrice(last.close), change);
}
