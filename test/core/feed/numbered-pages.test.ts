import { describe, expect, it } from 'vitest';
import { instrumentKey } from '../../../core/domain/instrument.ts';
import { HOUR } from '../../../core/domain/time.ts';
import { createCatalogue } from '../../../core/feed/catalogue.ts';
import { createHistory } from '../../../core/feed/history.ts';
import { createMarketState } from '../../../core/feed/market-state.ts';
import { planSeries } from '../../../core/feed/plan-series.ts';
import { venueById } from '../../../core/venues/registry.ts';
import { anInstrument, createMemoryHistory, createMemoryStore } from './fakes.ts';

const NOW = Date.UTC(2026, 10, 24, 18, 30);

/** Numbers of the pages asked for in a month of settlements of which the newest `held` are there. */
async function pagesAsked(venueId: string, parameter: string, hours: number, held = 0): Promise<string[]> {
  const venue = venueById(venueId)!;
  const instrument = anInstrument({ venue: venueId, fundingIntervalHours: hours });
  const history = createHistory(createMemoryHistory());
  await history.open(instrumentKey(instrument));
  const step = hours * HOUR;
  const newest = Math.floor(NOW / step) * step;
  const times = Float64Array.from({ length: held }, (_, index) => newest - (held - 1 - index) * step);
  history.merge(instrumentKey(instrument), 'funding', [times, new Float64Array(held)], NOW);
  const tasks = planSeries({ key: instrumentKey(instrument), rank: 'visible' }, venue, instrument, {
    now: NOW,
    pairs: 1,
    venues: [venue],
    venueNow: () => NOW,
    catalogue: createCatalogue(createMemoryStore()),
    history,
    market: createMarketState(history, () => NOW),
    lastTail: () => null,
  });
  return tasks
    .filter(({ fills }) => fills?.series === 'funding')
    .map(({ endpoint, query }) => new URL(endpoint.request(query).url).searchParams.get(parameter) ?? '');
}

describe('histories whose pages are numbered', () => {
  it.each([
    ['bitget', 'pageNo', 100],
    ['mexc', 'page_num', 100],
    ['htx-inverse', 'page_index', 50],
  ] as const)('reads a month of %s page by page', async (venue, parameter, rows) => {
    for (const hours of [1, 4, 8]) {
      const pages = Math.ceil((30 * 24) / hours / rows);
      const asked = await pagesAsked(venue, parameter, hours);
      expect(asked).toEqual(Array.from({ length: pages }, (_, index) => String(index + 1)));
    }
  });

  it('goes on after the rows it holds', async () => {
    expect(await pagesAsked('bitget', 'pageNo', 4, 100)).toEqual(['2']);
  });
});
