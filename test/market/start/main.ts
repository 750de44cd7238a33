import { mkdirSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Ms } from '../../../core/domain/time.ts';
import { chromiumVersion, findOrInstallChromium } from '../../tools/chromium.ts';
import { launch } from '../../tools/launch.ts';
import { run } from '../../tools/steps.ts';
import { startMarketServer } from '../wire/server.ts';
import { createWorld } from './create-world.ts';
import { HELP, readStartOptions, type StartOptions } from './options.ts';
import { tradingPageUrl } from './page-urls.ts';
import { tellStory } from './story.ts';

const LOOK_EVERY_MS = 500;
const SPEED = 60;
/** Once a flush has cooled, its aftermath takes hours: they pass at this speed unless the user named one. */
const AFTERMATH_SPEED = 360;
const AFTERMATH_AFTER_MS = 12_000;
/** A machine that shows nothing for this long is broken, whatever the scenario. */
const PATIENCE_MS = 8 * 60_000;

const options = readOptions();
const stop = new AbortController();
process.on('SIGINT', () => stop.abort());
process.on('SIGTERM', () => stop.abort());
process.exitCode = await (options.live ? playLive(options) : play(options));

function readOptions(): StartOptions {
  const hasDisplay =
    process.platform !== 'linux' || Boolean(process.env.DISPLAY ?? process.env.WAYLAND_DISPLAY);
  try {
    const read = readStartOptions(process.argv.slice(2), hasDisplay);
    if (read !== 'help') return read;
    console.log(HELP);
    process.exit(0);
  } catch (error) {
    console.error(`${(error as Error).message}\n\n${HELP}`);
    process.exit(2);
  }
}

async function build(): Promise<string> {
  const executablePath = await findOrInstallChromium();
  if ((await run(['npx', 'wxt', 'build'])) !== 0) process.exit(1);
  console.log(chromiumVersion(executablePath));
  return executablePath;
}

async function play(chosen: StartOptions): Promise<number> {
  const executablePath = await build();
  console.log(
    chosen.replay ? `Reading ${chosen.replay}…` : `Making a market: ${chosen.scenario}, seed ${chosen.seed}…`,
  );
  const { world, until } = createWorld(chosen);
  const market = world.market(chosen.venue, chosen.asset);
  if (market === null) {
    console.error(
      `${world.name} has no ${chosen.asset} on ${chosen.venue}; it has ${world.assets.join(', ')}`,
    );
    return 2;
  }
  for (const { name, from, to, expect } of world.phases) {
    console.log(
      `  ${name.padEnd(12)} ${offset(from - world.liveTime)} … ${offset(to - world.liveTime)}  ${expect}`,
    );
  }
  const server = await startMarketServer({ world, speed: chosen.speed ?? SPEED });
  const browser = await launch({ executablePath, port: server.port, headless: chosen.headless });
  try {
    const page = browser.context.pages()[0] ?? (await browser.context.newPage());
    await page.goto(tradingPageUrl(market));
    console.log(`${page.url()} at ${chosen.speed ?? SPEED}× on loopback port ${server.port}\n`);
    const story = await tellStory(page, chosen.shots, console.log);
    const closed = new Promise<void>((resolve) => browser.context.once('close', () => resolve()));
    void closed.then(() => stop.abort());
    const goal = chosen.until ?? (chosen.headless ? until : null);
    const hurry = chosen.speed === null ? () => server.clock.setSpeed(AFTERMATH_SPEED) : null;
    const reached = await follow(story, () => server.clock.now(), world.liveTime, goal, hurry);
    console.log(`\nStates seen: ${story.states.join(' → ')}`);
    for (const file of story.pictures) console.log(`  ${file}`);
    if (!reached) console.error(`Stopped before ${goalWords(goal)} was reached`);
    return reached || stop.signal.aborted ? 0 : 1;
  } finally {
    await browser.close().catch(() => {});
    await server.close();
  }
}

async function follow(
  story: Awaited<ReturnType<typeof tellStory>>,
  now: () => Ms,
  liveTime: Ms,
  goal: StartOptions['until'],
  hurry: (() => void) | null = null,
): Promise<boolean> {
  const deadline = Date.now() + PATIENCE_MS;
  let cooledAt = Number.POSITIVE_INFINITY;
  while (!stop.signal.aborted && (goal === null || Date.now() < deadline)) {
    const scene = await story.look(now()).catch(() => null);
    if (scene?.state === 'cooling') cooledAt = Math.min(cooledAt, Date.now());
    if (hurry !== null && Date.now() - cooledAt > AFTERMATH_AFTER_MS) {
      console.log(`       the next hours pass at ${AFTERMATH_SPEED}×`);
      hurry();
      cooledAt = Number.POSITIVE_INFINITY;
      hurry = null;
    }
    if (goal !== null && 'state' in goal && scene?.state === goal.state) return true;
    if (goal !== null && 'marketTime' in goal && now() - liveTime >= goal.marketTime) return true;
    await sleep(LOOK_EVERY_MS);
  }
  return goal === null;
}

/** The real exchange page, over the network; nothing is simulated and nothing is mapped. */
async function playLive(chosen: StartOptions): Promise<number> {
  const executablePath = await build();
  mkdirSync(chosen.shots, { recursive: true });
  const browser = await launch({ executablePath, port: null, headless: chosen.headless });
  const page = browser.context.pages()[0] ?? (await browser.context.newPage());
  const symbol =
    { 'okx-swap': `${chosen.asset}-USDT-SWAP`, hyperliquid: chosen.asset }[chosen.venue] ??
    `${chosen.asset}USDT`;
  try {
    await page.goto(tradingPageUrl({ venue: chosen.venue, instrument: { venueSymbol: symbol } }));
    const story = await tellStory(page, chosen.shots, console.log);
    browser.context.once('close', () => stop.abort());
    await follow(story, Date.now, Date.now(), chosen.until);
    return 0;
  } catch (error) {
    console.error(`The live page could not be opened: ${(error as Error).message.split('\n')[0]}`);
    return 1;
  } finally {
    await browser.close().catch(() => {});
  }
}

function offset(ms: Ms): string {
  const minutes = Math.round(ms / 60_000);
  return `${minutes < 0 ? '−' : '+'}${Math.floor(Math.abs(minutes) / 60)}:${String(Math.abs(minutes) % 60).padStart(2, '0')}`;
}

function goalWords(goal: StartOptions['until']): string {
  if (goal === null) return 'the end';
  return 'state' in goal ? goal.state : `${goal.marketTime / 60_000} market minutes`;
}
