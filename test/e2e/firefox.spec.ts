import { createStillWorld } from '../market/still-world.ts';
import { startMarketServer } from '../market/wire/server.ts';
import { FIREFOX_EXTENSION_ORIGIN, findOrInstallFirefox, launchFirefox } from '../tools/firefox.ts';
import { BINANCE_BTC, expect, STILL_START, test } from './stage.ts';

const executable = findOrInstallFirefox();

/** Words of the overlay; the card is opened when it rests as a pill. */
const READ_OVERLAY = `
  for (const host of document.documentElement.children) {
    const root = host.openOrClosedShadowRoot;
    if (!root) continue;
    root.querySelector('[data-drag][aria-expanded="false"]')?.click();
    return root.textContent;
  }
  return '';`;

test('Firefox: the overlay, the popup and a pair switch on the still market', async () => {
  if (executable === null) console.log('skipped: no Firefox here and none could be installed');
  test.skip(executable === null, 'no Firefox here');
  const server = await startMarketServer({ world: createStillWorld(STILL_START), speed: 1 });
  const firefox = await launchFirefox(executable ?? '', server.port);
  const overlay = () => firefox.marionette.runPrivileged<string>(READ_OVERLAY);
  try {
    await firefox.marionette.send('WebDriver:Navigate', { url: BINANCE_BTC });
    await expect.poll(overlay, { timeout: 60_000 }).toContain('live');
    await expect.poll(overlay).toContain('60,000');
    await expect.poll(overlay).toMatch(/\$4\.80?\s?B/);

    await firefox.marionette.run("window.goTo('/en/futures/ETHUSDT')");
    await expect.poll(overlay).toContain('3,000');
    expect(await overlay()).not.toContain('60,000');

    await firefox.marionette.send('WebDriver:Navigate', { url: `${FIREFOX_EXTENSION_ORIGIN}/popup.html` });
    const words = () => firefox.marionette.run<string>('return document.body.innerText');
    await expect.poll(words).toContain('BTC');
    await expect.poll(words).toContain('ETH');
  } finally {
    await firefox.close();
    await server.close();
  }
});
