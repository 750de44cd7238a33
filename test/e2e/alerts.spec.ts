import type { Worker } from '@playwright/test';
import type { LoggedEvent } from '../../core/messages/protocol.ts';
import { ask, pageState } from '../tools/ask-background.ts';
import { watchErrors } from '../tools/extension-errors.ts';
import { WorkerSwitch } from '../tools/worker-switch.ts';
import { BINANCE_BTC, cardText, expect, openSeat, test } from './stage.ts';

declare const chrome: {
  notifications: {
    getAll(): Promise<Record<string, boolean>>;
    onButtonClicked: { dispatch(id: string, button: number): void };
  };
  action: { getBadgeText(of: { tabId?: number }): Promise<string> };
  tabs: { query(of: { active?: boolean; lastFocusedWindow?: boolean }): Promise<{ id?: number }[]> };
};

const KEY = 'binance-usdm:BTCUSDT';
const shown = async (worker: Promise<Worker>) =>
  Object.keys(await (await worker).evaluate(() => chrome.notifications.getAll()));

test('a threshold lowered below the market’s funding raises one alert, in every place and for two tabs', async ({
  raise,
}) => {
  const { open, browser } = await raise();
  const errors = await watchErrors(browser);
  const { overlay } = await open(BINANCE_BTC);
  await expect.poll(() => cardText(overlay)).toContain('live');
  const second = await openSeat(browser, BINANCE_BTC);
  await expect.poll(() => cardText(second.overlay)).toContain('live');
  const options = await browser.openExtensionPage('options.html');
  const alerts = async () =>
    ((await ask(options, { type: 'events:list' })) as LoggedEvent[])
      .filter(({ kind, detail }) => kind === 'alert' && detail.startsWith(KEY))
      .map(({ detail }) => detail);

  // Only funding, 32.9 % a year in this market, is to speak.
  const others = { crowding: 100, flushRisk: 1, flushRiskFold: 20, clusterShare: 1, openInterestChange: 1 };
  await ask(options, {
    type: 'settings:update',
    thresholds: { ...others, fundingApr: 0.5, resetStates: [] },
    alerts: { notifications: true },
  });
  await options.waitForTimeout(2_500);
  expect(await shown(browser.worker())).toEqual([]);

  await ask(options, { type: 'settings:update', thresholds: { fundingApr: 0.25 } });
  await expect.poll(() => shown(browser.worker())).toContain(`alert:${KEY}`);
  await expect.poll(() => overlay.text()).toMatch(/Funding \+33\s?% a year \(limit 25\s?%\)/);
  await expect.poll(() => second.overlay.text()).toContain('limit 25');
  await expect
    .poll(async () => (await pageState(options)).rows.find(({ key }) => key === KEY)?.warnings)
    .toMatchObject([{ rule: 'funding', limit: 0.25 }]);
  await expect
    .poll(async () =>
      (await browser.worker()).evaluate(async () => {
        const tabs = await chrome.tabs.query({});
        const texts = tabs.map(({ id }) => chrome.action.getBadgeText(id === undefined ? {} : { tabId: id }));
        return (await Promise.all(texts)).filter((text) => text === '!').length;
      }),
    )
    .toBe(2);
  expect(await alerts()).toEqual([`${KEY} funding`]);

  // A new worker knows what was told.
  const worker = await WorkerSwitch.attach(browser.context);
  await worker.stop();
  await options.waitForTimeout(3_000);
  await expect.poll(() => overlay.text()).toContain('limit 25');
  expect(await alerts()).toEqual([`${KEY} funding`]);
  expect(await errors.uncaught()).toEqual([]);
});

test('an alert’s buttons bring the pair’s tab to the front and mute it for an hour', async ({ raise }) => {
  const { open, browser } = await raise();
  const { overlay, page } = await open(BINANCE_BTC);
  await expect.poll(() => cardText(overlay)).toContain('live');
  const options = await browser.openExtensionPage('options.html');
  await ask(options, {
    type: 'settings:update',
    thresholds: { fundingApr: 0.25 },
    alerts: { notifications: true },
  });
  await expect.poll(() => shown(browser.worker())).toContain(`alert:${KEY}`);
  const press = async (button: number) =>
    (await browser.worker()).evaluate(
      ([id, index]) => chrome.notifications.onButtonClicked.dispatch(id, index),
      [`alert:${KEY}`, button] as const,
    );
  const front = async () =>
    (await browser.worker()).evaluate(async () => {
      const [tab] = await chrome.tabs.query({ active: true, lastFocusedWindow: true });
      return (await chrome.tabs.query({})).findIndex(({ id }) => id === tab?.id);
    });
  const other = await front();
  await press(0);
  await expect.poll(front).not.toBe(other);
  const mutedUntil = async () =>
    (await pageState(options)).settings.watchlist.find(({ key }) => key === KEY)?.mutedUntil ?? 0;
  const before = await options.evaluate(() => Date.now());
  await press(1);
  await expect.poll(mutedUntil).toBeGreaterThan(before + 3_500_000);
  await expect.poll(() => overlay.text()).not.toContain('limit 25');
  await page.close();

  // Without a tab of the pair its venue's own page is opened.
  await press(0);
  await expect
    .poll(() => browser.context.pages().map((one) => one.url()))
    .toContainEqual(expect.stringMatching(/www\.binance\.com\/(en\/)?futures\/BTCUSDT/));
});

test('muting from the popup takes the mark away, and a muted symbol raises nothing', async ({ raise }) => {
  const { open, browser } = await raise();
  const { overlay } = await open(BINANCE_BTC);
  await expect.poll(() => cardText(overlay)).toContain('live');
  const popup = await browser.openExtensionPage('popup.html');
  await popup.locator(`[data-key="${KEY}"]`).getByRole('button', { name: /Mute/ }).click();
  await ask(popup, {
    type: 'settings:update',
    thresholds: { fundingApr: 0.1 },
    alerts: { notifications: true },
  });
  await popup.waitForTimeout(3_000);
  expect(await shown(browser.worker())).not.toContain(`alert:${KEY}`);
  expect(await overlay.text()).not.toContain('limit 10');
});
