import { ask, pageState, store, stored } from '../tools/ask-background.ts';
import { watchErrors } from '../tools/extension-errors.ts';
import { FrameWatch } from '../tools/frame-watch.ts';
import { WorkerSwitch } from '../tools/worker-switch.ts';
import { BINANCE_BTC, BINANCE_ETH, cardText, expect, test } from './stage.ts';

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** `Newest value from 18:34:37` */
const clockOf = (title: string) => /\d{1,2}:\d{2}:\d{2}/.exec(title)?.[0] ?? '';

test('the overlay is fresh again soon after its worker was stopped, time after time', async ({ raise }) => {
  const { open, browser } = await raise();
  const errors = await watchErrors(browser);
  const { overlay, page } = await open(BINANCE_BTC);
  await expect.poll(() => cardText(overlay)).toContain('live');
  const worker = await WorkerSwitch.attach(browser.context);
  const frames = await FrameWatch.start(page);
  const waits: number[] = [];
  for (let kill = 0; kill < 5; kill++) {
    await pause(100 + 130 * kill);
    await worker.stop();
    const [dead, before] = [await page.evaluate(() => performance.now()), await frames.take()];
    const shown = clockOf(before.at(-1)?.title ?? '');
    let fresh: number | undefined;
    // Retries begin at once; a minute would mean that something gave up.
    await expect
      .poll(
        async () => {
          const drawn = (await frames.take()).find(({ at, title }) => at > dead && clockOf(title) > shown);
          fresh ??= drawn?.at;
          return fresh;
        },
        { timeout: 6_000, intervals: [50] },
      )
      .toBeDefined();
    waits.push((fresh ?? 0) - dead);
  }
  waits.sort((a, b) => a - b);
  const median = Math.round(waits[2] ?? 0);
  test.info().annotations.push({ type: 'median ms from kill to fresh', description: String(median) });
  for (const { text, tone } of await frames.stop()) {
    expect(text).toContain('BTC');
    expect(tone).not.toBe('off');
  }
  expect(await errors.uncaught()).toEqual([]);
});

test('a worker stopped between question and answer asks again and mixes nothing up', async ({ raise }) => {
  test.setTimeout(180_000);
  const { open, browser, server } = await raise({ latencyMs: 250 });
  const errors = await watchErrors(browser);
  const worker = await WorkerSwitch.attach(browser.context);
  const eth = await open(BINANCE_ETH);
  for (const moment of [40, 240, 600]) {
    await pause(moment);
    await worker.stop();
    await pause(900);
  }
  const btc = await open(BINANCE_BTC);
  for (const [{ overlay }, mark] of [
    [eth, '3,000'],
    [btc, '60,000'],
  ] as const) {
    await expect.poll(() => cardText(overlay)).toContain('live');
    // What the killed workers spent stays spent: the rest of the first wave waits for the budget's next window.
    await expect.poll(() => overlay.text(), { timeout: 75_000 }).toContain(mark);
  }
  // Each new worker knows what the one before it spent: four starts are not four first waves.
  const bars = server.log.filter(({ path }) => /fapi\/v1\/klines\?symbol=ETHUSDT&interval=1h/.test(path));
  expect(bars.length).toBeLessThanOrEqual(4);
  expect(await errors.uncaught()).toEqual([]);
});

test('a worker stopped while it saves loses no setting it confirmed and changes no other', async ({
  raise,
}) => {
  const { browser } = await raise();
  const errors = await watchErrors(browser);
  const worker = await WorkerSwitch.attach(browser.context);
  const page = await browser.openExtensionPage('options.html');
  const before = (await pageState(page)).settings;
  let confirmed = before.thresholds.crowding;
  for (let turn = 0; turn < 6; turn++) {
    const wanted = 40 + turn;
    const answer = ask(page, { type: 'settings:update', thresholds: { crowding: wanted } }).then(
      (result) => result as { ok?: boolean } | undefined,
      () => undefined,
    );
    await pause(turn * 3);
    await worker.stop();
    if ((await answer)?.ok) confirmed = wanted;
    const { settings } = await pageState(page);
    expect([confirmed, wanted]).toContain(settings.thresholds.crowding);
    confirmed = settings.thresholds.crowding;
    expect({ ...settings, thresholds: { ...settings.thresholds, crowding: 0 } }).toEqual({
      ...before,
      thresholds: { ...before.thresholds, crowding: 0 },
    });
  }
  expect((await pageState(page)).notices).toEqual([]);
  expect(await errors.uncaught()).toEqual([]);
});

test('a woken worker shows the last Reading at once, with its age, while no source answers', async ({
  raise,
}) => {
  const { open, browser, server } = await raise();
  const first = await open(BINANCE_BTC);
  await expect.poll(() => cardText(first.overlay)).toContain('live');
  await pause(6_000);
  const page = await browser.openExtensionPage('options.html');
  const kept = (await stored(page, 'session', 'reading:binance-usdm:BTCUSDT')) as {
    reading: { builtTime: number };
  };
  expect(kept.reading.builtTime).toBeGreaterThan(0);
  await first.page.close();
  // As it would be two minutes later.
  const past = JSON.parse(JSON.stringify(kept)) as { freshness: { asOf: number } };
  past.freshness.asOf -= 120_000;
  const worker = await WorkerSwitch.attach(browser.context);
  for (const venue of ['binance-usdm', 'bybit-linear', 'okx-swap', 'hyperliquid'] as const) {
    server.faults.set(venue, { name: 'silence' });
    server.faults.set(venue, { name: 'socket-refused' });
  }
  await worker.stop();
  await store(page, 'session', { 'reading:binance-usdm:BTCUSDT': past, values: [] });
  const { overlay } = await open(BINANCE_BTC);
  await expect.poll(() => overlay.text(), { timeout: 2_500 }).toContain('60,000');
  const freshness = await overlay.byData('id', 'freshness');
  expect(freshness?.attributes.get('data-tone')).toBe('stale');
  expect(await overlay.text()).toMatch(/since|from \d{1,2}:\d{2}/);
});
