import { setTimeout as sleep } from 'node:timers/promises';
import { venues } from '../../core/venues/registry.ts';
import type { Bench, BenchRow } from './bench.ts';
import { productBuild } from './browser/builds.ts';
import type { Chromium } from './browser/chromium.ts';
import { OTHER_PAGE, TABLE_PAGE, withMarket } from './browser/market.ts';
import { largestShares, type Weighed, weigh } from './browser/request-weights.ts';
import type { Tab } from './browser/tab.ts';

/** What the venues hear of us: counted by the server, weighed by the limits they publish. */
export const bench: Bench = { id: 'P7', title: 'requests', run };

const COLD_MS = 60_000;
const STEADY_MS = 180_000;
const TABS = 20;
const OPENING_MS = 10_000;
const CROWD_MS = 60_000;
const HIDING_MS = 5_000;
const HIDDEN_MS = 40_000;

interface Span {
  readonly from: number;
  readonly to: number;
}

async function run(): Promise<BenchRow[]> {
  const extension = await productBuild();
  return withMarket(async (market) => {
    const browser = await market.browser(extension);
    const first = await openWindow(browser);
    const cold = await during(COLD_MS);
    const steady = await during(STEADY_MS);
    const others: Tab[] = [];
    for (let i = 1; i < TABS; i += 1) others.push(await openWindow(browser));
    await sleep(OPENING_MS);
    const crowd = await during(CROWD_MS);
    for (const tab of others) await tab.close();
    await coverUp(browser, first);
    await sleep(HIDING_MS);
    const hidden = await during(HIDDEN_MS);
    const workers = await runningWorkers(browser);
    const { server } = market;
    const requests = weigh(server.log, server.world);
    const within = ({ from, to }: Span) => requests.filter(({ time }) => time >= from && time < to);
    return report(within(cold), within(steady), within(crowd), within(hidden).length, workers);
  });
}

/** A window of its own: a tab beside others would hide them. */
async function openWindow(browser: Chromium): Promise<Tab> {
  const tab = await browser.newTab({ newWindow: true });
  await tab.goTo(TABLE_PAGE);
  return tab;
}

async function during(milliseconds: number): Promise<Span> {
  const from = Date.now();
  await sleep(milliseconds);
  return { from, to: Date.now() };
}

/** The trading page goes to the background of its own window. */
async function coverUp(browser: Chromium, page: Tab): Promise<void> {
  await browser.show(page);
  const cover = await browser.newTab();
  await cover.goTo(OTHER_PAGE);
  const state = await page.evaluate(() => document.visibilityState);
  if (state !== 'hidden') throw new Error('The trading page is still to be seen');
}

async function runningWorkers({ devtools }: Chromium): Promise<number> {
  const { targetInfos } = await devtools.send<{ targetInfos: { type: string }[] }>('Target.getTargets');
  return targetInfos.filter(({ type }) => type === 'service_worker').length;
}

function report(
  cold: readonly Weighed[],
  steady: readonly Weighed[],
  crowd: readonly Weighed[],
  hidden: number,
  workers: number,
): BenchRow[] {
  const asked = venues.filter(({ id }) => steady.some(({ venue }) => venue === id));
  const [steadyShares, coldShares] = [largestShares(steady), largestShares(cold)];
  const percent = (share = 0) => `${(100 * share).toFixed(2)} %`;
  const rate = (requests: readonly Weighed[], venue: string, span: number) =>
    (requests.filter((each) => each.venue === venue).length * 60_000) / span;
  return [
    ...asked.flatMap(({ id, name }): BenchRow[] => {
      const alone = rate(steady, id, STEADY_MS);
      const together = rate(crowd, id, CROWD_MS);
      const [typical, peak] = [steadyShares.get(id) ?? 0, coldShares.get(id) ?? 0];
      return [
        {
          what: `${name}: requests a minute, one visible pair of Binance (${STEADY_MS / 60_000} min)`,
          value: alone.toFixed(1),
          goal: '≤ 6',
          met: alone <= 6,
        },
        {
          what: `${name}: …with ${TABS} windows of the pair`,
          value: together.toFixed(1),
          goal: 'the same',
          met: together <= alone + 1,
        },
        {
          what: `${name}: largest share of its limit, steady`,
          value: percent(typical),
          goal: '≤ 2 %',
          met: typical <= 0.02,
        },
        {
          what: `${name}: largest share of its limit, first minute of a cold start`,
          value: percent(peak),
          goal: '≤ 5 %',
          met: peak <= 0.05,
        },
      ];
    }),
    {
      what: `requests in ${HIDDEN_MS / 1_000} s with nothing visible and no alert armed`,
      value: String(hidden),
      goal: '0',
      met: hidden === 0,
    },
    {
      what: `workers still running ${(HIDING_MS + HIDDEN_MS) / 1_000} s after the page was hidden`,
      value: String(workers),
      goal: '0',
      met: workers === 0,
    },
  ];
}
