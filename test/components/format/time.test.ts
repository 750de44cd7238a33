import { beforeAll, describe, expect, it } from 'vitest';
import { ageOf, marketNow } from '../../../components/format/age.ts';
import { formatDuration } from '../../../components/format/time.ts';
import { DAY, HOUR, MINUTE, SECOND } from '../../../core/domain/time.ts';
import { speakEnglish } from '../../fixtures/english.ts';
import { known, MARKET_NOW, NOW, sampleReading } from '../../fixtures/readings.ts';

beforeAll(speakEnglish);

describe('durations', () => {
  it.each([
    [-5, '0 s'],
    [42 * SECOND, '42 s'],
    [59_999, '59 s'],
    [5 * MINUTE + 30 * SECOND, '5 min'],
    [HOUR, '1 h'],
    [5 * HOUR + 20 * MINUTE, '5 h 20 min'],
    [DAY, '1 d'],
    [3 * DAY + 4 * HOUR, '3 d 4 h'],
  ])('%d ms reads %s', (duration, text) => {
    expect(formatDuration(duration)).toBe(text);
  });
});

describe('age by two clocks that lie years apart', () => {
  const reading = sampleReading();

  it('adds the lag at the venue to the time since reception', () => {
    // Received 2 s before NOW, when the venue's clock stood 1 s before MARKET_NOW (built 1 s before NOW);
    // the value was of 40 s before MARKET_NOW: lag 39 s, so 2 + 39 = 41 s now.
    expect(ageOf(known(1, 40 * SECOND), reading, NOW)).toBe(41 * SECOND);
  });

  it('is never negative, even for a value stamped ahead of its venue’s clock', () => {
    expect(ageOf(known(1, -HOUR), reading, NOW)).toBe(2 * SECOND);
    expect(ageOf(known(1, -HOUR), reading, NOW - DAY)).toBe(0);
  });

  it('lets the venue’s clock go on while the Reading waits', () => {
    expect(marketNow(reading, reading.builtTime + 30 * SECOND)).toBe(MARKET_NOW + 30 * SECOND);
  });
});
