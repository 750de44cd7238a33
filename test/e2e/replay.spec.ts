import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { createReplayWorld } from '../market/replay.ts';
import { pageState } from '../tools/ask-background.ts';
import { BINANCE_BTC, cardText, expect, part, test } from './stage.ts';

const history = fileURLToPath(new URL('../../../shared/history', import.meta.url));
const here = existsSync(history);
const from = Date.UTC(2024, 3, 12, 17, 30);
const HOUR = 3_600_000;

/** Bybit's hourly Bitcoin open interest, read without the product's or the market's code. */
function recordedOpenInterest(): [time: number, value: number][] {
  const lines = readFileSync(`${history}/multi-1h-2021-2024H1/BTCUSDT_oi_1h.csv`, 'utf8')
    .trim()
    .split('\n')
    .slice(1);
  return lines.map((line) => line.split(',').map(Number) as [number, number]);
}

/** Highest of the day before a flush was called against the lowest from that peak until now, as a share of it. */
function recordedDrop(called: number, now: number): number {
  const rows = recordedOpenInterest().filter(([time]) => time >= called - 24 * HOUR && time <= now);
  const past = rows.filter(([time]) => time <= called);
  const [peakTime, peak] = past.reduce((best, row) => (row[1] >= best[1] ? row : best));
  const low = Math.min(...rows.filter(([time]) => time >= peakTime).map(([, value]) => value));
  return (peak - low) / peak;
}

/** Shortly before the fall of the 13th; the day between is passed quickly. */
const before = Date.UTC(2024, 3, 13, 20, 15);
const [SPEED, HURRY] = [240, 2_400];

test('12 to 14 April 2024 as recorded: building, flushing, cooling, with the data’s own OI drop', async ({
  raise,
}) => {
  if (!here) console.log(`skipped: no recorded history at ${history}`);
  test.skip(!here, `no recorded history at ${history}`);
  test.setTimeout(300_000);
  const world = createReplayWorld({
    directory: `${history}/binance-klines-5m-2023-2024`,
    liveTime: from,
    assets: ['BTC'],
  });
  const { open, server, browser } = await raise({ world, speed: SPEED });
  const options = await browser.openExtensionPage('options.html');
  const { overlay } = await open(BINANCE_BTC);
  const seen: string[] = [];
  const state = async () => {
    await cardText(overlay);
    const now = (await overlay.byData('id', 'reset-state'))?.attributes.get('data-state') ?? '';
    if (now !== '' && now !== seen.at(-1)) seen.push(now);
    return now;
  };
  await expect.poll(state, { timeout: 30_000, intervals: [250] }).toBe('building');
  server.clock.setSpeed(HURRY);
  await expect
    .poll(async () => [await state(), server.clock.now() >= before][1], { timeout: 90_000, intervals: [250] })
    .toBe(true);
  server.clock.setSpeed(SPEED);
  await expect.poll(state, { timeout: 90_000, intervals: [250] }).toBe('flushing');
  await expect.poll(state, { timeout: 90_000, intervals: [250] }).toBe('cooling');
  expect(seen.slice(-2)).toEqual(['flushing', 'cooling']);
  expect(seen).not.toContain('trend');
  expect(seen.filter((each) => each === 'flushing')).toHaveLength(1);

  const shown = Number(/([\d.]+)\s%/.exec(await part(overlay, 'flush-drop'))?.[1]) / 100;
  const view = (await pageState(options)).activeTab?.view;
  const called = view?.kind === 'reading' ? view.reading.reset.flush?.detectedTime : undefined;
  expect(called).toBeGreaterThan(before - HOUR);
  expect(Math.abs(shown - recordedDrop(called ?? 0, server.clock.now()))).toBeLessThanOrEqual(0.005);
});
