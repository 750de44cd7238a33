// @vitest-environment happy-dom
import { render } from 'preact';
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { Options } from '../../../components/options/options.tsx';
import type { PageState, SettingsResult } from '../../../core/messages/protocol.ts';
import { createPageStore, type PageStore } from '../../../core/stores/page-store.ts';
import { speakEnglish } from '../../fixtures/english.ts';
import { sampleEvents, sampleImport, sampleSizes } from '../../fixtures/options-actions.ts';
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
  override: vi.fn(),
  sizes: vi.fn(async () => sampleSizes),
  exportFile: vi.fn(),
  importFile: vi.fn(async (_text: string, _apply: boolean) => sampleImport),
  reset: vi.fn(),
  clearHistory: vi.fn(async () => null),
  events: vi.fn(async () => sampleEvents),
  copy: vi.fn(async (_text: string) => true),
  areNotificationsAllowed: vi.fn(async (): Promise<boolean | null> => true),
  tryAlert: vi.fn(),
  setVenue: vi.fn(),
  showHost: vi.fn(),
  allowVenue: vi.fn(),
  takeBackVenue: vi.fn(),
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
    render(
      <Options
        store={store}
        actions={actions}
        hosts={['fapi.binance.com']}
        about={{ version: '0.1.0', userAgent: 'Test' }}
      />,
      document.body,
    ),
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
    expect(actions.allowVenue).toHaveBeenCalledWith(expect.objectContaining({ venue: 'okx-swap' }));
    await press('Show again');
    expect(actions.showHost).toHaveBeenCalledWith('www.okx.com');
    await press('Undo');
    expect(actions.undo).toHaveBeenCalledOnce();
  });

  it('offer each optional exchange by one button, and take a granted one back', async () => {
    await show(optionsScenes.find(({ id }) => id === 'all')!.page!);
    const row = (venue: string) => document.querySelector<HTMLElement>(`[data-venue="${venue}"]`)!;
    expect(row('gate').textContent).toContain('never asked');
    expect(row('gate').querySelector('[role="switch"]')).toBeNull();
    await acting(() => row('gate').querySelector('button')!.click());
    expect(actions.allowVenue).toHaveBeenCalledWith(expect.objectContaining({ venue: 'gate' }));
    expect(row('bitget').querySelector('[role="switch"]')).not.toBeNull();
    const takeBack = row('bitget').querySelector<HTMLElement>(
      '[aria-label="Take back the access to Bitget"]',
    )!;
    expect(takeBack.title).toContain('api.bitget.com');
    await acting(() => takeBack.click());
    expect(actions.takeBackVenue).toHaveBeenCalledWith(expect.objectContaining({ venue: 'bitget' }));
    expect(document.querySelector('[data-venue="bybit-linear"] .source-controls button')).toHaveProperty(
      'className',
      'switch',
    );
  });

  it('list every host that is contacted', async () => {
    await show();
    expect(document.querySelector('.host-list')?.textContent).toBe('fapi.binance.com');
  });

  const pressed = (text: string) =>
    acting(async () => {
      [...document.querySelectorAll('button')].find((one) => one.textContent?.includes(text))!.click();
      await vi.advanceTimersByTimeAsync(10);
    });
  const choose = async (key: string) => {
    const scope = document.querySelector<HTMLSelectElement>('#scope')!;
    scope.value = key;
    await acting(() => scope.dispatchEvent(new Event('change', { bubbles: true })));
  };

  it('give one symbol a threshold of its own, say what stands against it, and take it back', async () => {
    const settings = sampleSettings();
    const key = 'binance-usdm:ETHUSDT';
    const watchlist = settings.watchlist.map((row) =>
      row.key === key ? { ...row, thresholds: { crowding: 75 } } : row,
    );
    await show(samplePage({ settings: { ...settings, watchlist } }));
    await choose(key);
    expect(labelled('Crowding').value).toBe('75');
    expect(document.body.textContent).toContain('For all symbols: 60 points.');
    await type('Funding', '90');
    expect(actions.override).toHaveBeenLastCalledWith(key, { crowding: 75, fundingApr: 0.9 });
    expect(actions.update).not.toHaveBeenCalled();
    await pressed('Use it here');
    expect(actions.override).toHaveBeenLastCalledWith(key, {});
  });

  it('switch a rule off, with all of its fields', async () => {
    await show();
    const rule = document.querySelector('[data-rule=clusters]')!;
    await acting(() => rule.querySelector<HTMLElement>('[role=switch]')!.click());
    expect(actions.update).toHaveBeenLastCalledWith({
      thresholds: { off: ['long-cluster', 'short-cluster'] },
    });
    const { thresholds } = sampleSettings();
    const off = { ...thresholds, off: ['long-cluster', 'short-cluster'] as const };
    await acting(() => store.receive(samplePage({ settings: sampleSettings({ thresholds: off }) })));
    expect([...rule.querySelectorAll('input')].every(({ disabled }) => disabled)).toBe(true);
  });

  it('set quiet hours, and never to an empty span', async () => {
    const settings = sampleSettings();
    await show();
    await acting(() => document.querySelector<HTMLElement>('[aria-label="Quiet hours"]')!.click());
    expect(actions.update).toHaveBeenLastCalledWith({ alerts: { quietFrom: 1320, quietTo: 420 } });
    const alerts = { ...settings.alerts, quietFrom: 1320, quietTo: 420 };
    await acting(() => store.receive(samplePage({ settings: { ...settings, alerts } })));
    const field = document.querySelector<HTMLInputElement>('[aria-label="Quiet to"]')!;
    const set = async (time: string) => {
      field.value = time;
      await acting(() => field.dispatchEvent(new Event('change', { bubbles: true })));
    };
    await set('06:30');
    expect(actions.update).toHaveBeenLastCalledWith({ alerts: { quietTo: 390 } });
    await set('22:00');
    expect(actions.update).toHaveBeenLastCalledWith({ alerts: { quietTo: 390 } });
  });

  it('say what a settings file would do, field by field, before they take it', async () => {
    await show();
    const field = document.querySelector<HTMLInputElement>('input[type=file]')!;
    Object.defineProperty(field, 'files', { value: [new File(['{}'], 'mine.json')] });
    await acting(async () => {
      field.dispatchEvent(new Event('change', { bubbles: true }));
      await vi.advanceTimersByTimeAsync(50);
    });
    const report = document.querySelector('[data-id=import]')!;
    expect(actions.importFile).toHaveBeenLastCalledWith('{}', false);
    expect(report.textContent).toContain('mine.json');
    expect(report.textContent).toContain('thresholds.crowding found 7.');
    await pressed('Import');
    expect(actions.importFile).toHaveBeenCalledTimes(1);
    await acting(async () => {
      report.querySelector<HTMLElement>('.main-button')!.click();
      await vi.advanceTimersByTimeAsync(50);
    });
    expect(actions.importFile).toHaveBeenLastCalledWith('{}', true);
    expect(report.textContent).toContain('Undo takes all of it back.');
  });

  it('ask once more before they clear or reset', async () => {
    await show();
    await pressed('Clear history');
    expect(actions.clearHistory).not.toHaveBeenCalled();
    await pressed('Keep');
    await pressed('Clear history');
    await pressed('Clear it');
    expect(actions.clearHistory).toHaveBeenCalledOnce();
    await pressed('Reset settings');
    await pressed('Reset them');
    expect(actions.reset).toHaveBeenCalledOnce();
  });

  it('copy a report that names no symbol and no site', async () => {
    await show(samplePage({ settings: sampleSettings({ hiddenHosts: ['www.okx.com'] }) }));
    await pressed('Copy report');
    const [report = ''] = actions.copy.mock.calls[0] ?? [];
    expect(report).toContain('Flushpoint 0.1.0, settings version 2');
    expect(report).toContain('alert binance-usdm:… crowding reset:flushing');
    expect(report).not.toMatch(/BTC|ETH|okx\.com/);
    expect(document.body.textContent).toContain('Copied.');
  });

  it('let an alert be tried, and say when the system blocks them', async () => {
    actions.areNotificationsAllowed.mockResolvedValueOnce(false);
    const { alerts } = sampleSettings();
    await show(samplePage({ settings: sampleSettings({ alerts: { ...alerts, notifications: true } }) }));
    expect(document.querySelector('#alerts')?.textContent).toContain('blocks notifications');
    await pressed('Try one');
    expect(actions.tryAlert).toHaveBeenCalledOnce();
  });
});
