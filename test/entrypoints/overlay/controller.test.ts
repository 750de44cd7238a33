// @vitest-environment happy-dom
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { OverlayToBackground } from '../../../core/messages/protocol.ts';
import { acting } from '../../components/acting.ts';
import { speakEnglish } from '../../fixtures/english.ts';
import { readingView, sampleUpdate } from '../../fixtures/views.ts';

vi.stubGlobal('__TRADING_PAGES__', [
  { hosts: ['www.exchange.test'], tradingPath: '^/futures/[A-Z]+$' },
  { hosts: ['www.charts.test'], tradingPath: '^/chart/', isChart: true },
]);
const { startOverlay } = await import('../../../entrypoints/overlay.content/controller.tsx');

/** The simulated window's own controls. */
const page = () => (window as unknown as { happyDOM: { setURL(url: string): void } }).happyDOM;

function emit<Message>(listeners: readonly ((message: Message) => void)[], message: Message): void {
  for (const listener of listeners) listener(message);
}

class FakePort {
  readonly sent: OverlayToBackground[] = [];
  closed = false;
  readonly #messages: ((message: unknown) => void)[] = [];
  readonly #losses: (() => void)[] = [];
  readonly onMessage = {
    addListener: (listener: (message: unknown) => void) => this.#messages.push(listener),
  };
  readonly onDisconnect = { addListener: (listener: () => void) => this.#losses.push(listener) };
  postMessage(message: unknown) {
    this.sent.push(message as OverlayToBackground);
  }
  disconnect() {
    this.closed = true;
  }
  say = (message: unknown) => acting(() => emit(this.#messages, message));
  drop = () => acting(() => emit(this.#losses, undefined));
}

let ports: FakePort[];
let orphan: boolean;
let stop: AbortController;
const roots = new Map<Element, ShadowRoot>();

beforeAll(speakEnglish);

beforeEach(() => {
  vi.useFakeTimers();
  ports = [];
  orphan = false;
  stop = new AbortController();
  roots.clear();
  // The product's root is closed; the test keeps the reference a page cannot get.
  const attach = Element.prototype.attachShadow;
  vi.spyOn(Element.prototype, 'attachShadow').mockImplementation(function (this: Element, options) {
    expect(options.mode).toBe('closed');
    const root = attach.call(this, options);
    roots.set(this, root);
    return root;
  });
});

afterEach(async () => {
  await acting(() => stop.abort());
  vi.useRealTimers();
  vi.restoreAllMocks();
});

function go(path: string) {
  page().setURL(`https://www.exchange.test${path}`);
  dispatchEvent(new PopStateEvent('popstate'));
}

function start(path = '/futures/BTCUSDT') {
  page().setURL(`https://www.exchange.test${path}`);
  startOverlay(
    {
      connect() {
        if (orphan) throw new Error('Extension context invalidated.');
        const port = new FakePort();
        ports.push(port);
        return port;
      },
      isOrphan: () => orphan,
      hasPanel: true,
    },
    stop.signal,
  );
}

const hosts = () =>
  [...document.documentElement.children].filter(({ localName }) => localName.startsWith('fp-'));
const text = () => roots.get(hosts()[0]!)?.textContent ?? '';
const views = () => ports.flatMap(({ sent }) => sent.filter((message) => message.type === 'page:view'));
const hide = (hidden: boolean) => {
  vi.spyOn(document, 'hidden', 'get').mockReturnValue(hidden);
  return acting(() => document.dispatchEvent(new Event('visibilitychange')));
};

describe('in another language', () => {
  it('is drawn anew at once, whatever was skipped as unchanged before', async () => {
    start();
    const update = sampleUpdate(readingView(), { navigation: views()[0]!.navigation });
    await ports[0]!.say(update);
    expect(text()).toContain('Clusters');
    await ports[0]!.say({ type: 'words:update', texts: { clusters: '청산 밀집', notAdvice: '추정치' } });
    expect(text()).toContain('청산 밀집');
    expect(text()).not.toContain('Clusters');
    await ports[0]!.say({ type: 'words:update', texts: {} });
    expect(text()).toContain('Clusters');
  });
});

describe('on a page that trades nothing', () => {
  it('sleeps: no port, no element, no timer', () => {
    start('/support/faq');
    expect(ports).toHaveLength(0);
    expect(hosts()).toHaveLength(0);
    expect(vi.getTimerCount()).toBe('navigation' in globalThis ? 0 : 1);
  });

  it('wakes when the page becomes a trading page, and sleeps again', async () => {
    start('/support/faq');
    go('/futures/BTCUSDT');
    await ports[0]!.say(sampleUpdate(readingView(), { navigation: views()[0]!.navigation }));
    expect(hosts()).toHaveLength(1);
    await acting(() => go('/support/faq'));
    expect(hosts()).toHaveLength(0);
    expect(ports[0]!.closed).toBe(true);
  });
});

describe('on a trading page', () => {
  it('says where it is and draws nothing before the answer', async () => {
    start();
    expect(ports[0]!.sent.slice(0, 2)).toEqual([
      { type: 'page:view', url: 'https://www.exchange.test/futures/BTCUSDT', navigation: 1 },
      { type: 'page:visible', visible: true },
    ]);
    expect(hosts()).toHaveLength(0);
    await ports[0]!.say(sampleUpdate());
    expect(text()).toContain('BTC');
  });

  it('never shows a late answer for the pair that was left', async () => {
    start();
    await ports[0]!.say(sampleUpdate());
    await acting(() => go('/futures/ETHUSDT'));
    expect(text()).not.toContain('BTC');
    await ports[0]!.say(sampleUpdate());
    expect(text()).not.toContain('BTC');
    expect(views().at(-1)).toMatchObject({ navigation: 2 });
  });

  it('keeps the worker awake while it is looked at, and only then', async () => {
    start();
    await acting(() => vi.advanceTimersByTime(61_000));
    expect(ports[0]!.sent.filter(({ type }) => type === 'page:alive')).toHaveLength(3);
    await hide(true);
    expect(ports[0]!.sent.at(-1)).toEqual({ type: 'page:visible', visible: false });
    await acting(() => vi.advanceTimersByTime(120_000));
    expect(ports[0]!.sent.filter(({ type }) => type === 'page:alive')).toHaveLength(3);
  });

  it('does not wake a worker that stopped while nobody looked, until somebody does', async () => {
    start();
    await hide(true);
    await ports[0]!.drop();
    await acting(() => vi.advanceTimersByTime(300_000));
    expect(ports).toHaveLength(1);
    await hide(false);
    expect(ports).toHaveLength(2);
  });

  it('comes back to a worker that was stopped, and says where it is again', async () => {
    start();
    await ports[0]!.drop();
    await acting(() => vi.advanceTimersByTime(1_500));
    expect(ports).toHaveLength(2);
    expect(ports[1]!.sent[0]).toMatchObject({ type: 'page:view', navigation: 1 });
  });

  it('connects anew on a page from the back/forward cache', async () => {
    start();
    await acting(() => dispatchEvent(Object.assign(new Event('pageshow'), { persisted: true })));
    expect(ports).toHaveLength(2);
    expect(ports[0]!.closed).toBe(true);
  });

  it('says one calm line when the extension was updated, and stops asking', async () => {
    start();
    await ports[0]!.say(sampleUpdate());
    orphan = true;
    await ports[0]!.drop();
    expect(text()).toContain('Flushpoint was updated. Reload the page to go on.');
    const before = vi.getTimerCount();
    await acting(() => vi.advanceTimersByTime(600_000));
    expect(ports).toHaveLength(1);
    expect(vi.getTimerCount()).toBeLessThanOrEqual(before);
  });
});

describe('against a page that removes it', () => {
  const settled = () => acting(() => vi.advanceTimersByTimeAsync(300));

  it('comes back within a second', async () => {
    start();
    await ports[0]!.say(sampleUpdate());
    hosts()[0]!.remove();
    await settled();
    expect(hosts()).toHaveLength(1);
    expect(text()).toContain('BTC');
  });

  it('does not fight: five times a minute, then it waits', async () => {
    start();
    await ports[0]!.say(sampleUpdate());
    let returned = 0;
    for (let round = 0; round < 12; round++) {
      hosts()[0]?.remove();
      await settled();
      returned += hosts().length;
    }
    expect(returned).toBe(5);
    await acting(() => vi.advanceTimersByTimeAsync(61_000));
    expect(hosts()).toHaveLength(1);
  });

  it('takes the place of an overlay whose script is gone', async () => {
    const old = document.createElement('fp-abcdefgh');
    document.documentElement.append(old);
    start();
    await ports[0]!.say(sampleUpdate());
    expect(hosts()).toHaveLength(1);
    expect(old.isConnected).toBe(false);
  });

  it('lets no key and no press out to the page', async () => {
    start();
    await ports[0]!.say(sampleUpdate());
    const heard: string[] = [];
    for (const type of ['keydown', 'keyup', 'click', 'pointerdown', 'wheel', 'focusin']) {
      document.addEventListener(type, () => heard.push(type), { signal: stop.signal });
    }
    const inside = roots.get(hosts()[0]!)!.querySelector('button')!;
    for (const type of ['keydown', 'keyup', 'click', 'pointerdown', 'wheel', 'focusin']) {
      await acting(() => inside.dispatchEvent(new Event(type, { bubbles: true, composed: true })));
    }
    expect(heard).toEqual([]);
  });
});

it('saves a place once and keeps it', async () => {
  start();
  await ports[0]!.say(sampleUpdate());
  const root = roots.get(hosts()[0]!)!;
  await acting(() => root.querySelector<HTMLElement>('[aria-label=Collapse]')!.click());
  const saved = ports[0]!.sent.filter(({ type }) => type === 'placement:save');
  expect(saved).toEqual([
    { type: 'placement:save', placement: { ...sampleUpdate().placement, collapsed: true } },
  ]);
  await ports[0]!.say(sampleUpdate());
  expect(root.querySelector('.pill')).not.toBeNull();
});

describe('on a site of charts', () => {
  it('says what the chart shows, and says it again when that changes without a new address', async () => {
    document.body.innerHTML =
      '<button id="header-toolbar-symbol-search"><div>BTCUSDT.P</div></button><div data-name="legend-source-item">Bitcoin · 1h · Binance</div>';
    page().setURL('https://www.charts.test/chart/abc/');
    startOverlay(
      {
        connect() {
          const port = new FakePort();
          ports.push(port);
          return port;
        },
        isOrphan: () => false,
        hasPanel: false,
      },
      stop.signal,
    );
    expect(views()).toMatchObject([{ chart: { ticker: 'BTCUSDT.P', legend: 'Bitcoin · 1h · Binance' } }]);
    await acting(() => vi.advanceTimersByTime(5_000));
    expect(views()).toHaveLength(1);
    document.querySelector('#header-toolbar-symbol-search div')!.textContent = 'ETHUSDT.P';
    await acting(() => vi.advanceTimersByTime(1_000));
    const [first, second] = views();
    expect(second).toMatchObject({ chart: { ticker: 'ETHUSDT.P' } });
    expect(second!.navigation).toBeGreaterThan(first!.navigation);
    document.body.innerHTML = '';
  });

  it('tells nothing of other pages', () => {
    start();
    expect(views()[0]).not.toHaveProperty('chart');
  });
});
