import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { REST_PATH } from '../../market/pages/commuter.ts';
import { createStillWorld } from '../../market/still-world.ts';
import { startMarketServer } from '../../market/wire/server.ts';
import { ask, stored } from '../../tools/ask-background.ts';
import { chromiumVersion, findOrInstallChromium } from '../../tools/chromium.ts';
import { launch } from '../../tools/launch.ts';
import { ROOT } from '../../tools/steps.ts';
import { extensionProcess } from './extension-process.ts';
import { type IdleReport, type Round, roundOf, summarise } from './rounds.ts';

const PAIR = '/en/futures/BTCUSDT';
const LOOK_EVERY = 250;

/**
 * Real idle deaths: a Chromium without any debugger, in which a tab comes and goes by itself. The worker's end
 * shows in the process list, what it asks in the market's log.
 */
export async function idleDeathsInChromium(deaths: number): Promise<IdleReport> {
  const extension = `${ROOT}.output/chrome-mv3`;
  const executablePath = await findOrInstallChromium();
  const profile = mkdtempSync(`${tmpdir()}/flushpoint-idle-`);
  const server = await startMarketServer({
    world: createStillWorld(Date.now(), { ticking: true }),
    speed: 1,
  });
  const base = { executablePath, port: server.port, headless: true, profile, extension };

  const setUp = await launch(base);
  const options = await setUp.openExtensionPage('options.html');
  await ask(options, { type: 'settings:update', thresholds: { crowding: 77 } });
  const before = await stored(options, 'local', 'settings');
  await setUp.close();

  const errors: string[] = [];
  const browser = start(executablePath, profile, extension, server.port, errors);
  const rounds: Round[] = [];
  let outlived = 0;
  const visits = (path: string) => server.log.filter((entry) => entry.kind === 'page' && entry.path === path);
  try {
    for (let visit = 0; rounds.length < deaths; visit++) {
      const left = await next(() => visits(REST_PATH).at(visit)?.time, 120_000);
      const back = () => visits(PAIR).at(visit + 1)?.time;
      const end = () => (extensionProcess(browser.pid ?? 0) === null ? Date.now() : undefined);
      const died = await next(() => end() ?? back(), 120_000);
      const returned = await next(back, 120_000);
      await sleep(3_500);
      if (died === returned) outlived++;
      else rounds.push(roundOf(server.log, left, died, returned));
    }
  } finally {
    const gone = new Promise((resolve) => browser.once('exit', resolve));
    browser.kill('SIGTERM');
    await Promise.race([gone, sleep(10_000)]);
  }

  const look = await launch(base);
  const page = await look.openExtensionPage('options.html');
  const after = await stored(page, 'local', 'settings');
  await look.close();
  await server.close();
  rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
  return summarise(chromiumVersion(executablePath), rounds, {
    settingsChanged: JSON.stringify(before) !== JSON.stringify(after),
    uncaught: errors,
    outlived,
  });
}

function start(
  executable: string,
  profile: string,
  extension: string,
  port: number,
  errors: string[],
): ChildProcess {
  const child = spawn(
    executable,
    [
      '--headless=new',
      '--no-sandbox',
      `--user-data-dir=${profile}`,
      `--disable-extensions-except=${extension}`,
      `--load-extension=${extension}`,
      `--host-resolver-rules=MAP * 127.0.0.1:${port}`,
      '--ignore-certificate-errors',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--no-first-run',
      '--disable-quic',
      '--disable-gpu',
      '--enable-logging=stderr',
      // A round is a stay, an idle death about 30 s later, and some seconds in which nothing may be asked.
      `https://www.binance.com${PAIR}?stand-in=commuter&stay=5&away=45`,
    ],
    { stdio: ['ignore', 'ignore', 'pipe'] },
  );
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    for (const line of text.split('\n')) {
      if (/CONSOLE/.test(line) && /Uncaught/.test(line) && /chrome-extension:/.test(line)) errors.push(line);
    }
  });
  return child;
}

async function next(read: () => number | undefined, within: number): Promise<number> {
  const late = Date.now() + within;
  for (;;) {
    const value = read();
    if (value !== undefined) return value;
    if (Date.now() > late) throw new Error('the browser does not go on');
    await sleep(LOOK_EVERY);
  }
}
