import { BINANCE_BTC, BINANCE_ETH, cardText, expect, part, strangeHosts, test } from './stage.ts';

const PAGES = [
  ['Binance', BINANCE_BTC],
  ['Bybit', 'https://www.bybit.com/trade/usdt/BTCUSDT'],
  ['OKX', 'https://www.okx.com/zh-hans/trade-swap/btc-usdt-swap'],
  ['Hyperliquid', 'https://app.hyperliquid.xyz/trade/BTC'],
] as const;

test('each exchange’s own page gets a live Reading of its own pair', async ({ raise }) => {
  const { open, server } = await raise();
  for (const [name, url] of PAGES) {
    const { overlay, page } = await open(url);
    await expect.poll(() => cardText(overlay), { message: name }).toContain('live');
    const text = await cardText(overlay);
    expect(text).toContain('BTC');
    expect(text).toContain(name);
    // 80 000 BTC at 60 000 USD, one side.
    await expect.poll(() => part(overlay, 'open-interest'), { message: name }).toMatch(/\$4\.80?\s?B/);
    await page.close();
  }
  expect(strangeHosts(server)).toEqual([]);
});

test('the card answers the three questions with the market’s own numbers', async ({ raise }) => {
  const { open } = await raise();
  const { overlay } = await open(BINANCE_BTC);
  await expect.poll(() => cardText(overlay)).toContain('live');
  // 0.03 % in 8 h is 32.9 % a year.
  await expect.poll(() => part(overlay, 'funding-rate')).toContain('+0.0300 %');
  await expect.poll(() => part(overlay, 'strip')).toContain('33 % APR');
  await expect.poll(() => part(overlay, 'score')).toMatch(/[+−]?\d/);
  await expect.poll(() => part(overlay, 'cascade')).toMatch(/absorbed|%/);
  await expect
    .poll(async () => (await overlay.byData('id', 'reset-state'))?.attributes.get('data-state'))
    .toBeTruthy();
  await expect.poll(() => cardText(overlay)).toContain('4 of 4 sources');
});

test('going to another pair without a load never shows the old pair’s numbers', async ({ raise }) => {
  const { open } = await raise();
  const { overlay, page } = await open(BINANCE_BTC);
  await expect.poll(() => cardText(overlay)).toContain('live');
  for (const [path, mark, other] of [
    ['/en/futures/ETHUSDT', '3,000', '60,000'],
    ['/en/futures/BTCUSDT', '60,000', '3,000'],
  ] as const) {
    await page.evaluate((to) => (window as unknown as { goTo(path: string): void }).goTo(to), path);
    const asset = path.includes('ETH') ? 'ETH' : 'BTC';
    for (let i = 0; i < 40; i++) {
      const text = await overlay.text();
      // Either nothing of a price yet, or the right one: the address has already changed.
      if (text.includes(`${asset} Binance`)) expect(text).not.toContain(other);
      if (text.includes(mark)) break;
      await page.waitForTimeout(50);
    }
    await expect.poll(() => overlay.text()).toContain(mark);
  }
});

test('a spot page shows the matching perpetual and says so', async ({ raise }) => {
  const { open } = await raise();
  const { overlay } = await open('https://www.binance.com/de/trade/ETH_USDT?type=spot');
  await expect.poll(() => cardText(overlay)).toMatch(/Spot page.*ETHUSDT/);
});

test('an unknown symbol is named, and a page that trades nothing stays bare', async ({ raise }) => {
  const { open, server } = await raise();
  const unknown = await open('https://www.binance.com/en/futures/NOSUCHUSDT');
  await expect.poll(() => cardText(unknown.overlay)).toContain('NOSUCHUSDT');
  await unknown.page.close();
  await new Promise((resolve) => setTimeout(resolve, 1_000));
  const before = server.log.length;
  const other = await open('https://www.binance.com/en/support/faq');
  await other.page.waitForTimeout(2_000);
  expect(await other.overlay.root()).toBeNull();
  expect(server.log.slice(before).filter(({ kind }) => kind === 'rest')).toEqual([]);
});

test('two tabs of one pair cost what one costs', async ({ raise }) => {
  const { open, server } = await raise();
  const first = await open(BINANCE_ETH);
  await expect.poll(() => cardText(first.overlay)).toContain('live');
  await first.page.waitForTimeout(3_000);
  const paths = () => server.log.filter(({ kind }) => kind === 'rest').map(({ path }) => path);
  const before = paths().filter((path) => /klines.*limit/.test(path)).length;
  const second = await open(BINANCE_ETH);
  await expect.poll(() => cardText(second.overlay)).toContain('live');
  await second.page.waitForTimeout(1_000);
  expect(paths().filter((path) => /klines.*limit/.test(path)).length - before).toBeLessThanOrEqual(1);
});
