import { describe, expect, it } from 'vitest';
import { HOUR, SECOND } from '../../../core/domain/time.ts';
import { createVenueClock } from '../../../core/feed/venue-clock.ts';

describe('venue clock', () => {
  it('knows nothing before the venue was heard', () => {
    expect(createVenueClock().at(1_000)).toBeNull();
  });

  it('takes the least delayed of the recent samples', () => {
    const clock = createVenueClock();
    // The true offset is +10 s; a Date header is up to 1 s behind it.
    clock.observe(109_300, 100_000);
    clock.observe(119_900, 110_000);
    clock.observe(129_100, 120_000);
    expect(clock.at(130_000)).toBe(139_900);
  });

  it('follows a market that runs at sixty times the speed', () => {
    const clock = createVenueClock();
    for (let second = 0; second < 30; second++) clock.observe(second * 60_000, second * 1_000);
    expect(clock.at(29_000)).toBe(29 * 60_000);
  });

  it('follows a venue whose clock was set back, at once', () => {
    const clock = createVenueClock();
    clock.observe(HOUR, 0);
    clock.observe(10 * SECOND, 10 * SECOND);
    expect(clock.at(20 * SECOND)).toBe(20 * SECOND);
  });

  it('does not move with this machine’s own clock', () => {
    const clock = createVenueClock();
    clock.observe(100_000, 100_000);
    clock.shift(HOUR);
    expect(clock.at(HOUR + 105_000)).toBe(105_000);
  });

  it('begins with what an earlier worker knew', () => {
    expect(createVenueClock(500).at(1_000)).toBe(1_500);
  });

  it('ignores times that are none', () => {
    const clock = createVenueClock();
    clock.observe(Number.NaN, 5);
    expect(clock.at(0)).toBeNull();
  });
});
