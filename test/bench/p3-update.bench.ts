import { ROOT } from '../tools/steps.ts';
import { type Bench, type BenchRow, milliseconds, ratio } from './bench.ts';
import { startChromium } from './browser/chromium.ts';
import { serveIsolated } from './browser/isolated-page.ts';
import { pageBundle } from './browser/page-bundle.ts';
import { middle, quantile } from './quantile.ts';
import type { UpdateBench, UpdateTimes } from './update/main.tsx';

/** What a new Reading costs the page until its DOM says so, against the same writes made by hand. */
export const bench: Bench = { id: 'P3', title: 'update of the open card, Reading → DOM', run };

const WARM_UPS = 100;
const UPDATES = 300;
const TICKS = 30;

declare const updateBench: UpdateBench;

async function run(): Promise<BenchRow[]> {
  const page = await serveIsolated(await pageBundle(`${ROOT}test/bench/update`, 'main.tsx'));
  const browser = await startChromium({ extension: null, port: page.port });
  try {
    const tab = await browser.newTab();
    await tab.goTo(page.url);
    await tab.evaluate((count) => updateBench.update(count), WARM_UPS);
    const times = await tab.evaluate((count) => updateBench.update(count), UPDATES);
    const sameReading = await tab.evaluate(() => updateBench.sameReadingWrites());
    const ticks = await tab.evaluate((count) => updateBench.tickWrites(count), TICKS);
    return report(times, sameReading, ticks);
  } finally {
    await browser.close();
    page.close();
  }
}

function report(times: UpdateTimes, sameReading: number, ticks: readonly number[]): BenchRow[] {
  const [p50, p95] = [middle(times.product), quantile(times.product, 0.95)];
  const byHand = middle(times.byHand);
  const plain = (what: string, value: string): BenchRow => ({ what, value, goal: '', met: null });
  return [
    {
      what: `p50 of ${UPDATES} moves of price and OI`,
      value: milliseconds(p50),
      goal: '≤ 1 ms',
      met: p50 <= 1,
    },
    { what: 'p95', value: milliseconds(p95), goal: '≤ 3 ms', met: p95 <= 3 },
    plain('p50 with style and layout of what was written', milliseconds(middle(times.drawn))),
    plain('the same writes by hand (nodes known, values known), p50', milliseconds(byHand)),
    plain('product against by hand', ratio(p50 / byHand)),
    plain('DOM writes of one such move, p50', String(middle(times.writes))),
    {
      what: 'DOM writes when the same values are read again',
      value: String(sameReading),
      goal: '0',
      met: sameReading === 0,
    },
    plain(
      `DOM writes of a second in which only the clock moves: p50 / most of ${ticks.length}`,
      `${middle(ticks)} / ${Math.max(...ticks)}`,
    ),
  ];
}
