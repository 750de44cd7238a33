import { describe, expect, it } from 'vitest';
import { played } from '../core/feed/rig.ts';
import { REST_FAULTS } from '../market/wire/faults.ts';
import { runFaultCase } from './fault-cases.ts';

const venues = played.map(({ id }) => id);
/** Every kind once, the venues in turn; `npm run torture` runs each kind on each venue from each card. */
const cases = REST_FAULTS.flatMap((fault, index) => {
  const venue = venues[index % venues.length]!;
  const other = venues[(index + 1 + (index % (venues.length - 1))) % venues.length]!;
  return [
    { fault, venue, viewed: venue },
    { fault, venue, viewed: other },
  ];
});

describe('a venue that fails is named rightly, believed in nothing it should not be, and back soon', () => {
  it.each(cases)('$fault of $venue, seen on the card of $viewed', async (one) => {
    expect((await runFaultCase(one)).complaints).toEqual([]);
  });
});
