import { resolve } from 'node:path';
import { createReplayWorld } from '../replay.ts';
import { createSimulatedWorld } from '../simulated-world.ts';
import type { World } from '../world.ts';
import type { StartOptions } from './options.ts';

export interface Stage {
  readonly world: World;
  /** Where the story ends when the user names no end. */
  readonly until: NonNullable<StartOptions['until']>;
}

const HOUR = 3_600_000;
/** The verdict each scenario leads to; the others are watched for six market hours. */
const ENDINGS: Readonly<Record<string, NonNullable<StartOptions['until']>>> = {
  'flush-then-reload': { state: 'reloading' },
  'flush-then-clean': { state: 'clean' },
  'trend-breakdown': { state: 'trend' },
};

/** The market the options name: simulated, or recorded files. */
export function createWorld(options: StartOptions): Stage {
  if (options.replay !== null) {
    const world = createReplayWorld({
      directory: resolve(options.replay),
      liveTime: options.from ?? undefined,
    });
    return { world, until: { marketTime: 24 * HOUR } };
  }
  const world = createSimulatedWorld({
    scenario: options.scenario,
    seed: options.seed,
    companions: [options.asset],
  });
  return { world, until: ENDINGS[options.scenario] ?? { marketTime: 6 * HOUR } };
}
