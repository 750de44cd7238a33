import { Overlay } from '../../components/overlay/overlay.tsx';
import { setTexts } from '../../components/words/t.ts';
import type { BackgroundToOverlay, OverlayToBackground, Placement } from '../../core/messages/protocol.ts';
import { createLink, type PortLike } from '../../core/stores/link.ts';
import { createOverlayStore } from '../../core/stores/overlay-store.ts';
import { readChartLabel } from './chart-label.ts';
import { createOverlayHost } from './overlay-host.ts';
import { isChartSite, mayTrade } from './trading-page.ts';
import { watchAddress } from './watch-address.ts';

const TICK_MS = 1_000;
/** Shorter than the 30 s after which an idle worker is stopped. */
const ALIVE_EVERY = 20;

export interface OverlayEnvironment {
  connect(): PortLike;
  /** The extension was updated or removed under this page. */
  isOrphan(): boolean;
  /** A press on this page can open the side panel: Firefox wants it pressed in the extension itself. */
  readonly hasPanel: boolean;
}

/** Lives as long as the page: asleep on other addresses, awake on trading pages. */
export function startOverlay(environment: OverlayEnvironment, signal: AbortSignal): void {
  const store = createOverlayStore(Date.now());
  let awake = false;
  let ticking: ReturnType<typeof setInterval> | undefined;
  /** What a chart last showed: its symbol changes without a new address. */
  let chart = '{}';

  const link = createLink(
    {
      connect: environment.connect,
      isOrphan: environment.isOrphan,
      random: Math.random,
      later(action, delay) {
        const timer = setTimeout(action, delay);
        return () => clearTimeout(timer);
      },
    },
    {
      onOpen: () => view(store.getState().navigation),
      onMessage: (message) => receive(message as BackgroundToOverlay),
      onLost() {
        store.setLink('lost', Date.now());
        // Nobody looks: the page asks again when it becomes visible.
        if (document.hidden) link.close();
      },
      onOrphan() {
        store.setLink('orphan', Date.now());
        stopTicking();
      },
    },
  );

  const send = (message: OverlayToBackground) => link.send(message);

  const host = createOverlayHost(() => (
    <Overlay
      store={store}
      onPlace={place}
      onMute={(minutes) => send({ type: 'symbol:mute', minutes })}
      onHideHere={() => send({ type: 'host:hide' })}
      onOpenOptions={() => send({ type: 'options:open' })}
      onOpenPanel={environment.hasPanel ? () => send({ type: 'panel:open' }) : undefined}
    />
  ));

  function view(navigation: number): void {
    const read = isChartSite(location.hostname) ? { chart: readChartLabel() } : {};
    chart = JSON.stringify(read);
    send({ type: 'page:view', url: location.href, navigation, ...read });
    send({ type: 'page:visible', visible: !document.hidden });
  }

  function receive(update: BackgroundToOverlay): void {
    if (!awake) return;
    if (update.type === 'words:update') {
      setTexts(update.texts);
      host.redraw();
      return;
    }
    store.receive(update);
    if (store.getState().frame) host.show();
  }

  function place(placement: Placement): void {
    store.place(placement);
    send({ type: 'placement:save', placement });
  }

  function startTicking(): void {
    let seconds = 0;
    store.tick(Date.now());
    ticking ??= setInterval(() => {
      store.tick(Date.now());
      if (isChartSite(location.hostname) && JSON.stringify({ chart: readChartLabel() }) !== chart) follow();
      if (environment.isOrphan()) link.reopen();
      else if (++seconds % ALIVE_EVERY === 0) send({ type: 'page:alive' });
    }, TICK_MS);
  }

  function stopTicking(): void {
    clearInterval(ticking);
    ticking = undefined;
  }

  function follow(): void {
    const wanted = mayTrade(location);
    const navigation = store.navigate();
    if (wanted && awake) {
      view(navigation);
    } else if (wanted) {
      awake = true;
      link.open();
      onVisibility();
    } else if (awake) {
      awake = false;
      stopTicking();
      link.close();
      host.hide();
    }
  }

  function onVisibility(): void {
    if (!awake) return;
    store.setVisible(!document.hidden);
    if (document.hidden) {
      stopTicking();
      send({ type: 'page:visible', visible: false });
    } else {
      startTicking();
      link.open();
      send({ type: 'page:visible', visible: true });
    }
  }

  watchAddress(follow, signal);
  document.addEventListener('visibilitychange', onVisibility, { signal });
  // A page from the back/forward cache holds a port that died without a word.
  addEventListener('pageshow', ({ persisted }) => persisted && awake && link.reopen(), { signal });
  signal.addEventListener('abort', () => {
    stopTicking();
    link.close();
    host.hide();
  });
  follow();
}
