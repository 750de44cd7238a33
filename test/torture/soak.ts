import { HOUR, MINUTE, type Ms } from '../../core/domain/time.ts';
import { createRig, played } from '../core/feed/rig.ts';
import { Random } from '../market/random.ts';
import { REST_FAULTS } from '../market/wire/faults.ts';
import { spoilRig } from './spoil-rig.ts';

/** How things stood at the end of one stretch. */
export interface SoakPoint {
  readonly hour: number;
  readonly heapMb: number;
  readonly storedKb: number;
  readonly sockets: number;
  readonly timers: number;
  /** Requests to the busiest venue in the busiest minute of the stretch. */
  readonly busiestMinute: number;
}

export interface SoakReport {
  readonly hours: number;
  readonly faultShare: number;
  readonly curve: readonly SoakPoint[];
  /** Hours without faults at whose end the card was not live. */
  readonly notLive: number;
}

const FAULT_SHARE = 0.05;

/** One visible pair for hours of simulated time, five per cent of them with some venue failing in some way. */
export async function runSoak(
  hours: number,
  seed: string,
  everyHours = 6,
  told: (point: SoakPoint) => void = () => {},
): Promise<SoakReport> {
  const random = new Random(seed);
  const rig = await createRig({ ticking: true, withSockets: false });
  const board = spoilRig(rig);
  const key = 'binance-usdm:BTCUSDT';
  rig.engine.want('tab', [{ key, rank: 'visible' }]);
  const curve: SoakPoint[] = [];
  let notLive = 0;
  let busiest = 0;
  for (let hour = 1; hour <= hours; hour++) {
    for (let left: Ms = HOUR; left > 0; left -= 6 * MINUTE) {
      const venue = played[Math.floor(random.next() * played.length)]!;
      // Half of the stretch fails: twice the share of stretches.
      if (random.next() < 2 * FAULT_SHARE) {
        board.set(venue.id, { name: REST_FAULTS[Math.floor(random.next() * REST_FAULTS.length)]! });
      }
      await rig.run(3 * MINUTE);
      board.set(venue.id, null);
      await rig.run(3 * MINUTE);
      busiest = Math.max(busiest, ...played.map(({ id }) => busiestOf(rig.requests, id)));
      forget(rig.requests, rig.inputs);
    }
    if (rig.engine.pair(key)?.freshness.status !== 'live') notLive++;
    if (hour % everyHours !== 0 && hour !== hours) continue;
    await rig.engine.settle();
    globalThis.gc?.();
    curve.push({
      hour,
      heapMb: Math.round(process.memoryUsage().heapUsed / 1e5) / 10,
      storedKb: Math.round(JSON.stringify([...rig.local.values]).length / 1_000),
      sockets: rig.sockets(),
      timers: rig.machine.pending(),
      busiestMinute: busiest,
    });
    told(curve.at(-1)!);
    busiest = 0;
  }
  return { hours, faultShare: FAULT_SHARE, curve, notLive };
}

/** The rig's logs are the test's own memory, not the product's. */
function forget(...logs: readonly (readonly unknown[])[]): void {
  for (const log of logs) (log as unknown[]).length = 0;
}

function busiestOf(requests: readonly { readonly at: Ms; readonly venue: string }[], venue: string): number {
  const times = requests.filter((one) => one.venue === venue).map(({ at }) => at);
  return Math.max(
    0,
    ...times.map((at) => times.filter((other) => other >= at && other < at + MINUTE).length),
  );
}
