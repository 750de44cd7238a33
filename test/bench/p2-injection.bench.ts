import { type Bench, type BenchRow, milliseconds } from './bench.ts';
import { productBuild, stubBuild } from './browser/builds.ts';
import type { Chromium } from './browser/chromium.ts';
import { TABLE_PAGE, withMarket } from './browser/market.ts';
import { longestStretch } from './browser/own-stretch.ts';
import { pageWatchAfter, watchPage } from './browser/page-watch.ts';
import { middle } from './quantile.ts';

/** What the overlay costs a page of 1 500 rows while it loads, beside none and beside a bare stub. */
export const bench: Bench = { id: 'P2', title: 'injection into a page of 1 500 rows', run };

const WARM_UPS = 3;
const LOADS = 15;
const PROFILED_LOADS = 5;
/** Everything is read this long after the document was parsed: overlay drawn, first live values in. */
const AFTER_MS = 800;
const KINDS = ['none', 'stub', 'ours'] as const;
type Kind = (typeof KINDS)[number];

async function run(): Promise<BenchRow[]> {
  const extensions = { none: null, stub: await stubBuild(), ours: await productBuild() };
  return withMarket(async (market) => {
    const browsers = {} as Record<Kind, Chromium>;
    for (const kind of KINDS) browsers[kind] = await market.browser(extensions[kind]);
    const loads: Record<Kind, Load[]> = { none: [], stub: [], ours: [] };
    for (let round = 0; round < WARM_UPS + LOADS; round += 1) {
      for (const kind of KINDS) {
        const load = await measureLoad(browsers[kind]);
        if (round >= WARM_UPS) loads[kind].push(load);
      }
    }
    const stretches: number[] = [];
    for (let i = 0; i < PROFILED_LOADS; i += 1) stretches.push(await profileLoad(browsers.ours));
    return report(loads, Math.max(...stretches));
  });
}

interface Load {
  readonly script: number;
  readonly task: number;
  /** Processor time of the page's main thread: what other programs do at the same time does not count. */
  readonly processor: number;
  readonly longTasks: number;
  readonly layoutShift: number;
  /** From the parsed document to the first frame with an overlay; NaN without one. */
  readonly firstFrame: number;
}

async function measureLoad(browser: Chromium): Promise<Load> {
  const tab = await browser.newTab();
  await tab.beforeEachPage(watchPage);
  await tab.goTo(TABLE_PAGE);
  const { longTasks, layoutShift, overlayFrame, parsed } = await tab.evaluate(pageWatchAfter, AFTER_MS);
  const metrics = await tab.metrics();
  await tab.close();
  return {
    script: (metrics.get('ScriptDuration') ?? Number.NaN) * 1000,
    task: (metrics.get('TaskDuration') ?? Number.NaN) * 1000,
    processor: (metrics.get('ThreadTime') ?? Number.NaN) * 1000,
    longTasks: longTasks.length,
    layoutShift,
    firstFrame: overlayFrame === null ? Number.NaN : overlayFrame - parsed,
  };
}

/** Longest time the page's thread was in our code without a break. */
async function profileLoad(browser: Chromium): Promise<number> {
  const tab = await browser.newTab();
  await tab.beforeEachPage(watchPage);
  const stretch = await longestStretch(tab, `chrome-extension://${browser.extensionId}/`, async () => {
    await tab.goTo(TABLE_PAGE);
    await tab.evaluate(pageWatchAfter, AFTER_MS);
  });
  await tab.close();
  return stretch;
}

function report(loads: Record<Kind, Load[]>, stretch: number): BenchRow[] {
  const of = (kind: Kind, field: keyof Load) => middle(loads[kind].map((load) => load[field]));
  const added = (kind: Kind, field: keyof Load) => of(kind, field) - of('none', field);
  const all = (kind: Kind) => loads[kind].reduce((sum, { longTasks }) => sum + longTasks, 0);
  const first = of('ours', 'firstFrame');
  const script = added('ours', 'script');
  const shift = Math.max(...loads.ours.map(({ layoutShift }) => layoutShift));
  const plain = (what: string, value: string): BenchRow => ({ what, value, goal: '', met: null });
  return [
    plain(`page alone, script / all tasks until 0.8 s after it was parsed (n = ${LOADS})`, both('none', of)),
    {
      what: 'script time added',
      value: milliseconds(script),
      goal: '≤ +10 ms',
      met: script <= 10,
    },
    plain('…by the bare stub', milliseconds(added('stub', 'script'))),
    plain('task time added (style, layout and paint included)', milliseconds(added('ours', 'task'))),
    plain('…by the bare stub', milliseconds(added('stub', 'task'))),
    plain('main thread processor time added', milliseconds(added('ours', 'processor'))),
    plain('…by the bare stub', milliseconds(added('stub', 'processor'))),
    {
      what: `longest stretch of our code, of ${PROFILED_LOADS} profiled loads`,
      value: milliseconds(stretch),
      goal: 'no long task (50 ms)',
      met: stretch < 50,
    },
    plain(`long tasks in ${LOADS} loads: alone / stub / ours`, KINDS.map(all).join(' / ')),
    {
      what: 'parsed document → first frame with the overlay, values from the cache',
      value: milliseconds(first),
      goal: '≤ 100 ms',
      met: first <= 100,
    },
    plain('…of the bare stub', milliseconds(of('stub', 'firstFrame'))),
    { what: 'layout shift, worst load', value: String(shift), goal: '0', met: shift === 0 },
  ];
}

function both(kind: Kind, of: (kind: Kind, field: keyof Load) => number): string {
  return `${milliseconds(of(kind, 'script'))} / ${milliseconds(of(kind, 'task'))}`;
}
