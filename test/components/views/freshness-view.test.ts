import { beforeAll, describe, expect, it } from 'vitest';
import { formatClock } from '../../../components/format/time.ts';
import { toFreshnessView } from '../../../components/views/freshness-view.ts';
import { MINUTE, SECOND } from '../../../core/domain/time.ts';
import type { Freshness } from '../../../core/messages/protocol.ts';
import { speakEnglish } from '../../fixtures/english.ts';
import { NOW } from '../../fixtures/readings.ts';
import { sampleFreshness } from '../../fixtures/views.ts';

beforeAll(speakEnglish);

/** As this machine's time zone writes it. */
const clock = (time: number) => formatClock(time);

const view = (overrides: Partial<Freshness>, link?: Parameters<typeof toFreshnessView>[3]) =>
  toFreshnessView(sampleFreshness(overrides), 'Binance', NOW, link);

describe('freshness', () => {
  it.each([
    [3 * SECOND, 'live', 'live', false],
    [42 * SECOND, '42 s old', 'aged', false],
    [61 * SECOND, 'stale', 'stale', true],
  ])('values %d ms old under a limit of a minute read «%s»', (age, word, tone, greyed) => {
    expect(view({ asOf: NOW - age, limitMs: MINUTE })).toMatchObject({ word, tone, greyed });
  });

  it('says since when values are stale', () => {
    expect(view({ asOf: NOW - 4 * MINUTE }).since).toBe(`stale · since ${clock(NOW - 4 * MINUTE)}`);
  });

  it.each([
    ['offline', 'offline', 'Binance does not answer.'],
    ['blocked-region', 'not in your region', 'Binance does not serve your region.'],
    ['maintenance', 'maintenance', 'Binance is under maintenance.'],
    ['invalid-answer', 'bad answer', 'Binance sent an answer we cannot read.'],
    ['frozen', 'frozen', 'Binance repeats the same values.'],
  ] as const)('%s is named and explained, and its values go grey', (status, word, notice) => {
    const shown = view({ status, asOf: NOW - 4 * MINUTE });
    expect(shown).toMatchObject({ word, greyed: true });
    expect(shown.notice).toBe(`${notice} Values are from ${clock(NOW - 4 * MINUTE)}.`);
  });

  it.each(['rate-limited', 'banned'] as const)('%s says until when', (status) => {
    expect(view({ status, until: NOW + MINUTE }).notice).toContain(`until ${clock(NOW + MINUTE)}`);
    expect(view({ status, until: null }).notice).toContain('limits our requests.');
  });

  it('does not invent a time where no value ever came', () => {
    const { since, notice } = view({ status: 'offline', asOf: 0 });
    expect(since).toBe('offline');
    expect(notice).toBe('Binance does not answer.');
  });

  it('forgives a link that comes back at once, and admits one that does not', () => {
    const lost = (ago: number) => view({}, { status: 'lost', since: NOW - ago });
    expect(lost(2 * SECOND).greyed).toBe(false);
    expect(lost(4 * SECOND)).toMatchObject({ word: 'stale', greyed: true });
    expect(lost(4 * SECOND).notice).toBe(`Reconnecting. Values are from ${clock(NOW - 3 * SECOND)}.`);
  });

  it('asks for a reload once the extension is gone', () => {
    expect(view({}, { status: 'orphan', since: NOW }).notice).toBe(
      'Flushpoint was updated. Reload the page to go on.',
    );
  });
});
