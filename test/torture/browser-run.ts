import type { SettingsResult } from '../../core/messages/protocol.ts';
import { ask, pageState, store } from '../tools/ask-background.ts';
import type { Frame } from '../tools/frame-watch.ts';
import { pause, raiseStage, type TortureStage, TRADING, until } from './browser-stage.ts';
import type { Step } from './browser-steps.ts';

export interface BrowserOutcome {
  readonly kills: number;
  readonly lostSettings: number;
  /** From a kill to the first frame with a newer value, in the page's own time. */
  readonly freshMs: readonly number[];
  readonly wrongPairFrames: number;
  readonly frames: number;
  readonly uncaught: readonly string[];
  readonly strangeHosts: readonly string[];
  /** The first step after which something did not hold, and what. */
  readonly failed: { readonly step: number; readonly why: string } | null;
}

const MARK = { BTC: /\b60,00\d/, ETH: /\b3,00\d/ } as const;
/** A minute and a half of retries: who is not back by then has given up. */
const GIVES_UP = 90_000;

/** Does the steps one after another and looks after each whether everything still holds. */
export async function runSteps(
  steps: readonly Step[],
  deadline = Number.POSITIVE_INFINITY,
): Promise<BrowserOutcome> {
  const stage = await raiseStage();
  const run = new Run(stage);
  let failed: BrowserOutcome['failed'] = null;
  try {
    for (const [index, step] of steps.entries()) {
      if (Date.now() > deadline) break;
      const why = await run.perform(step).catch((error: unknown) => String(error));
      if (why === null) continue;
      failed = { step: index, why };
      break;
    }
    const uncaught = await stage.errors.uncaught();
    if (uncaught.length > 0) failed ??= { step: steps.length - 1, why: `uncaught: ${uncaught.join('; ')}` };
    return { ...run.result(), uncaught, strangeHosts: strangers(stage), failed };
  } finally {
    await stage.close();
  }
}

function strangers({ server }: TortureStage): string[] {
  return [...server.unknownHosts].filter(
    (host) => !/(^|\.)(google|googleapis|gvt1|gstatic)\.com$/.test(host),
  );
}

class Run {
  readonly #stage: TortureStage;
  readonly #freshMs: number[] = [];
  #kills = 0;
  #lost = 0;
  #wrong = 0;
  #frames = 0;
  #crowding = 60;

  constructor(stage: TortureStage) {
    this.#stage = stage;
  }

  result() {
    return {
      kills: this.#kills,
      lostSettings: this.#lost,
      freshMs: this.#freshMs,
      wrongPairFrames: this.#wrong,
      frames: this.#frames,
    };
  }

  /** Null when everything holds afterwards, or what does not. */
  async perform(step: Step): Promise<string | null> {
    const { page, server, browser, options } = this.#stage;
    switch (step.kind) {
      case 'kill':
        return this.#kill(step);
      case 'switch':
        for (let time = 0; time < step.times; time++) {
          const asset = (time + step.times) % 2 === 0 ? 'BTC' : step.asset;
          await page.evaluate(
            (path) => (globalThis as unknown as { goTo(to: string): void }).goTo(path),
            `/en/futures/${asset}USDT`,
          );
          await pause(60);
        }
        await this.#home();
        break;
      case 'fault':
        server.faults.set(step.venue, { name: step.fault, retryAfterSeconds: 1 });
        await pause(step.forMs);
        server.faults.set(step.venue, null);
        break;
      case 'storm': {
        const tabs = await Promise.all(Array.from({ length: step.tabs }, () => browser.context.newPage()));
        await Promise.all(tabs.map((tab) => tab.goto(TRADING).catch(() => null)));
        await Promise.all(tabs.map((tab) => tab.close()));
        await page.bringToFront();
        break;
      }
      case 'storage':
        // Settings are the one record whose loss matters; nonsense over a copy of them must not.
        await store(options, 'local', {
          [step.key === 'settings' ? 'settings.lastGood' : step.key]: { odd: [1, null] },
        });
        break;
      case 'back':
        await page.evaluate(() => dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true })));
        break;
    }
    return this.#holds();
  }

  async #home(): Promise<void> {
    await this.#stage.page.evaluate(() =>
      (globalThis as unknown as { goTo(to: string): void }).goTo('/en/futures/BTCUSDT'),
    );
  }

  async #kill({ afterMs, moment }: Extract<Step, { kind: 'kill' }>): Promise<string | null> {
    const { page, server, worker, frames, options } = this.#stage;
    let wanted: number | null = null;
    let answer: Promise<SettingsResult | null> = Promise.resolve(null);
    if (moment === 'writing') {
      wanted = 40 + (this.#kills % 50);
      answer = ask(options, { type: 'settings:update', thresholds: { crowding: wanted } }).then(
        (said) => said as SettingsResult,
        () => null,
      );
    }
    if (moment === 'asking') server.setLatency(250);
    await pause(moment === 'writing' ? afterMs % 40 : afterMs);
    await worker.stop();
    this.#kills++;
    const dead = await page.evaluate(() => performance.now());
    server.setLatency(0);
    const shown = this.#look(await frames.take()).at(-1)?.title ?? '';
    const confirmed = (await answer)?.ok === true;
    let fresh: number | undefined;
    const back = await until(async () => {
      const drawn = this.#look(await frames.take());
      fresh ??= drawn.find(({ at, title }) => at > dead && clockOf(title) > clockOf(shown))?.at;
      return fresh !== undefined;
    }, GIVES_UP);
    if (!back) return `not fresh within ${GIVES_UP / 1_000} s of a kill while ${moment}`;
    this.#freshMs.push(Math.round((fresh ?? dead) - dead));
    const { crowding } = (await pageState(options)).settings.thresholds;
    const right = wanted === null ? [this.#crowding] : confirmed ? [wanted] : [this.#crowding, wanted];
    if (!right.includes(crowding)) this.#lost++;
    const why = right.includes(crowding)
      ? null
      : `a setting is ${crowding} after a kill, not ${right.join(' or ')}`;
    this.#crowding = crowding;
    return why ?? this.#holds();
  }

  async #holds(): Promise<string | null> {
    this.#look(await this.#stage.frames.take());
    if (this.#wrong > 0) return `${this.#wrong} frames with another pair's price`;
    // Throws when there is more than one.
    if ((await this.#stage.overlay.root()) === null) return 'no overlay is on the page';
    const strange = strangers(this.#stage);
    return strange.length > 0 ? `contacted ${strange.join(', ')}` : null;
  }

  #look(drawn: Frame[]): Frame[] {
    this.#frames += drawn.length;
    for (const { path, mark } of drawn) {
      const other = path.includes('ETH') ? MARK.BTC : MARK.ETH;
      if (other.test(mark)) this.#wrong++;
    }
    return drawn;
  }
}

/** `Newest value from 18:34:37`; no day passes in a run that matters. */
const clockOf = (title: string) => /\d{1,2}:\d{2}:\d{2}/.exec(title)?.[0] ?? '';
