// @vitest-environment happy-dom

import { render } from 'preact';
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { Popup } from '../../../components/popup/popup.tsx';
import { clause } from '../../../core/domain/clause.ts';
import type { PageState } from '../../../core/messages/protocol.ts';
import { createPageStore, type PageStore } from '../../../core/stores/page-store.ts';
import { speakEnglish } from '../../fixtures/english.ts';
import { samplePage, sampleSettings } from '../../fixtures/page-state.ts';
import { NOW } from '../../fixtures/readings.ts';
import { readingView } from '../../fixtures/views.ts';
import { sampleWarnings } from '../../fixtures/warnings.ts';
import { hits, popupScenes } from '../../gallery/page-scenes.ts';
import { acting } from '../acting.ts';

beforeAll(speakEnglish);

let store: PageStore;
const actions = {
  toggle: vi.fn(),
  mute: vi.fn(),
  add: vi.fn(),
  remove: vi.fn(),
  pause: vi.fn(),
  showHost: vi.fn(),
  dismiss: vi.fn(),
  search: vi.fn(async () => [...hits]),
  openPair: vi.fn(),
  openOptions: vi.fn(),
  openPanel: vi.fn(),
};

beforeEach(() => {
  store = createPageStore(NOW);
});

afterEach(async () => {
  await acting(() => render(null, document.body));
  vi.clearAllMocks();
});

async function show(page: PageState | null = samplePage()) {
  if (page) store.receive(page);
  await acting(() => render(<Popup store={store} actions={actions} />, document.body));
}

const text = () => document.body.textContent ?? '';
const named = (name: string) => document.querySelector<HTMLElement>(`[aria-label="${name}"]`)!;
const press = (name: string) => acting(() => named(name).click());

describe('the popup', () => {
  it.each(popupScenes.map((scene) => [scene.id, scene] as const))('draws %s', async (_id, { page }) => {
    await show(page);
    expect(text()).toContain('Flushpoint');
    expect(text()).not.toMatch(/NaN|undefined|null|Infinity|\[object/);
  });

  it('is there before the background answers', async () => {
    await show(null);
    expect(document.querySelector('input')).not.toBeNull();
    expect(text()).toContain('Options');
  });

  it('shows this tab first, then the watchlist in the user’s order', async () => {
    await show();
    expect(document.querySelector('[data-id=this-tab]')?.textContent).toContain('Crowded long');
    const keys = [...document.querySelectorAll('[data-key]')].map((row) => row.getAttribute('data-key'));
    expect(keys).toEqual(sampleSettings().watchlist.map(({ key }) => key));
  });

  it('says how many sources answer and when the next is asked', async () => {
    await show();
    expect(document.querySelector('[data-id=health]')?.textContent).toBe('4 of 4 sources · next in 12 s');
  });

  it('switches, mutes and removes a symbol', async () => {
    await show();
    await press('Overlay and alerts for BTC');
    expect(actions.toggle).toHaveBeenCalledWith('binance-usdm:BTCUSDT', false);
    await press('Mute alerts for 1 h');
    expect(actions.mute).toHaveBeenCalledWith('binance-usdm:BTCUSDT', 60);
    await press('Remove SOL');
    expect(actions.remove).toHaveBeenCalledWith('binance-usdm:SOLUSDT');
  });

  it('pauses everything, and says so', async () => {
    await show();
    await press('Pause everything');
    expect(actions.pause).toHaveBeenCalledWith(true);
    await acting(() => store.receive(samplePage({ settings: sampleSettings({ paused: true }) })));
    expect(document.querySelector('[data-id=health]')?.textContent).toBe('Paused');
    await press('Resume');
    expect(actions.pause).toHaveBeenLastCalledWith(false);
  });

  it('offers to watch the pair of this tab, once', async () => {
    const view = readingView();
    await show(samplePage({ activeTab: { view, key: 'okx-swap:BTC-USDT-SWAP', host: 'www.okx.com' } }));
    const offer = () =>
      [...document.querySelectorAll('button')].find((one) => one.textContent === 'Watch BTC');
    await acting(() => offer()!.click());
    expect(actions.add).toHaveBeenCalledWith('okx-swap:BTC-USDT-SWAP');
    await acting(() => store.receive(samplePage()));
    expect(offer()).toBeUndefined();
  });

  it('marks a row whose thresholds are reached, in words too, and opens its page', async () => {
    const [first, ...rest] = samplePage().rows;
    await show(samplePage({ rows: [{ ...first!, warnings: sampleWarnings }, ...rest] }));
    expect(document.querySelector('[data-id=warnings]')?.textContent).toContain('Crowding +72');
    const row = document.querySelector('[data-key="binance-usdm:BTCUSDT"]')!;
    expect(row.textContent).toContain('!Crowding +72');
    await acting(() => row.querySelector<HTMLElement>('[title="Open BTC"]')!.click());
    expect(actions.openPair).toHaveBeenCalledWith('binance-usdm:BTCUSDT');
  });

  it('leads to the side panel and the options', async () => {
    await show();
    for (const [word, action] of [
      ['Side panel', actions.openPanel],
      ['Options', actions.openOptions],
    ] as const) {
      await acting(() =>
        [...document.querySelectorAll('button')].find((one) => one.textContent === word)!.click(),
      );
      expect(action).toHaveBeenCalledOnce();
    }
  });

  it('shows the overlay again where it was hidden', async () => {
    await show(samplePage({ activeTab: { view: { kind: 'hidden' }, key: null, host: 'www.okx.com' } }));
    await acting(() =>
      [...document.querySelectorAll('button')].find((one) => one.textContent === 'Show again')!.click(),
    );
    expect(actions.showHost).toHaveBeenCalledWith('www.okx.com');
  });

  it('finds an instrument by typing and takes the first with Enter', async () => {
    vi.useFakeTimers();
    await show();
    const field = document.querySelector('input')!;
    field.value = ' pepe ';
    await acting(() => field.dispatchEvent(new Event('input', { bubbles: true })));
    await acting(() => vi.advanceTimersByTimeAsync(500));
    expect(actions.search).toHaveBeenCalledWith('pepe');
    expect(document.querySelectorAll('.hit')).toHaveLength(hits.length);
    await acting(() => field.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true })));
    expect(actions.add).toHaveBeenCalledWith(hits[0]?.key);
    vi.useRealTimers();
  });

  it('names what the background refused', async () => {
    await show();
    await acting(() =>
      store.optimistic(
        (settings) => settings,
        Promise.resolve({ ok: false, field: '', error: clause('nothingToUndo') }),
      ),
    );
    expect(document.querySelector('[role=alert]')?.textContent).toBe('There is nothing to undo.');
  });
});
