import type { Page } from '@playwright/test';
import { test as base, expect } from '@playwright/test';
import { createStillWorld } from '../market/still-world.ts';
import { type MarketServer, startMarketServer } from '../market/wire/server.ts';
import type { World } from '../market/world.ts';
import { findOrInstallChromium } from '../tools/chromium.ts';
import { type Launched, type LaunchOptions, launch } from '../tools/launch.ts';
import { OverlayProbe } from '../tools/overlay-probe.ts';

export { expect };

/** Noon of an ordinary weekday, years from the machine's clock on purpose. */
export const STILL_START = Date.UTC(2025, 2, 4, 12, 3);

/** A browser with the built extension beside a market on loopback. */
export interface Stage {
  readonly server: MarketServer;
  readonly browser: Launched;
  /** Opens a trading page and resolves to the overlay in it. */
  open(url: string): Promise<Seat>;
}

export interface Seat {
  readonly page: Page;
  readonly overlay: OverlayProbe;
}

export interface StageOptions {
  readonly world?: World;
  readonly speed?: number;
  readonly latencyMs?: number;
  readonly launch?: Partial<LaunchOptions>;
}

export const BINANCE_BTC = 'https://www.binance.com/en/futures/BTCUSDT';
export const BINANCE_ETH = 'https://www.binance.com/en/futures/ETHUSDT';

/** `raise` builds a stage of the test's own; it is taken down with the test. */
export const test = base.extend<{ raise: (options?: StageOptions) => Promise<Stage> }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures a function needs from this pattern
  raise: async ({}, use) => {
    const raised: { server: MarketServer; browser: Launched }[] = [];
    await use(async (options = {}) => {
      const world = options.world ?? createStillWorld(STILL_START);
      const server = await startMarketServer({
        world,
        speed: options.speed ?? 1,
        latencyMs: options.latencyMs,
      });
      const executablePath = await findOrInstallChromium();
      const browser = await launch({ executablePath, port: server.port, headless: true, ...options.launch });
      raised.push({ server, browser });
      return { server, browser, open: (url) => openSeat(browser, url) };
    });
    for (const { server, browser } of raised) {
      await browser.close().catch(() => {});
      await server.close();
    }
  },
});

export async function openSeat(browser: Launched, url: string): Promise<Seat> {
  const page = await browser.context.newPage();
  await page.goto(url);
  return { page, overlay: await OverlayProbe.attach(page) };
}

/** The overlay's words, opened to the card when it rests as a pill. */
export async function cardText(overlay: OverlayProbe): Promise<string> {
  const pill = await overlay.find(
    ({ attributes }) => attributes.get('aria-expanded') === 'false' && attributes.get('data-drag') === 'true',
  );
  if (pill !== null) await overlay.click(pill);
  return overlay.text();
}

/** Text of one marked part of the card, e.g. `open-interest`; empty while it is not drawn. */
export async function part(overlay: OverlayProbe, id: string): Promise<string> {
  return (await overlay.byData('id', id))?.text ?? '';
}

/** Hosts asked for that no venue of the registry owns; the browser's own services are its affair. */
export function strangeHosts(server: MarketServer): string[] {
  return [...server.unknownHosts].filter(
    (host) => !/(^|\.)(google|googleapis|gvt1|gstatic)\.com$/.test(host),
  );
}
