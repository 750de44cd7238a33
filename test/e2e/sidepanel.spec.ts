import type { Page } from '@playwright/test';
import { BINANCE_BTC, cardText, expect, test } from './stage.ts';

/** Share of the chart's price pane that is neither ground nor grid: something was drawn. */
function inked(panel: Page): Promise<number> {
  return panel.evaluate(() => {
    const canvas = document.querySelector<HTMLCanvasElement>('[data-id=chart] canvas');
    const { width = 0, height = 0 } = canvas ?? {};
    const data = canvas?.getContext('2d')?.getImageData(0, 0, width, height).data ?? [];
    const colours = new Set<number>();
    for (let at = 0; at < data.length; at += 4) {
      colours.add((data[at]! << 16) | (data[at + 1]! << 8) | data[at + 2]!);
    }
    return colours.size;
  });
}

test('the side panel shows a pair over time: drawn, as figures, and on the clipboard', async ({ raise }) => {
  const { open, browser } = await raise();
  const { overlay } = await open(BINANCE_BTC);
  await expect.poll(() => cardText(overlay)).toContain('live');
  const panel = await browser.openExtensionPage('sidepanel.html');
  await browser.context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const picker = panel.getByRole('combobox');

  await picker.selectOption({ label: 'BTC · Binance' });
  const pair = panel.locator('[data-id=pair]');
  await expect(pair).toHaveAttribute('data-key', 'binance-usdm:BTCUSDT');
  await expect(panel.locator('[data-id=freshness]')).toHaveAttribute('data-tone', 'live');
  await expect(panel.locator('[data-id=mark-price]')).toHaveText('60,000');
  await expect.poll(() => inked(panel)).toBeGreaterThan(8);

  // 80 000 BTC, one side: the same on the chart, in the table, and on the exchange's row.
  await expect(panel.locator('[data-id=legend-openInterest]')).toHaveText(/^80\.\dK BTC$/);
  await panel.getByRole('button', { name: 'Table', exact: true }).click();
  await expect(panel.locator('[data-id=table-open-interest]').first()).toHaveText(/^80\.\dK BTC$/);
  await expect(panel.locator('[data-venue=binance-usdm] [data-id=venue-open-interest]').first()).toHaveText(
    /^\$4\.80?B$/,
  );

  await panel.getByRole('button', { name: 'Copy CSV' }).click();
  await expect(panel.getByText('Copied.')).toBeVisible();
  const csv = await panel.evaluate(() => navigator.clipboard.readText());
  const lines = csv.trim().split('\r\n');
  expect(lines[0]).toContain('close (USDT)');
  expect(lines.length).toBeGreaterThan(29 * 24);
  expect(lines.at(-1)).toMatch(/^\d{4}-\d\d-\d\dT\d\d:00:00\.000Z,BTCUSDT,Binance,1h,/);

  await picker.selectOption({ label: 'ETH · Binance' });
  await expect(pair).toHaveAttribute('data-key', 'binance-usdm:ETHUSDT');
  await expect(panel.locator('[data-id=mark-price]')).toHaveText('3,000.0');
  // biome-ignore lint/performance/useDomNodeTextContent: hidden words are not on the screen
  expect(await panel.locator('main').innerText()).not.toContain('60,000');
});
