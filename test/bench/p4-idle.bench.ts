import { setTimeout as sleep } from 'node:timers/promises';
import type { Bench, BenchRow } from './bench.ts';
import { productBuild } from './browser/builds.ts';
import type { Chromium } from './browser/chromium.ts';
import { OTHER_PAGE, TABLE_PAGE, withMarket } from './browser/market.ts';
import { browserProcessorTime } from './browser/processor-time.ts';
import type { Tab } from './browser/tab.ts';

/** What the overlay costs while nobody touches anything, beside the same page without it. */
export const bench: Bench = { id: 'P4', title: 'processor time at rest, in % of one core', run };

/** Until history is in and the first scripts are compiled. */
const SETTLE_MS = 15_000;
const WINDOW_MS = 20_000;

interface Rest {
  /** The page's main thread. */
  readonly page: number;
  /** Every process of the browser: the worker, the network and the window included. */
  readonly browser: number;
}

async function run(): Promise<BenchRow[]> {
  const extension = await productBuild();
  return withMarket(async (market) => {
    const alone = await openPage(await market.browser(null));
    const ours = await openPage(await market.browser(extension));
    await sleep(SETTLE_MS);
    const visible = await atRest(alone, ours);
    for (const { browser } of [alone, ours]) {
      const cover = await browser.newTab();
      await cover.goTo(OTHER_PAGE);
    }
    await sleep(SETTLE_MS / 3);
    const hidden = await atRest(alone, ours);
    return [...rows('overlay visible', visible, 0.3), ...rows('tab hidden', hidden, 0.02)];
  });
}

interface Seat {
  readonly browser: Chromium;
  readonly tab: Tab;
}

async function openPage(browser: Chromium): Promise<Seat> {
  const tab = await browser.newTab();
  await tab.goTo(TABLE_PAGE);
  return { browser, tab };
}

interface Pair {
  readonly alone: Rest;
  readonly ours: Rest;
}

/** Both at the same time: whatever else the machine does, it does to both. */
async function atRest(alone: Seat, ours: Seat): Promise<Pair> {
  const before = [await used(alone), await used(ours)] as const;
  await sleep(WINDOW_MS);
  const after = [await used(alone), await used(ours)] as const;
  const share = (i: 0 | 1): Rest => ({
    page: (100 * (after[i].page - before[i].page)) / (after[i].at - before[i].at),
    browser: (100 * (after[i].browser - before[i].browser)) / (after[i].at - before[i].at),
  });
  return { alone: share(0), ours: share(1) };
}

async function used({ browser, tab }: Seat): Promise<Rest & { readonly at: number }> {
  const metrics = await tab.metrics();
  return {
    page: metrics.get('ThreadTime') ?? Number.NaN,
    at: metrics.get('Timestamp') ?? Number.NaN,
    browser: await browserProcessorTime(browser),
  };
}

function rows(when: string, { alone, ours }: Pair, goal: number): BenchRow[] {
  const added = ours.page - alone.page;
  const percent = (value: number) => `${value.toFixed(3)} %`;
  return [
    {
      what: `${when}: added to the page’s main thread (one window of ${WINDOW_MS / 1_000} s)`,
      value: percent(added),
      goal: `≤ +${goal} %`,
      met: added <= goal,
    },
    {
      what: `${when}: added to the whole browser, worker and sockets included`,
      value: percent(ours.browser - alone.browser),
      goal: '',
      met: null,
    },
    { what: `${when}: the whole browser without it`, value: percent(alone.browser), goal: '', met: null },
  ];
}
