import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cardText, expect, openSeat, test } from './stage.ts';

const GATE_BTC = 'https://www.gate.com/futures/USDT/BTC_USDT';
const GRANTED = ['https://api.gateio.ws/*', 'https://www.gate.com/*', 'https://www.gate.io/*'];

/** The browser's own question cannot be answered from outside; its answer is written where it keeps it. */
function grant(profile: string, extensionId: string): void {
  const file = join(profile, 'Default', 'Preferences');
  const preferences = JSON.parse(readFileSync(file, 'utf8'));
  const settings = preferences.extensions.settings[extensionId];
  for (const name of ['active_permissions', 'granted_permissions', 'runtime_granted_permissions']) {
    const held = settings[name] ?? { api: [], manifest_permissions: [], scriptable_host: [] };
    settings[name] = { ...held, explicit_host: [...(held.explicit_host ?? []), ...GRANTED] };
  }
  writeFileSync(file, JSON.stringify(preferences));
}

test('an optional exchange: never asked, then allowed with its pages, then taken back', async ({ raise }) => {
  const profile = mkdtempSync(`${tmpdir()}/flushpoint-`);
  const isGate = ({ host }: { host: string }) => host === 'api.gateio.ws';

  // Not allowed: offered in the options, nothing on its pages, never asked though a pair it lists is in sight.
  const before = await raise({ launch: { profile } });
  const { overlay } = await before.open('https://www.binance.com/en/futures/BTCUSDT');
  await expect.poll(() => cardText(overlay)).toContain('live');
  const page = await before.browser.context.newPage();
  await page.goto(GATE_BTC);
  await page.waitForLoadState();
  expect(
    await page.evaluate(() => [...document.documentElement.children].map(({ localName }) => localName)),
  ).toEqual(['head', 'body']);
  const offered = await before.browser.openExtensionPage('options.html');
  const row = offered.locator('[data-venue="gate"]');
  await expect(row).toContainText('never asked');
  await expect(row.getByRole('button', { name: 'Allow access to Gate' })).toBeVisible();
  await expect(row.getByRole('switch')).toHaveCount(0);
  expect(before.server.log.filter(isGate)).toEqual([]);
  const { extensionId } = before.browser;
  await before.browser.close();

  // Allowed: its page has the overlay, with its own figures.
  grant(profile, extensionId);
  const after = await raise({ launch: { profile } });
  await after.browser.worker();
  const options = await after.browser.openExtensionPage('options.html');
  const granted = options.locator('[data-venue="gate"]');
  await expect(granted.getByRole('switch')).toBeChecked();
  const seat = await openSeat(after.browser, GATE_BTC);
  await expect.poll(() => cardText(seat.overlay)).toContain('Gate');
  await expect.poll(() => seat.overlay.text()).toContain('60,000');
  await expect(granted).toContainText('live');

  // Taken back: its page is left alone and nothing is asked any more.
  await granted.getByRole('button', { name: 'Take back the access to Gate' }).click();
  await expect(granted).toContainText('never asked');
  await expect.poll(() => seat.overlay.text()).not.toContain('60,000');
  await seat.page.goto(GATE_BTC);
  const asked = after.server.log.filter(isGate).length;
  await after.open('https://www.binance.com/en/futures/BTCUSDT');
  await expect(options.locator('[data-venue="binance-usdm"]')).toContainText('live');
  expect(after.server.log.filter(isGate).length).toBe(asked);
  await after.browser.close();
  rmSync(profile, { recursive: true, force: true });
});
