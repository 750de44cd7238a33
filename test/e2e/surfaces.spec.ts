import { BINANCE_BTC, cardText, expect, test } from './stage.ts';

test('switching a symbol off in the popup empties its overlay at once, and on brings it back', async ({
  raise,
}) => {
  const { open, browser } = await raise();
  const { overlay } = await open(BINANCE_BTC);
  await expect.poll(() => cardText(overlay)).toContain('live');
  const popup = await browser.openExtensionPage('popup.html');
  const toggle = popup.getByRole('switch', { name: /BTC/ });
  await expect(toggle).toBeChecked();
  await toggle.click();
  await expect.poll(() => overlay.text()).toMatch(/Switched off/i);
  expect(await overlay.text()).not.toContain('60,000');
  await toggle.click();
  await expect.poll(() => overlay.text()).toContain('60,000');
});

test('a symbol found by search joins the watchlist with live figures', async ({ raise }) => {
  const { open, browser } = await raise();
  const { overlay } = await open(BINANCE_BTC);
  await expect.poll(() => cardText(overlay)).toContain('live');
  const popup = await browser.openExtensionPage('popup.html');
  // The watchlist is drawn once the background has answered; what is typed before may be drawn over.
  await expect(popup.getByRole('switch')).toHaveCount(3);
  const hit = popup.getByText(/ETH.*OKX|OKX.*ETH/).first();
  await expect(async () => {
    await popup.getByRole('searchbox').fill('eth');
    await expect(hit).toBeVisible({ timeout: 3_000 });
  }).toPass({ timeout: 30_000 });
  await hit.click();
  await expect(popup.getByText('OKX')).toHaveCount(1);
  await expect(popup.getByRole('switch')).toHaveCount(4);
});

test('a threshold is saved as typed, explained when it makes no sense, and undone', async ({ raise }) => {
  const { browser } = await raise();
  const options = await browser.openExtensionPage('options.html');
  const crowding = options.getByLabel('Crowding', { exact: true });
  await expect(crowding).toHaveValue('60');
  await crowding.fill('75');
  await crowding.press('Tab');
  await options.reload();
  await expect(crowding).toHaveValue('75');
  await crowding.fill('900');
  await crowding.press('Tab');
  await expect(options.getByText(/30.*100/).first()).toBeVisible();
  await options.reload();
  await expect(crowding).toHaveValue('75');
  await options.getByRole('button', { name: /Undo/ }).click();
  await expect(crowding).toHaveValue('60');
});

test('pausing stops every request and says so on the page', async ({ raise }) => {
  const { open, browser, server } = await raise();
  const { overlay, page } = await open(BINANCE_BTC);
  await expect.poll(() => cardText(overlay)).toContain('live');
  const popup = await browser.openExtensionPage('popup.html');
  await popup.getByRole('button', { name: /Pause/ }).click();
  await expect.poll(() => overlay.text()).toMatch(/Paused/i);
  await page.waitForTimeout(500);
  const before = server.log.filter(({ kind }) => kind === 'rest').length;
  await page.waitForTimeout(16_000);
  expect(server.log.filter(({ kind }) => kind === 'rest').length).toBe(before);
});

test('the options list every host that is asked', async ({ raise }) => {
  const { open, browser, server } = await raise();
  const { overlay } = await open(BINANCE_BTC);
  await expect.poll(() => cardText(overlay)).toContain('live');
  const options = await browser.openExtensionPage('options.html');
  // biome-ignore lint/performance/useDomNodeTextContent: hidden words do not count as listed
  const listed = await options.locator('body').innerText();
  const asked = new Set(
    server.log.filter(({ kind }) => kind === 'rest' || kind === 'socket').map(({ host }) => host),
  );
  expect(asked.size).toBeGreaterThan(4);
  for (const host of asked) expect(listed).toContain(host);
});
