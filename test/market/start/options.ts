import { parseArgs } from 'node:util';
import { RESET_STATES, type ResetState } from '../../../core/domain/reset.ts';
import { HOUR, MINUTE, type Ms, SECOND } from '../../../core/domain/time.ts';

export interface StartOptions {
  readonly scenario: string;
  readonly venue: string;
  /** The coin, e.g. `BTC`. */
  readonly asset: string;
  /** Market seconds in each second; null = as the story needs it. */
  readonly speed: number | null;
  readonly seed: number;
  readonly shots: string;
  readonly headless: boolean;
  /** Market time to run for, or the reset state to stop at; null = until the window is closed. */
  readonly until: { readonly state: ResetState } | { readonly marketTime: Ms } | null;
  readonly replay: string | null;
  /** Where a replay's live part begins, venue clock; null = the set's own middle. */
  readonly from: Ms | null;
  readonly live: boolean;
}

export const HELP = `npm start -- [options]
  --scenario NAME   calm, crowded-long, flush-then-clean, flush-then-reload (default), trend-breakdown,
                    short-squeeze, thin-alt, flush-at-anchor-funding
  --venue NAME      binance (default), bybit, okx, hyperliquid
  --symbol COIN     BTC by default
  --speed N         market seconds in each second; unless told 60, and 360 through the hours after a flush
  --seed N          another market of the same kind
  --shots DIR       where the pictures go, .flushpoint/shots by default
  --headless        no window (the default without a display)
  --until WHAT      stop at a reset state (reloading) or after a market duration (3h, 45m)
  --replay DIR      recorded history files instead of the simulated market
  --from DATE       where the replay goes live, e.g. 2024-04-12T18:00Z
  --live            the real exchange page, over the network`;

const VENUES: Readonly<Record<string, string>> = {
  binance: 'binance-usdm',
  bybit: 'bybit-linear',
  okx: 'okx-swap',
  hyperliquid: 'hyperliquid',
};

/** @throws Error with a sentence for the user when an option makes no sense. */
export function readStartOptions(args: readonly string[], hasDisplay: boolean): StartOptions | 'help' {
  const { values } = parseArgs({
    args: [...args],
    options: {
      scenario: { type: 'string', default: 'flush-then-reload' },
      venue: { type: 'string', default: 'binance' },
      symbol: { type: 'string', default: 'BTC' },
      speed: { type: 'string' },
      seed: { type: 'string', default: '7' },
      shots: { type: 'string', default: '.flushpoint/shots' },
      headless: { type: 'boolean', default: !hasDisplay },
      until: { type: 'string' },
      replay: { type: 'string' },
      from: { type: 'string' },
      live: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) return 'help';
  const venue = VENUES[values.venue] ?? Object.values(VENUES).find((id) => id === values.venue);
  if (venue === undefined)
    throw new Error(`--venue ${values.venue}: use one of ${Object.keys(VENUES).join(', ')}`);
  return {
    scenario: values.scenario,
    venue,
    asset: values.symbol.toUpperCase().replace(/[-/]?(USDT|USDC)(-SWAP)?$/, ''),
    speed: values.speed === undefined ? null : positive('--speed', values.speed),
    seed: positive('--seed', values.seed),
    shots: values.shots,
    headless: values.headless,
    until: values.until === undefined ? null : readUntil(values.until),
    replay: values.replay ?? null,
    from: values.from === undefined ? null : readDate(values.from),
    live: values.live,
  };
}

function positive(name: string, text: string): number {
  const value = Number(text);
  if (!Number.isFinite(value) || value <= 0) throw new Error(`${name} ${text}: a number above 0 is needed`);
  return value;
}

function readDate(text: string): Ms {
  const time = Date.parse(text);
  if (Number.isNaN(time)) throw new Error(`--from ${text}: a date such as 2024-04-12T18:00Z is needed`);
  return time;
}

function readUntil(text: string): NonNullable<StartOptions['until']> {
  const state = RESET_STATES.find((each) => each === text);
  if (state !== undefined) return { state };
  const [, amount, unit = ''] = /^(\d+(?:\.\d+)?)(s|m|h)$/.exec(text) ?? [];
  const unitMs = { s: SECOND, m: MINUTE, h: HOUR }[unit];
  if (amount === undefined || unitMs === undefined) {
    throw new Error(
      `--until ${text}: a state (${RESET_STATES.join(', ')}) or a duration such as 3h or 45m is needed`,
    );
  }
  return { marketTime: Number(amount) * unitMs };
}
