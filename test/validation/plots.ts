import { firstAfter } from '../../core/analytics/series-slices.ts';
import type { ResetState } from '../../core/domain/reset.ts';
import { DAY, HOUR, type Ms } from '../../core/domain/time.ts';
import type { TrueFlush } from './flush-truth.ts';
import { recordOf } from './judge-reset.ts';
import type { MarketRun } from './market-run.ts';
import type { ReliabilityBin } from './scores.ts';
import { line, panel, picture, rect, text } from './svg.ts';

const STATE_COLOURS: Readonly<Record<ResetState, string>> = {
  quiet: '#ffffff',
  building: '#fdebd0',
  flushing: '#f5b7b1',
  cooling: '#d6eaf8',
  clean: '#d5f5e3',
  reloading: '#fad7a0',
  invalidated: '#e6b0aa',
  trend: '#d7bde2',
};

/** Said against seen, ten bins of equal size, with the line where the two agree. */
export function reliabilityPlot(title: string, bins: readonly ReliabilityBin[]): string {
  const most = Math.max(...bins.flatMap(({ predicted, observed }) => [predicted, observed])) * 1.1;
  const area = panel([60, 340], [40, 320], [0, most], [0, most]);
  const dots = bins.map(
    ({ predicted, observed }) =>
      `<circle cx="${area.x(predicted).toFixed(1)}" cy="${area.y(observed).toFixed(1)}" r="4" fill="#c0562a"/>`,
  );
  const ticks = [0, 0.25, 0.5, 0.75, 1].flatMap((share) => {
    const label = `${(100 * share * most).toFixed(1)} %`;
    return [
      text(area.x(share * most) - 12, area.bottom + 16, label),
      text(18, area.y(share * most) + 4, label),
    ];
  });
  return picture(title, 380, 360, [
    text(60, 24, title, 'font-weight="600"'),
    line(
      area,
      [
        [0, 0],
        [most, most],
      ],
      '#999',
    ),
    line(
      area,
      bins.map(({ predicted, observed }) => [predicted, observed] as const),
      '#c0562a',
    ),
    ...dots,
    ...ticks,
    text(150, 352, 'said by the model'),
  ]);
}

/** One true flush as the machine saw it: price, open interest, and the state behind them. */
export function flushPlot(market: MarketRun, event: TrueFlush): string {
  const { run, symbol } = market;
  const { time, close, openInterest } = run.frames;
  const from = event.start - 36 * HOUR;
  const to = event.end + 72 * HOUR;
  const first = firstAfter(time, from - 1);
  const last = firstAfter(time, to);
  const rows = Array.from({ length: last - first }, (_, index) => first + index);
  const range = (column: Float64Array) => {
    const values = rows.map((row) => column[row]!).filter((value) => value > 0);
    return [Math.min(...values), Math.max(...values)] as const;
  };
  const span = [from, to] as const;
  const top = panel([70, 770], [50, 210], span, range(close));
  const bottom = panel([70, 770], [235, 375], span, range(openInterest));
  const bands = rows.slice(1).map((row) => {
    const left = top.x(time[row - 1]!);
    return rect(left, 50, top.x(time[row]!) - left + 0.5, 325, STATE_COLOURS[run.machines[row]!.state]);
  });
  const points = (column: Float64Array) =>
    rows.filter((row) => column[row]! > 0).map((row) => [time[row]!, column[row]!] as const);
  const steps = run.announcements.filter((step) => step.time >= from && step.time <= to);
  const labels = stateLabels(steps.map(({ time: at, to }) => ({ x: Math.min(690, top.x(at)), word: to })));
  const { openInterestDrop, priceMove } = recordOf(market.truth, event);
  const words = `open interest ${percent(-openInterestDrop)}, price ${percent(priceMove)}`;
  const date = new Date(event.start).toISOString().slice(0, 16).replace('T', ' ');
  const [lowest, highest] = range(close);
  const [least, most] = range(openInterest);
  const title = `${symbol}, window from ${date} UTC: ${words}`;
  return picture(title, 790, 400, [
    text(70, 24, title, 'font-weight="600"'),
    ...bands,
    line(top, points(close), '#1b4f72'),
    line(bottom, points(openInterest), '#7d3c98'),
    text(8, 60, 'price', 'fill="#1b4f72"'),
    text(8, 76, short(highest)),
    text(8, 208, short(lowest)),
    text(8, 245, 'OI', 'fill="#7d3c98"'),
    text(8, 261, short(most)),
    text(8, 373, short(least)),
    ...labels,
    ...days(from, to).map((at) =>
      text(top.x(at) - 16, 392, new Date(at).toISOString().slice(5, 10), 'fill="#666"'),
    ),
  ]);
}

/** Each word in the first row that is free there; a word without a free row is left to its colour. */
function stateLabels(words: readonly { x: number; word: string }[]): string[] {
  const ends = new Array<number>(LABEL_ROWS).fill(Number.NEGATIVE_INFINITY);
  return words.flatMap(({ x, word }) => {
    const row = ends.findIndex((end) => end <= x);
    if (row < 0) return [];
    ends[row] = x + 6 * word.length;
    return text(x, 62 + 12 * row, word, 'font-size="10" fill="#444"');
  });
}

const LABEL_ROWS = 5;

/** The three flushes to draw: well-known ones where the data holds them, else the largest. */
export function chosenFlushes(markets: readonly MarketRun[]): { market: MarketRun; event: TrueFlush }[] {
  const all = markets.flatMap((market) => market.truth.events.map((event) => ({ market, event })));
  const known = KNOWN.flatMap(({ asset, time }) => {
    const found = all.find(
      ({ market, event }) => market.asset === asset && event.start - DAY <= time && time <= event.end + DAY,
    );
    return found ?? [];
  });
  const drop = ({ market, event }: (typeof all)[number]) => recordOf(market.truth, event).openInterestDrop;
  const largest = all.filter((each) => !known.includes(each)).sort((a, b) => drop(b) - drop(a));
  return [...known, ...largest].slice(0, 3);
}

const KNOWN = [
  { asset: 'SOL', time: Date.UTC(2022, 10, 8, 20) },
  { asset: 'BTC', time: Date.UTC(2023, 7, 17, 22) },
  { asset: 'BTC', time: Date.UTC(2024, 3, 13, 20) },
];

function days(from: Ms, to: Ms): Ms[] {
  const first = Math.ceil(from / DAY) * DAY;
  return Array.from({ length: Math.floor((to - first) / DAY) + 1 }, (_, index) => first + index * DAY);
}

function percent(fraction: number): string {
  return `${fraction > 0 ? '+' : '−'}${Math.abs(100 * fraction).toFixed(1)} %`;
}

function short(value: number): string {
  if (value >= 1e6) return `${(value / 1e6).toFixed(1)} M`;
  return value >= 1000 ? value.toFixed(0) : value.toPrecision(4);
}
