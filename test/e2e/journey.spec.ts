import { readFile } from 'node:fs/promises';
import { ask, pageState } from '../tools/ask-background.ts';
import { watchErrors } from '../tools/extension-errors.ts';
import type { Launched } from '../tools/launch.ts';
import { BINANCE_BTC, cardText, expect, part, strangeHosts, test } from './stage.ts';

declare const chrome: {
  notifications: { getAll(): Promise<Record<string, boolean>> };
  runtime: { getContexts(of: { contextTypes: string[] }): Promise<unknown[]> };
};

const sidePanels = async (browser: Launched) =>
  (await browser.worker()).evaluate(
    async () => (await chrome.runtime.getContexts({ contextTypes: ['SIDE_PANEL'] })).length,
  );

const ETH = 'binance-usdm:ETHUSDT';

test('a user’s first day: welcome, reading, switching, an alert, and all settings carried over in a file', async ({
  raise,
}) => {
  const { open, browser, server } = await raise({ launch: { keepWelcome: true } });
  const errors = await watchErrors(browser);

  // Install: the welcome page comes by itself, once.
  const isWelcome = (page: { url(): string }) => page.url().endsWith('/welcome.html');
  await expect.poll(() => browser.context.pages().filter(isWelcome).length).toBe(1);
  const welcome = browser.context.pages().find(isWelcome)!;
  await expect(welcome.getByText('Example with invented figures')).toBeVisible();
  await welcome.getByRole('button', { name: 'Next' }).click();
  await expect(welcome.getByRole('switch', { name: /Bybit/ }).first()).toBeChecked();
  await welcome.getByRole('button', { name: 'Next' }).click();
  await welcome.getByRole('switch', { name: 'Browser notifications' }).click();
  await welcome.getByRole('button', { name: 'Done' }).click();
  await expect.poll(() => browser.context.pages().filter(isWelcome).length).toBe(0);

  // A trading page, read.
  const { overlay, page } = await open(BINANCE_BTC);
  await expect.poll(() => cardText(overlay)).toContain('live');
  await expect.poll(() => overlay.text()).toContain('60,000');
  await expect.poll(() => part(overlay, 'score')).toMatch(/[+−]?\d/);

  // Another pair, without a load.
  await page.evaluate(() => (window as unknown as { goTo(path: string): void }).goTo('/en/futures/ETHUSDT'));
  await expect.poll(() => overlay.text()).toContain('3,000');
  expect(await overlay.text()).not.toContain('60,000');

  // Off and on again from the toolbar.
  const popup = await browser.openExtensionPage('popup.html');
  const toggle = popup.locator(`[data-key="${ETH}"]`).getByRole('switch');
  await toggle.click();
  await expect.poll(() => overlay.text()).toMatch(/Switched off/i);
  await toggle.click();
  await expect.poll(() => overlay.text()).toContain('3,000');
  await popup.getByRole('button', { name: 'Side panel' }).click();
  await expect.poll(() => sidePanels(browser)).toBeGreaterThan(0);
  if (!popup.isClosed()) await popup.close();

  // The long look of the same pair, in a tab of its own.
  const panel = await browser.openExtensionPage('sidepanel.html');
  await panel.getByRole('combobox').first().selectOption(ETH);
  await expect(panel.getByRole('main')).toContainText('3,000');
  await panel.close();

  // A threshold below the market's funding.
  const options = await browser.openExtensionPage('options.html');
  const alerts = async () =>
    Object.keys(await (await browser.worker()).evaluate(() => chrome.notifications.getAll()));
  await ask(options, {
    type: 'settings:update',
    thresholds: { crowding: 100, flushRisk: 1, flushRiskFold: 20, clusterShare: 1, resetStates: [] },
  });
  const funding = options.locator('[data-rule=funding]').getByLabel('Funding', { exact: true });
  await expect(funding).toHaveValue('50');
  await funding.fill('25');
  await expect(options.locator('[data-id=preview]')).toContainText('ETH: Funding +33');
  await expect.poll(alerts).toContain(`alert:${ETH}`);
  await expect.poll(() => overlay.text()).toMatch(/Funding \+33\s?% a year \(limit 25\s?%\)/);

  // A value of its own for one symbol, then everything into a file.
  await options.getByLabel('Thresholds of').selectOption(ETH);
  await options.getByLabel('Crowding', { exact: true }).fill('90');
  await expect
    .poll(
      async () => (await pageState(options)).settings.watchlist.find(({ key }) => key === ETH)?.thresholds,
    )
    .toEqual({ crowding: 90 });
  const before = (await pageState(options)).settings;
  const download = options.waitForEvent('download');
  await options.getByRole('button', { name: 'Export settings' }).click();
  const path = await (await download).path();
  const text = await readFile(path, 'utf8');
  expect(JSON.parse(text)).toEqual({
    file: 'flushpoint-settings',
    version: before.version,
    settings: before,
  });

  // Wiped…
  await options.getByRole('button', { name: 'Reset settings' }).click();
  await options.getByRole('button', { name: 'Reset them' }).click();
  await options.getByRole('button', { name: 'Clear history' }).click();
  await options.getByRole('button', { name: 'Clear it' }).click();
  await expect.poll(async () => (await pageState(options)).settings.thresholds.fundingApr).toBe(0.5);
  await expect.poll(() => overlay.text()).not.toContain('limit 25');

  // …refused when it is no settings file, and taken when it is.
  const file = options.locator('input[type=file]');
  const read = (content: string) =>
    file.setInputFiles({ name: 'mine.json', mimeType: 'application/json', buffer: Buffer.from(content) });
  await read('{"name":"something else"}');
  await expect(options.locator('[data-id=import]')).toContainText('no settings file');
  await read(text);
  await expect(options.locator('[data-id=import]')).toContainText('thresholds.fundingApr');
  await options.getByRole('button', { name: 'Import', exact: true }).click();
  await expect.poll(async () => (await pageState(options)).settings).toEqual(before);

  // The overlay is where it was, on history that was fetched anew.
  await expect.poll(() => overlay.text()).toContain('3,000');
  await expect.poll(() => overlay.text()).toContain('limit 25');
  expect(strangeHosts(server)).toEqual([]);
  expect(await errors.uncaught()).toEqual([]);
});
