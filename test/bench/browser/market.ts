import { createStillWorld } from '../../market/still-world.ts';
import { type MarketServer, startMarketServer } from '../../market/wire/server.ts';
import { type Chromium, startChromium } from './chromium.ts';

/** Noon of an ordinary weekday. */
const START = Date.UTC(2025, 2, 4, 12, 3);

/** A big quiet page under a real trading host. */
export const TABLE_PAGE = 'https://www.binance.com/en/futures/BTCUSDT?stand-in=table';
/** Of the same host, but no trading page. */
export const OTHER_PAGE = 'https://www.binance.com/en/support/faq?stand-in=table';

export interface Market {
  readonly server: MarketServer;
  /** A browser that reaches nothing but this market; closed with it. */
  browser(extension: string | null): Promise<Chromium>;
}

/** The market on loopback for as long as `use` takes: four venues, two coins, 31 days of history, prices at rest. */
export async function withMarket<Result>(
  use: (market: Market) => Promise<Result>,
  latencyMs = 0,
): Promise<Result> {
  const server = await startMarketServer({ world: createStillWorld(START), speed: 1, latencyMs });
  const browsers: Chromium[] = [];
  try {
    return await use({
      server,
      async browser(extension) {
        const browser = await startChromium({ extension, port: server.port });
        browsers.push(browser);
        return browser;
      },
    });
  } finally {
    for (const browser of browsers) await browser.close();
    await server.close();
  }
}
