import type { Tab } from './tab.ts';

interface Profile {
  readonly nodes: readonly {
    readonly id: number;
    readonly callFrame: { readonly url: string };
    readonly children?: readonly number[];
  }[];
  readonly samples: readonly number[];
  /** µs since the sample before. */
  readonly timeDeltas: readonly number[];
}

const SAMPLE_EVERY_US = 200;

/** Longest uninterrupted time (ms) code from `origin` was on the stack of the tab's thread during `action`. */
export async function longestStretch(tab: Tab, origin: string, action: () => Promise<void>): Promise<number> {
  await tab.send('Profiler.enable');
  await tab.send('Profiler.setSamplingInterval', { interval: SAMPLE_EVERY_US });
  await tab.send('Profiler.start');
  await action();
  const { profile } = await tab.send<{ profile: Profile }>('Profiler.stop');
  const own = ownNodes(profile, origin);
  let longest = 0;
  let running = 0;
  profile.samples.forEach((node, i) => {
    // A sample stands for the time until the next one.
    running = own.has(node) ? running + (profile.timeDeltas[i + 1] ?? 0) : 0;
    longest = Math.max(longest, running);
  });
  return longest / 1000;
}

/** Nodes of the call tree that are ours or were called by ours. */
function ownNodes({ nodes }: Profile, origin: string): ReadonlySet<number> {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const own = new Set<number>();
  const add = (id: number) => {
    own.add(id);
    for (const child of byId.get(id)?.children ?? []) add(child);
  };
  for (const { id, callFrame } of nodes) if (callFrame.url.startsWith(origin)) add(id);
  return own;
}
