import { OverlayProbe } from '../tools/overlay-probe.ts';
import { pause, raiseStage, TRADING, until } from './browser-stage.ts';

export interface RoundsReport {
  readonly reloads: { readonly done: number; readonly tabs: number; readonly faults: readonly string[] };
  readonly bfcache: {
    readonly rounds: number;
    readonly restored: number;
    readonly reconnectMs: readonly number[];
    readonly faults: readonly string[];
  };
}

/** Extension reloads under open tabs, and tabs that leave and come back from the back/forward cache. */
export async function runRounds(reloads: number, tabs: number, rounds: number): Promise<RoundsReport> {
  return { bfcache: await backAndForth(rounds), reloads: await reloadUnder(reloads, tabs) };
}

async function backAndForth(rounds: number): Promise<RoundsReport['bfcache']> {
  const stage = await raiseStage();
  const { page, overlay } = stage;
  const reconnectMs: number[] = [];
  const faults: string[] = [];
  let restored = 0;
  try {
    for (let round = 0; round < rounds; round++) {
      await page.evaluate(() => Object.assign(globalThis, { kept: true }));
      await page.goto('https://www.binance.com/en/markets');
      await pause(300);
      const began = Date.now();
      await page.goBack({ waitUntil: 'commit' });
      if (await page.evaluate(() => 'kept' in globalThis)) restored++;
      const live = await until(async () => /live|\d s old/.test(await overlay.text()), 20_000);
      if (live) reconnectMs.push(Date.now() - began);
      else faults.push(`round ${round}: not live after 20 s`);
    }
    return { rounds, restored, reconnectMs, faults };
  } finally {
    await stage.close();
  }
}

async function reloadUnder(reloads: number, count: number): Promise<RoundsReport['reloads']> {
  const stage = await raiseStage();
  const { browser } = stage;
  const faults: string[] = [];
  let done = 0;
  try {
    const tabs = await Promise.all(
      Array.from({ length: count }, async () => {
        const page = await browser.context.newPage();
        await page.goto(TRADING);
        return { page, overlay: await OverlayProbe.attach(page) };
      }),
    );
    for (; done < reloads; done++) {
      const own = await browser.openExtensionPage('options.html');
      await own
        .evaluate(() =>
          (globalThis as unknown as { chrome: { runtime: { reload(): void } } }).chrome.runtime.reload(),
        )
        .catch(() => {});
      await pause(2_500);
      for (const [index, { page, overlay }] of tabs.entries()) {
        // `root` throws when a page holds two overlays.
        await overlay.root().catch((error: unknown) => faults.push(`reload ${done}, tab ${index}: ${error}`));
        await page.reload();
        const one = await until(async () => (await overlay.root()) !== null, 20_000);
        if (!one) faults.push(`reload ${done}, tab ${index}: no overlay`);
      }
    }
    return { done, tabs: count, faults };
  } finally {
    await stage.close();
  }
}
