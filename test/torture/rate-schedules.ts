import { MINUTE, type Ms, SECOND } from '../../core/domain/time.ts';
import { SHARES } from '../../core/feed/budget.ts';
import { createRig, played, type Request, type Rig } from '../core/feed/rig.ts';
import { Random } from '../market/random.ts';

export interface ScheduleReport {
  readonly count: number;
  readonly requests: number;
  /** Sentences, each with the seed that makes it happen again. */
  readonly breaches: readonly string[];
}

/** Schedules of tabs, switches, wakes, kills, clock jumps and refusals, on the real engine in simulated time. */
export async function runRateSchedules(count: number, seed: string): Promise<ScheduleReport> {
  const breaches: string[] = [];
  let requests = 0;
  for (let i = 0; i < count; i++) {
    const one = await runSchedule(`${seed}/${i}`);
    requests += one.requests;
    breaches.push(...one.breaches.map((breach) => `${seed}/${i}: ${breach}`));
  }
  return { count, requests, breaches };
}

/** The refusals of one host: from when to when nothing may be asked of it, on the steady clock. */
interface Refusal {
  readonly host: string;
  readonly from: Ms;
  until: Ms;
}

const HOSTS = ['fapi.binance.com', 'www.okx.com', 'api.hyperliquid.xyz'];

async function runSchedule(seed: string): Promise<{ requests: number; breaches: string[] }> {
  const random = new Random(seed);
  const chance = (share: number) => random.next() < share;
  const rig = await createRig({
    ticking: true,
    withSockets: chance(0.5),
    latencyMs: 20 + 400 * random.next(),
  });
  const refusals: Refusal[] = [];
  const steps = 6 + Math.floor(random.next() * 14);
  let refusing: string | null = null;
  rig.spoil((request) => {
    const { hostname } = new URL(request.url);
    if (hostname !== refusing) return undefined;
    const seconds = 60 + Math.floor(random.next() * 200);
    const now = rig.machine.clock.monotonic();
    refusals.push({ host: hostname, from: now, until: now + seconds * SECOND });
    return { status: 429, headers: new Map([['retry-after', String(seconds)]]), body: {} };
  });
  for (let step = 0; step < steps; step++) {
    const tab = `tab ${Math.floor(random.next() * 6)}`;
    if (chance(0.6))
      rig.engine.want(tab, chance(0.2) ? [] : [{ key: anyPair(rig, random), rank: anyRank(random) }]);
    if (chance(0.2)) refusing = refusing === null ? HOSTS[Math.floor(random.next() * HOSTS.length)]! : null;
    if (chance(0.15)) await leap(rig, random);
    if (chance(0.25)) await rig.kill();
    if (chance(0.1)) rig.dropSockets();
    await rig.run(random.next() * (chance(0.2) ? 4 * MINUTE : 40 * SECOND));
  }
  return {
    requests: rig.requests.length,
    breaches: [...overspent(rig.requests), ...unheeded(rig.requests, refusals)],
  };
}

/** The clock is set; what a running worker notices it also writes down. */
async function leap(rig: Rig, random: Random): Promise<void> {
  rig.machine.leap((random.next() - 0.5) * 2 * 24 * 60 * MINUTE);
  rig.engine.wake();
  await rig.run(SECOND);
}

function anyPair(rig: Rig, random: Random): string {
  const venue = played[Math.floor(random.next() * played.length)]!.id;
  const asset = rig.world.assets[Math.floor(random.next() * rig.world.assets.length)]!;
  const instrument = rig.world.market(venue, asset)?.instrument;
  return `${venue}:${instrument?.venueSymbol}`;
}

const anyRank = (random: Random) => (['visible', 'popup', 'alert'] as const)[Math.floor(random.next() * 3)]!;

function overspent(requests: readonly Request[]): string[] {
  return played.flatMap((venue) =>
    Object.entries(venue.limits).flatMap(([name, limit]) => {
      const mine = requests.filter((one) => one.venue === venue.id && one.limit === name);
      // A limit smaller than twenty requests is held over as many windows as make one request 5 %.
      const windows = Math.max(1, Math.ceil(1 / (SHARES.hard * limit.capacity)));
      const allowed = SHARES.hard * limit.capacity * windows;
      let first = 0;
      let spent = 0;
      return mine.flatMap(({ at, weight }) => {
        spent += weight;
        while (mine[first]!.at <= at - limit.windowMs * windows + 1) spent -= mine[first++]!.weight;
        return spent > allowed + 1e-9 ? [`${venue.id} ${name}: ${spent} of ${allowed} at ${at}`] : [];
      });
    }),
  );
}

function unheeded(requests: readonly Request[], refusals: readonly Refusal[]): string[] {
  return refusals.flatMap(({ host, from, until }) =>
    requests
      // A tenth of a second: Retry-After counts whole seconds.
      .filter((one) => one.host === host && one.at > from && one.at < until - 100)
      .map(({ at }) => `${host} asked ${Math.round((until - at) / SECOND)} s before its Retry-After ended`),
  );
}
