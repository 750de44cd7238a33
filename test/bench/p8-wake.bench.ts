import { setTimeout as sleep } from 'node:timers/promises';
import { type Bench, type BenchRow, milliseconds, ratio } from './bench.ts';
import { productBuild, stubBuild } from './browser/builds.ts';
import type { Chromium } from './browser/chromium.ts';
import { connectToValues } from './browser/in-content-script.ts';
import { TABLE_PAGE, withMarket } from './browser/market.ts';
import { stopWorkers } from './browser/service-worker.ts';
import type { Tab } from './browser/tab.ts';
import { middle, quantile } from './quantile.ts';

/** How long a stopped worker keeps a page and the popup waiting for what it knew. */
export const bench: Bench = { id: 'P8', title: 'a stopped worker woken', run };

const WARM_UPS = 3;
const KILLS = 40;
const POPUPS = 15;

async function run(): Promise<BenchRow[]> {
  return withMarket(async (market) => {
    const ours = await market.browser(await productBuild());
    const stub = await market.browser(await stubBuild());
    const page = await openPage(ours);
    const floor = await openPage(stub);
    // What arrived is stored within ten seconds; a worker that dies before has to ask for it again.
    await sleep(12_000);
    const wakes: number[] = [];
    const floors: number[] = [];
    for (let i = 0; i < WARM_UPS + KILLS; i += 1) {
      const [wake, bare] = [await wakeOnce(page), await wakeOnce(floor)];
      if (i < WARM_UPS) continue;
      wakes.push(wake);
      floors.push(bare);
    }
    const warm: number[] = [];
    for (let i = 0; i < POPUPS; i += 1) warm.push(await page.inContentScript(connectToValues));
    const popups: number[] = [];
    for (let i = 0; i < WARM_UPS + POPUPS; i += 1) {
      const time = await popupOnce(ours, page);
      if (i >= WARM_UPS) popups.push(time);
    }
    return report(wakes, floors, warm, popups);
  });
}

async function openPage(browser: Chromium): Promise<Tab> {
  const tab = await browser.newTab();
  await tab.goTo(TABLE_PAGE);
  await tab.inContentScript(connectToValues);
  return tab;
}

async function wakeOnce(tab: Tab): Promise<number> {
  await stopWorkers(tab);
  return tab.inContentScript(connectToValues);
}

/** Age of the popup's document when it first drew the background's state, its worker stopped before. */
async function popupOnce(browser: Chromium, page: Tab): Promise<number> {
  await stopWorkers(page);
  const popup = await browser.newTab();
  await popup.beforeEachPage(() => {
    Object.assign(globalThis, {
      popupReady: new Promise((resolve) => {
        new MutationObserver((_records, observer) => {
          if (!document.querySelector('[data-id="health"]')?.textContent) return;
          observer.disconnect();
          resolve(performance.now());
        }).observe(document, { childList: true, subtree: true, characterData: true });
      }),
    });
  });
  await popup.goTo(`chrome-extension://${browser.extensionId}/popup.html`);
  const time = await popup.evaluate(
    () => (globalThis as unknown as { popupReady: Promise<number> }).popupReady,
  );
  await popup.close();
  return time;
}

function report(
  wakes: readonly number[],
  floors: readonly number[],
  warm: readonly number[],
  popups: readonly number[],
): BenchRow[] {
  const [wake, popup] = [quantile(wakes, 0.95), middle(popups)];
  const pair = (of: readonly number[]) => `${milliseconds(middle(of))} / ${milliseconds(quantile(of, 0.95))}`;
  const plain = (what: string, value: string): BenchRow => ({ what, value, goal: '', met: null });
  return [
    {
      what: `page connects → Reading of the worker before it, p95 of ${KILLS} forced stops`,
      value: milliseconds(wake),
      goal: '≤ 60 ms',
      met: wake <= 60,
    },
    plain('…p50', milliseconds(middle(wakes))),
    plain('bare worker that answers at once, p50 / p95', pair(floors)),
    plain('p50 against the bare worker', ratio(middle(wakes) / middle(floors))),
    plain(`worker awake, p50 / p95 of ${POPUPS}`, pair(warm)),
    {
      what: `popup opened → drawn with the worker’s state, worker stopped before, p50 of ${POPUPS}`,
      value: milliseconds(popup),
      goal: '≤ 150 ms',
      met: popup <= 150,
    },
  ];
}
