// @vitest-environment happy-dom
import { render } from 'preact';
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { Overlay } from '../../../components/overlay/overlay.tsx';
import { MINUTE, SECOND } from '../../../core/domain/time.ts';
import type { OverlayUpdate, OverlayView, Placement } from '../../../core/messages/protocol.ts';
import { createOverlayStore, type OverlayStore } from '../../../core/stores/overlay-store.ts';
import { speakEnglish } from '../../fixtures/english.ts';
import { NOW, sampleReading, sampleReset, sampleSources, warmingReading } from '../../fixtures/readings.ts';
import { readingView, sampleFreshness, sampleUpdate } from '../../fixtures/views.ts';
import { overlayScenes } from '../../gallery/overlay-scenes.ts';
import { acting } from '../acting.ts';

beforeAll(speakEnglish);

let root: ShadowRoot;
let store: OverlayStore;
const said = {
  onPlace: vi.fn((placement: Placement) => store.place(placement)),
  onMute: vi.fn(),
  onHideHere: vi.fn(),
  onOpenOptions: vi.fn(),
  onOpenPanel: vi.fn(),
};

beforeEach(() => {
  const host = document.createElement('div');
  document.body.append(host);
  root = host.attachShadow({ mode: 'open' });
  store = createOverlayStore(NOW);
  store.navigate();
});

afterEach(async () => {
  await acting(() => render(null, root));
  document.body.replaceChildren();
  vi.clearAllMocks();
});

async function show(view?: OverlayView, overrides: Partial<OverlayUpdate> = {}) {
  store.receive(sampleUpdate(view, overrides));
  await acting(() => {
    render(<Overlay store={store} {...said} />, root);
  });
}

const text = () => root.textContent?.replace(/\s+/g, ' ') ?? '';
const button = (name: string) =>
  [...root.querySelectorAll('button')].find(
    (one) => one.getAttribute('aria-label') === name || one.textContent?.includes(name),
  );
const press = (name: string) => acting(() => button(name)!.click());

describe('what it draws', () => {
  it.each(overlayScenes.map((scene) => [scene.id, scene] as const))(
    'the state %s says something, as a card and as a pill',
    async (_id, scene) => {
      for (const collapsed of [true, false]) {
        store = createOverlayStore(NOW);
        store.navigate();
        await show(scene.view ?? undefined, {
          placement: { ...sampleUpdate().placement, collapsed },
          warnings: scene.warnings ?? [],
        });
        if (scene.view === null) await acting(() => store.navigate());
        if (scene.link) await acting(() => store.setLink(scene.link!, NOW - 20 * SECOND));
        expect(text().length).toBeGreaterThan(8);
        expect(text()).not.toMatch(/NaN|undefined|null|Infinity|\[object/);
        await acting(() => render(null, root));
      }
    },
  );

  it.each([{ kind: 'dormant' }, { kind: 'hidden' }] as const)('nothing at all when $kind', async (view) => {
    await show(view);
    expect(root.children).toHaveLength(0);
  });

  it('answers the three questions on a crowded market', async () => {
    await show();
    expect(text()).toContain('▲ Crowded long');
    expect(root.querySelector('[data-id=score]')?.textContent).toBe('+72');
    expect(root.querySelector('[data-id=clusters]')?.textContent).toContain('−1.8');
    expect(root.querySelector('[data-id=reset-state]')?.getAttribute('data-state')).toBe('building');
  });

  it('puts the reset first in mind after a flush: the ladder steps back', async () => {
    await show(readingView(sampleReading({ reset: sampleReset('reloading') })));
    expect(root.querySelector('.ladder')).toBeNull();
    expect(root.querySelectorAll('.checklist li')).toHaveLength(6);
    await press('Clusters');
    expect(root.querySelector('.ladder')).not.toBeNull();
  });

  it('puts a reason wherever it puts a dash', async () => {
    await show(readingView(warmingReading()));
    await press('No score yet');
    for (const element of root.querySelectorAll('.parts tbody')) {
      if (element.textContent?.includes('–'))
        expect(element.querySelector('.about')?.textContent).not.toBe('');
    }
    expect(text()).toContain('warming up: 5 of 7 days');
    expect(text()).toContain('no open interest history');
  });

  it('greys old values and says since when', async () => {
    await show(readingView(undefined, { freshness: sampleFreshness({ asOf: NOW - 4 * MINUTE }) }));
    expect(root.querySelector('.body')?.classList.contains('greyed')).toBe(true);
    expect(root.querySelector('.notice')?.textContent).toContain('has sent nothing new');
  });

  it('turns stale by the passing of time alone', async () => {
    await show();
    expect(root.querySelector('.greyed')).toBeNull();
    await acting(() => store.tick(NOW + 2 * MINUTE));
    expect(root.querySelector('.greyed')).not.toBeNull();
  });

  it('blanks every value at once when the address changes', async () => {
    await show();
    await acting(() => store.navigate());
    expect(text()).not.toMatch(/72|65,370|BTC/);
  });

  it('names each source while it waits', async () => {
    await show({ kind: 'waiting', label: 'BTC', venueName: 'Binance', sources: sampleSources });
    for (const { name } of sampleSources) expect(text()).toContain(name);
  });

  it('keeps card and pill together under 250 elements', async () => {
    await show();
    const card = root.querySelectorAll('*').length;
    await acting(() => render(null, root));
    await show(undefined, { placement: { ...sampleUpdate().placement, collapsed: true } });
    const pill = root.querySelectorAll('*').length;
    expect(card + pill).toBeLessThanOrEqual(250);
  });
});

describe('what it leaves alone', () => {
  async function mutationsOf(change: () => void): Promise<number> {
    let count = 0;
    const observer = new MutationObserver((records) => {
      count += records.length;
    });
    observer.observe(root, { subtree: true, childList: true, attributes: true, characterData: true });
    await acting(change);
    await new Promise((resolve) => setTimeout(resolve, 0));
    count += observer.takeRecords().length;
    observer.disconnect();
    return count;
  }

  it('writes nothing to the page for a Reading that reads the same', async () => {
    await show();
    expect(await mutationsOf(() => store.receive(structuredClone(sampleUpdate())))).toBe(0);
    expect(await mutationsOf(() => store.tick(NOW + SECOND))).toBe(0);
  });

  it('writes little for one changed figure', async () => {
    await show();
    const reading = sampleReading();
    const crowding = { ...reading.crowding, score: { ...reading.crowding.score, value: 73 } };
    const count = await mutationsOf(() => store.receive(sampleUpdate(readingView({ ...reading, crowding }))));
    // The score's text, the bar's length and the needle's place.
    expect(count).toBe(3);
  });

  it('leaves no element and no listener behind', async () => {
    const added = vi.spyOn(window, 'addEventListener');
    for (let round = 0; round < 20; round++) {
      await show();
      await acting(() => render(null, root));
    }
    expect(root.children).toHaveLength(0);
    const signals = added.mock.calls.map(([, , options]) => (options as AddEventListenerOptions)?.signal);
    expect(signals.length).toBeGreaterThan(0);
    expect(signals.every((signal) => signal?.aborted)).toBe(true);
    added.mockRestore();
  });
});

describe('what it does when pressed', () => {
  it('folds and unfolds, and keeps its place', async () => {
    await show();
    await press('Collapse');
    expect(said.onPlace).toHaveBeenLastCalledWith({ ...sampleUpdate().placement, collapsed: true });
    expect(root.querySelector('.card')).toBeNull();
    await acting(() => root.querySelector<HTMLButtonElement>('.pill')!.click());
    expect(root.querySelector('.card')).not.toBeNull();
  });

  it('moves to a corner without dragging', async () => {
    await show();
    await press('Menu');
    await press('bottom left');
    expect(said.onPlace).toHaveBeenLastCalledWith({
      edgeX: 'left',
      offsetX: 16,
      edgeY: 'bottom',
      offsetY: 16,
      collapsed: false,
    });
    expect(root.querySelector('.menu')).toBeNull();
  });

  it('moves by arrow keys and saves once when the key is let go', async () => {
    await show();
    const grip = button('Move: drag, or use the arrow keys')!;
    const key = (type: string, name: string) =>
      acting(() => grip.dispatchEvent(new KeyboardEvent(type, { key: name, bubbles: true })));
    for (let i = 0; i < 5; i++) await key('keydown', 'ArrowLeft');
    expect(said.onPlace).not.toHaveBeenCalled();
    await key('keyup', 'ArrowLeft');
    expect(said.onPlace).toHaveBeenCalledTimes(1);
    expect(said.onPlace.mock.calls[0]?.[0]).toMatchObject({ edgeX: 'right', offsetX: 16 + 5 * 16 });
  });

  it('mutes for an hour, and speaks again', async () => {
    await show();
    await press('Mute alerts for 1 h');
    expect(said.onMute).toHaveBeenLastCalledWith(60);
    await acting(() => store.receive(sampleUpdate(readingView(undefined, { mutedUntil: NOW + MINUTE }))));
    await acting(() => root.querySelector<HTMLButtonElement>('[aria-pressed=true]')!.click());
    expect(said.onMute).toHaveBeenLastCalledWith(0);
  });

  it('hides on this site and opens the options from its menu', async () => {
    await show();
    await press('Menu');
    await press('Hide on this site');
    expect(said.onHideHere).toHaveBeenCalledOnce();
    await press('Menu');
    await press('Thresholds and options');
    expect(said.onOpenOptions).toHaveBeenCalledOnce();
  });

  it('opens the side panel where the browser lets a page do so', async () => {
    await show();
    await press('Open the side panel: charts and the long look');
    expect(said.onOpenPanel).toHaveBeenCalledOnce();
  });

  it('closes its menu with Escape and goes through it with arrow keys', async () => {
    await show();
    await press('Menu');
    const menu = () => root.querySelector<HTMLElement>('[role=menu]');
    const first = menu()!.querySelector('button')!;
    const key = (name: string) =>
      acting(() => first.dispatchEvent(new KeyboardEvent('keydown', { key: name, bubbles: true })));
    await key('ArrowDown');
    expect(root.activeElement?.getAttribute('aria-label')).toBe('top right');
    await key('Escape');
    expect(menu()).toBeNull();
  });

  it('does not take the focus from an order form for a press of the mouse', async () => {
    await show();
    const down = new MouseEvent('mousedown', { bubbles: true, cancelable: true });
    button('Menu')!.dispatchEvent(down);
    expect(down.defaultPrevented).toBe(true);
  });

  it('has no field to type into', async () => {
    await show();
    expect(root.querySelectorAll('input, textarea, select, [contenteditable]')).toHaveLength(0);
  });
});

describe('what it says aloud', () => {
  const spoken = () => root.querySelector('[aria-live=polite]')?.textContent;
  const at = (score: number, band: 'crowded' | 'extreme') => {
    const reading = sampleReading();
    return sampleUpdate(
      readingView({
        ...reading,
        crowding: { ...reading.crowding, band, score: { ...reading.crowding.score, value: score } },
      }),
    );
  };

  it('nothing on first sight and nothing for a number', async () => {
    await show();
    expect(spoken()).toBe('');
    await acting(() => store.receive(at(75, 'crowded')));
    expect(spoken()).toBe('');
  });

  it('a change of state, once', async () => {
    await show();
    await acting(() => store.receive(at(84, 'extreme')));
    expect(spoken()).toBe('BTC: Extremely long');
  });

  it('nothing of another pair’s state as if it were a change', async () => {
    await show();
    await acting(() => store.navigate());
    await acting(() => store.receive({ ...at(84, 'extreme'), navigation: 2 }));
    expect(spoken()).toBe('');
  });
});
