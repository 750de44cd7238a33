// @vitest-environment happy-dom
import { render } from 'preact';
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { exampleReading } from '../../../components/welcome/example-reading.ts';
import { Welcome } from '../../../components/welcome/welcome.tsx';
import { isKnown } from '../../../core/domain/measured.ts';
import { createPageStore, type PageStore } from '../../../core/stores/page-store.ts';
import { venueById } from '../../../core/venues/registry.ts';
import { speakEnglish } from '../../fixtures/english.ts';
import { samplePage } from '../../fixtures/page-state.ts';
import { NOW } from '../../fixtures/readings.ts';
import { acting } from '../acting.ts';

beforeAll(speakEnglish);

let store: PageStore;
const actions = {
  setVenue: vi.fn(),
  allowVenue: vi.fn(),
  takeBackVenue: vi.fn(),
  setNotifications: vi.fn(),
  openOptions: vi.fn(),
  finish: vi.fn(),
};

beforeEach(async () => {
  store = createPageStore(NOW);
  store.receive(samplePage());
  await acting(() =>
    render(<Welcome store={store} actions={actions} hosts={['fapi.binance.com']} />, document.body),
  );
});

afterEach(async () => {
  await acting(() => render(null, document.body));
  vi.clearAllMocks();
});

const text = () => document.body.textContent ?? '';
const press = (label: string) =>
  acting(() =>
    [...document.querySelectorAll('button')].find((one) => one.textContent?.trim() === label)!.click(),
  );

describe('the welcome page', () => {
  it('shows the product’s own card, marked as an example, before and after a flush', async () => {
    const card = document.querySelector('.example .card')!;
    expect(card.textContent).toContain('Example with invented figures');
    expect(card.textContent).toContain('Crowded long');
    await acting(() =>
      [...document.querySelectorAll('label')]
        .find(({ textContent }) => textContent === 'after a flush')!
        .querySelector('input')!
        .click(),
    );
    expect(document.querySelector('.example .card')?.textContent).toContain('Clean reset');
    expect(text()).not.toMatch(/NaN|undefined|null|Infinity|\[object/);
  });

  it('leads through exchanges and privacy to the end, and back', async () => {
    await press('Next');
    expect(document.querySelector('h1')?.textContent).toBe('Which exchanges to ask');
    expect(document.activeElement).toBe(document.querySelector('h1'));
    await acting(() => document.querySelector<HTMLElement>('[aria-label="Use Bybit"]')!.click());
    expect(actions.setVenue).toHaveBeenCalledWith('bybit-linear', false);
    await press('Next');
    expect(text()).toContain('fapi.binance.com');
    await acting(() => document.querySelector<HTMLElement>('[aria-label="Browser notifications"]')!.click());
    expect(actions.setNotifications).toHaveBeenCalledWith(true);
    await press('Back');
    await press('Next');
    await press('Done');
    expect(actions.finish).toHaveBeenCalledOnce();
  });

  it('can be skipped from each screen', async () => {
    await press('Skip');
    expect(actions.finish).toHaveBeenCalledOnce();
  });
});

describe('the example', () => {
  it('is of no venue, and its parts add up to its score', () => {
    for (const moment of ['crowded', 'clean'] as const) {
      const { instrument, crowding } = exampleReading(moment, NOW);
      expect(venueById(instrument.venue)).toBeUndefined();
      const sum = crowding.parts.reduce((points, part) => points + (part.points ?? 0), 0);
      expect(isKnown(crowding.score) && crowding.score.value).toBe(sum);
    }
  });
});
