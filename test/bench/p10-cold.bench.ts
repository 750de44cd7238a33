import { type Bench, type BenchRow, milliseconds } from './bench.ts';
import { productBuild } from './browser/builds.ts';
import type { Chromium } from './browser/chromium.ts';
import { type FirstReadings, firstReadings } from './browser/in-content-script.ts';
import { OTHER_PAGE, TABLE_PAGE, withMarket } from './browser/market.ts';
import { stopWorkers } from './browser/service-worker.ts';
import { middle, quantile } from './quantile.ts';

/** A pair never seen, in an extension that has stored nothing: no lists, no history, every answer 150 ms away. */
export const bench: Bench = { id: 'P10', title: 'cold pair → first full Reading', run };

const LATENCY_MS = 150;
const WARM_UPS = 3;
const STARTS = 15;

async function run(): Promise<BenchRow[]> {
  const extension = await productBuild();
  return withMarket(async ({ server, browser }) => {
    const chromium = await browser(extension);
    const times: FirstReadings[] = [];
    const requests: number[] = [];
    for (let i = 0; i < WARM_UPS + STARTS; i += 1) {
      await forgetEverything(chromium);
      const before = server.log.length;
      const time = await coldStart(chromium);
      if (i < WARM_UPS) continue;
      times.push(time);
      requests.push(server.log.slice(before).filter(({ kind }) => kind === 'rest').length);
    }
    const full = middle(times.map((time) => time.full));
    const plain = (what: string, value: string): BenchRow => ({ what, value, goal: '', met: null });
    return [
      {
        what: `page opened → every question answered, all sources live (median of ${STARTS})`,
        value: milliseconds(full),
        goal: '≤ 2.5 s',
        met: full <= 2_500,
      },
      plain(
        '…p95',
        milliseconds(
          quantile(
            times.map((time) => time.full),
            0.95,
          ),
        ),
      ),
      plain('page opened → first Reading with any value', milliseconds(middle(times.map(({ any }) => any)))),
      plain(`answers until then, each ${LATENCY_MS} ms away`, String(middle(requests))),
    ];
  }, LATENCY_MS);
}

async function coldStart(browser: Chromium): Promise<FirstReadings> {
  const tab = await browser.newTab();
  await tab.goTo(TABLE_PAGE);
  const times = await tab.inContentScript(firstReadings);
  await tab.close();
  return times;
}

declare const chrome: { readonly storage: Record<'local' | 'session', { clear(): Promise<void> }> };

/** As after the installation, but for the browser's open connections. */
async function forgetEverything(browser: Chromium): Promise<void> {
  const tab = await browser.newTab();
  await tab.goTo(OTHER_PAGE);
  await stopWorkers(tab).catch(() => {});
  await tab.goTo(`chrome-extension://${browser.extensionId}/options.html`);
  await stopWorkers(tab);
  await tab.evaluate(async () => {
    await Promise.all([chrome.storage.local.clear(), chrome.storage.session.clear()]);
    await new Promise((resolve) => {
      const request = indexedDB.deleteDatabase('flushpoint');
      request.onsuccess = resolve;
      request.onerror = resolve;
    });
  });
  await stopWorkers(tab);
  await tab.close();
}
