import type { Page } from '@playwright/test';
import { createStillWorld } from '../market/still-world.ts';
import { type MarketServer, startMarketServer } from '../market/wire/server.ts';
import { findOrInstallChromium } from '../tools/chromium.ts';
import { type ExtensionErrors, watchErrors } from '../tools/extension-errors.ts';
import { FrameWatch } from '../tools/frame-watch.ts';
import { type Launched, launch } from '../tools/launch.ts';
import { OverlayProbe } from '../tools/overlay-probe.ts';
import { WorkerSwitch } from '../tools/worker-switch.ts';

export const TRADING = 'https://www.binance.com/en/futures/BTCUSDT';

/** The built extension on a trading page of the market, with a hand on its worker. */
export interface TortureStage {
  readonly server: MarketServer;
  readonly browser: Launched;
  readonly page: Page;
  readonly overlay: OverlayProbe;
  readonly options: Page;
  readonly worker: WorkerSwitch;
  readonly frames: FrameWatch;
  readonly errors: ExtensionErrors;
  close(): Promise<void>;
}

export async function raiseStage(): Promise<TortureStage> {
  const world = createStillWorld(Date.UTC(2025, 2, 4, 12, 3), { ticking: true });
  const server = await startMarketServer({ world, speed: 1 });
  const browser = await launch({
    executablePath: await findOrInstallChromium(),
    port: server.port,
    headless: true,
    backForwardCache: true,
  });
  const errors = await watchErrors(browser);
  const options = await browser.openExtensionPage('options.html');
  const page = await browser.context.newPage();
  await page.goto(TRADING);
  const overlay = await OverlayProbe.attach(page);
  await until(async () => /live|\d s old/.test(await overlay.text()), 60_000);
  const worker = await WorkerSwitch.attach(browser.context);
  const frames = await FrameWatch.start(page);
  return {
    server,
    browser,
    page,
    overlay,
    options,
    worker,
    frames,
    errors,
    async close() {
      await browser.close().catch(() => {});
      await server.close();
    },
  };
}

export const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** False when it did not come true in time. */
export async function until(holds: () => Promise<boolean>, within: number): Promise<boolean> {
  const late = Date.now() + within;
  while (!(await holds().catch(() => false))) {
    if (Date.now() > late) return false;
    await pause(50);
  }
  return true;
}
