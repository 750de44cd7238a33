// @vitest-environment happy-dom
import { render } from 'preact';
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { Options } from '../../../components/options/options.tsx';
import type { PageState, SettingsResult } from '../../../core/messages/protocol.ts';
import { createPageStore, type PageStore } from '../../../core/stores/page-store.ts';
import { speakEnglish } from '../../fixtures/english.ts';
import { samplePage, sampleSettings } from '../../fixtures/page-state.ts';
import { NOW } from '../../fixtures/readings.ts';
import { sampleWarnings } from '../../fixtures/warnings.ts';
import { optionsScenes } from '../../gallery/page-scenes.ts';
import { acting } from '../acting.ts';

beforeAll(speakEnglish);

let store: PageStore;
const taken: SettingsResult = { ok: true, settings: sampleSettings() };
const actions = {
  update: vi.fn(async () => taken),
  undo: vi.fn(async () => taken),
  preview: vi.fn(async () => [{ key: 'binance-usdm:BTCUSDT', asset: 'BTC', warnings: sampleWarnings }]),
  setVenue: vi.fn(),
  showHost: vi.fn(),
  allowHosts: vi.fn(),
  dismiss: vi.fn(),
};

beforeEach(() => {
  vi.useFakeTimers();
  store = createPageStore(NOW);
});

afterEach(async () => {
  await acting(() => render(null, document.body));
  vi.useRealTimers();
  vi.clearAllMocks();
});

async function show(page: PageState = samplePage()) {
  store.receive(page);
  await acting(() =>
    render(<Options store={store} actions={actions} hosts={['fapi.binance.com']} />, document.body),
  );
  await acting(() => vi.advanceTimersByTimeAsync(1_000));
}

const labelled = (label: string) => {
  const found = [...document.querySelectorAll('label')].find(
    ({ textContent }) => textContent?.trim() === label,
  )!;
  return (
    found.htmlFor ? document.getElementById(found.htmlFor) : found.querySelector('input')
  ) as HTMLInputElement;
};
const type = async (label: string, text: string) => {
  const field = labelled(label);
  field.value = text;
  await acting(() => field.dispatchEvent(new Event('input', { bubbles: true })));
  return field;
};

describe('the options', () => {
  it.each(optionsScenes.map((scene) => [scene.id, scene] as const))('draw %s', async (_id, { page }) => {
    await show(page ?? undefined);
    expect(document.body.textContent).not.toMatch(/NaN|undefined|null|Infinity|\[object/);
  });

  it('save a valid number as it is typed, in its stored unit', async () => {
    await show();
    await type('Cluster distance', '2.5');
    expect(actions.update).toHaveBeenLastCalledWith({ thresholds: { clusterDistance: 0.025 } });
  });

  it('explain an invalid one beside its field and never save it', async () => {
    await show();
    const field = await type('Crowding', '250');
    expect(actions.update).not.toHaveBeenCalled();
    expect(field.getAttribute('aria-invalid')).toBe('true');
    const message = document.getElementById(field.getAttribute('aria-describedby')!);
    expect(message?.textContent).toBe('Not saved: a number from 30 to 100 points is needed.');
    await type('Crowding', '75');
    expect(field.getAttribute('aria-invalid')).toBe('false');
    expect(actions.update).toHaveBeenLastCalledWith({ thresholds: { crowding: 75 } });
  });

  it('say what would fire now, for the thresholds on the page', async () => {
    await show();
    expect(document.querySelector('[data-id=preview]')?.textContent).toContain('BTC: Crowding +72');
    const settings = sampleSettings();
    const thresholds = { ...settings.thresholds, crowding: 95 };
    actions.preview.mockResolvedValueOnce([]);
    await acting(() => store.receive(samplePage({ settings: { ...settings, thresholds } })));
    await acting(() => vi.advanceTimersByTimeAsync(1_000));
    expect(actions.preview).toHaveBeenLastCalledWith(thresholds);
    expect(document.querySelector('[data-id=preview]')?.textContent).toContain('Nothing on your watchlist.');
  });

  it('set all thresholds by a preset', async () => {
    await show();
    await acting(() => labelled('Calm').click());
    expect(actions.update).toHaveBeenLastCalledWith({
      thresholds: expect.objectContaining({ crowding: 80, resetStates: ['flushing', 'reloading'] }),
    });
  });

  it('choose reset states one by one', async () => {
    await show();
    await acting(() => labelled('Cooling').click());
    expect(actions.update).toHaveBeenLastCalledWith({
      thresholds: { resetStates: ['flushing', 'cooling', 'clean', 'reloading'] },
    });
  });

  it('change the look at once', async () => {
    await show();
    await acting(() => labelled('Light').click());
    expect(actions.update).toHaveBeenLastCalledWith({ appearance: { theme: 'light' } });
    const { appearance } = sampleSettings();
    await acting(() =>
      store.receive(
        samplePage({ settings: sampleSettings({ appearance: { ...appearance, theme: 'light' } }) }),
      ),
    );
    expect(document.querySelector('.options')?.getAttribute('data-theme')).toBe('light');
  });

  it('switch a source off, ask for its permission, show a site again, and undo', async () => {
    await show(optionsScenes.find(({ id }) => id === 'troubled')!.page!);
    await acting(() => document.querySelector<HTMLElement>('[aria-label="Use Bybit"]')!.click());
    expect(actions.setVenue).toHaveBeenCalledWith('bybit-linear', false);
    const press = (text: string) =>
      acting(() =>
        [...document.querySelectorAll('button')].find((one) => one.textContent?.includes(text))!.click(),
      );
    await press('Allow');
    expect(actions.allowHosts).toHaveBeenCalledOnce();
    await press('Show again');
    expect(actions.showHost).toHaveBeenCalledWith('www.okx.com');
    await press('Undo');
    expect(actions.undo).toHaveBeenCalledOnce();
  });

  it('list every host that is contacted', async () => {
    await show();
    expect(document.querySelector('.host-list')?.textContent).toBe('fapi.binance.com');
  });
});
