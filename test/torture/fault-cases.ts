import type { VenueId } from '../../core/domain/instrument.ts';
import { isKnown } from '../../core/domain/measured.ts';
import { MINUTE, type Ms, SECOND } from '../../core/domain/time.ts';
import { createRig, type Rig } from '../core/feed/rig.ts';
import { STILL } from '../market/still-world.ts';
import type { RestFaultName } from '../market/wire/faults.ts';
import { ALIKE, expectationOf } from './fault-expectations.ts';
import { spoilRig } from './spoil-rig.ts';

export interface FaultCase {
  /** The venue that fails. */
  readonly venue: VenueId;
  readonly fault: RestFaultName;
  /** The venue whose card is looked at. */
  readonly viewed: VenueId;
}

export interface FaultOutcome extends FaultCase {
  /** Labels in the order they came. */
  readonly labels: readonly string[];
  /** Sentences about what a trader would have seen wrong; empty when nothing was. */
  readonly complaints: readonly string[];
  /** From healing to live again. */
  readonly healedAfter: Ms | null;
}

const STEP: Ms = 5 * SECOND;
/** Two polls and a step; the polls that failed still count among six a minute. */
const HEALS_WITHIN: Ms = 2 * MINUTE + 2 * STEP;

/** One venue fails in one way for some minutes and heals, while somebody looks at a card. Sockets are off. */
export async function runFaultCase({ venue, fault, viewed }: FaultCase): Promise<FaultOutcome> {
  const rig = await createRig({ withSockets: false, ticking: true });
  const board = spoilRig(rig);
  const key = `${viewed}:${rig.world.market(viewed, 'BTC')!.instrument.venueSymbol}`;
  const labels: string[] = [];
  const complaints: string[] = [];
  const source = () => rig.engine.sourcesOf(key).find((one) => one.venue === venue);
  const card = () => rig.engine.pair(key)?.freshness.status ?? 'none';

  rig.engine.want('tab', [{ key, rank: 'visible' }]);
  await rig.run(2 * MINUTE);
  if (source()?.status !== 'live') complaints.push(`${source()?.status} before anything was wrong`);

  const expected = expectationOf(fault, venue);
  board.set(venue, { name: fault });
  for (let since: Ms = STEP; since <= expected.lasts; since += STEP) {
    await rig.run(STEP);
    const label = source()?.status ?? 'none';
    if (labels.at(-1) !== label) labels.push(label);
    const right = expected.labels.includes(label) || (label === 'live' && since < expected.within);
    if (!right && !ALIKE.includes(label)) complaints.push(`${label} after ${since / SECOND} s`);
    if (right || expected.labels.includes('live')) complaints.push(...wrongOnCard(rig, since));
    if (viewed !== venue && card() !== 'live') complaints.push(`the viewed venue is ${card()}`);
    if (viewed === venue && label !== 'live' && card() === 'live') {
      complaints.push(`the card is live although its source is ${label}`);
    }
  }

  board.set(venue, null);
  const rest = Math.max(0, (source()?.until ?? 0) - rig.machine.clock.now());
  let healedAfter: Ms | null = null;
  for (let since: Ms = STEP; since <= rest + HEALS_WITHIN && healedAfter === null; since += STEP) {
    await rig.run(STEP);
    if (source()?.status === 'live' && card() === 'live') healedAfter = since;
  }
  if (healedAfter === null) complaints.push(`still ${source()?.status} long after it healed`);
  return { venue, fault, viewed, labels, complaints: [...new Set(complaints)], healedAfter };
}

/** The mark of the still market moves by less than a dollar. */
function wrongOnCard(rig: Rig, since: Ms): string[] {
  const input = rig.inputs.at(-1);
  if (input === undefined || !isKnown(input.markPrice)) return [];
  const { value } = input.markPrice;
  return Math.abs(value - STILL.markPrice) <= 1 ? [] : [`mark ${value} after ${since / SECOND} s`];
}
