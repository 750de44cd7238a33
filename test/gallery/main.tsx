import { type ComponentChild, render } from 'preact';
import chartsCss from '../../components/charts/charts.css?inline';
import optionsCss from '../../components/options/options.css?inline';
import { Options } from '../../components/options/options.tsx';
import overlayCss from '../../components/overlay/overlay.css?inline';
import { Overlay } from '../../components/overlay/overlay.tsx';
import popupCss from '../../components/popup/popup.css?inline';
import { Popup } from '../../components/popup/popup.tsx';
import panelCss from '../../components/sidepanel/sidepanel.css?inline';
import baseCss from '../../components/theme/base.css?inline';
import formCss from '../../components/theme/form.css?inline';
import tokensCss from '../../components/theme/tokens.css?inline';
import welcomeCss from '../../components/welcome/welcome.css?inline';
import { Welcome } from '../../components/welcome/welcome.tsx';
import { setTexts, t } from '../../components/words/t.ts';
import { SECOND } from '../../core/domain/time.ts';
import type { Placement } from '../../core/messages/protocol.ts';
import type { Appearance } from '../../core/settings/settings.ts';
import { createOverlayStore } from '../../core/stores/overlay-store.ts';
import { createPageStore } from '../../core/stores/page-store.ts';
import { speakEnglish } from '../fixtures/english.ts';
import { sampleEvents, sampleImport, sampleSizes } from '../fixtures/options-actions.ts';
import { samplePage } from '../fixtures/page-state.ts';
import { NOW } from '../fixtures/readings.ts';
import { sampleUpdate } from '../fixtures/views.ts';
import { sampleWarnings } from '../fixtures/warnings.ts';
import { type OverlayScene, overlayScenes, type PressedKey } from './overlay-scenes.ts';
import { hits, hosts, optionsScenes, type PageScene, popupScenes, welcomeScenes } from './page-scenes.ts';
import { ScenePanel } from './panel.tsx';
import { panelScenes } from './panel-scenes.ts';

export interface Look {
  readonly theme: 'dark' | 'light';
  readonly palette: Appearance['palette'];
  /** Empty: the product's own font stack. */
  readonly font: string;
}

export interface OverlayLook extends Look {
  readonly collapsed: boolean;
  /** Lies in the flow of the page, so that many fit on one sheet. */
  readonly inFlow: boolean;
  readonly placement?: Partial<Placement>;
}

speakEnglish();

const IN_FLOW =
  ':host{position:static!important;width:auto!important;height:auto!important}.frame{position:static!important}';

function sheetOf(...texts: readonly string[]): CSSStyleSheet {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(texts.join('\n'));
  return sheet;
}

function fontOf({ font }: Look): string {
  return font ? `.fp{--fp-font:"${font}"}` : '';
}

function mountOverlay(place: Element, scene: OverlayScene, look: OverlayLook): ShadowRoot {
  const host = document.createElement('div');
  place.append(host);
  const root = host.attachShadow({ mode: 'open' });
  const product = look.inFlow ? overlayCss.replace(/position:\s*fixed\s*!important/, '') : overlayCss;
  root.adoptedStyleSheets = [
    sheetOf(tokensCss, baseCss, chartsCss, product, look.inFlow ? IN_FLOW : '', fontOf(look)),
  ];
  const store = createOverlayStore(NOW);
  store.navigate();
  const defaults = sampleUpdate();
  store.receive(
    sampleUpdate(scene.view ?? undefined, {
      appearance: {
        ...defaults.appearance,
        theme: look.theme,
        palette: look.palette,
        density: scene.density ?? 'full',
      },
      placement: { ...defaults.placement, ...look.placement, collapsed: look.collapsed },
      warnings: scene.warnings ?? [],
    }),
  );
  if (scene.view === null) store.navigate();
  if (scene.link) store.setLink(scene.link, NOW - 20 * SECOND);
  const nothing = () => {};
  render(
    <Overlay
      store={store}
      onPlace={(placement) => store.place(placement)}
      onMute={nothing}
      onHideHere={nothing}
      onOpenOptions={nothing}
      onOpenPanel={nothing}
    />,
    root,
  );
  return root;
}

/** Presses the buttons named by these messages. */
function press(root: ParentNode, names: readonly PressedKey[]): void {
  for (const [key, ...values] of names) {
    const name = t(key, ...values);
    const button = [...root.querySelectorAll('button')].find(
      (candidate) => candidate.getAttribute('aria-label') === name || candidate.textContent?.includes(name),
    );
    if (!button) throw new Error(`No button “${name}”`);
    button.click();
  }
}

function showPage(scene: PageScene, look: Look, css: string, draw: (store: PageStoreLike) => ComponentChild) {
  const store = createPageStore(NOW);
  if (scene.page) {
    const { settings } = scene.page;
    const appearance = { ...settings.appearance, theme: look.theme, palette: look.palette };
    store.receive({ ...scene.page, settings: { ...settings, appearance } });
  }
  document.adoptedStyleSheets = [sheetOf(tokensCss, baseCss, formCss, chartsCss, css, fontOf(look))];
  const place = document.body;
  // From scratch, whatever was shown before.
  render(null, place);
  render(draw(store), place);
  const scope = place.querySelector<HTMLSelectElement>('#scope');
  if (scene.chosen !== undefined && scope) {
    scope.value = scene.chosen;
    scope.dispatchEvent(new Event('change', { bubbles: true }));
  }
  const files = place.querySelector<HTMLInputElement>('input[type=file]');
  if (scene.file && files) {
    const held = new DataTransfer();
    held.items.add(new File(['{}'], 'flushpoint-settings.json'));
    files.files = held.files;
    files.dispatchEvent(new Event('change', { bubbles: true }));
  }
  if (scene.typed === undefined) return;
  const field = place.querySelector<HTMLInputElement>('input.field');
  if (!field) throw new Error('No field to type into');
  field.value = scene.typed;
  field.dispatchEvent(new InputEvent('input', { bubbles: true }));
}

type PageStoreLike = ReturnType<typeof createPageStore>;

const nothing = () => {};
const never = () => new Promise<never>(nothing);

function find<Scene extends { readonly id: string }>(scenes: readonly Scene[], id: string): Scene {
  const scene = scenes.find((candidate) => candidate.id === id);
  if (!scene) throw new Error(`No scene ${id}`);
  return scene;
}

/** Called by the runner in the page. */
const gallery = {
  /** From now on in the language of these texts. */
  speak: setTexts,
  scenes: {
    overlay: overlayScenes.map(({ id }) => id),
    popup: popupScenes.map(({ id }) => id),
    options: optionsScenes.map(({ id }) => id),
    welcome: welcomeScenes.map(({ id }) => id),
    panel: panelScenes.map(({ id }) => id),
  },
  showOverlay(place: Element, id: string, look: OverlayLook): void {
    const scene = find(overlayScenes, id);
    const root = mountOverlay(place, scene, look);
    if (!look.collapsed) press(root, scene.press ?? []);
  },
  show: {
    popup(id: string, look: Look): void {
      showPage(find(popupScenes, id), look, popupCss, (store) => (
        <Popup
          store={store}
          actions={{
            toggle: nothing,
            mute: nothing,
            add: nothing,
            remove: nothing,
            pause: nothing,
            showHost: nothing,
            dismiss: nothing,
            search: async () => [...hits],
            openPair: nothing,
            openOptions: nothing,
            openPanel: nothing,
          }}
        />
      ));
    },
    welcome(id: string, look: Look): void {
      const scene = find(welcomeScenes, id);
      showPage(scene, look, [overlayCss, optionsCss, welcomeCss].join('\n'), (store) => (
        <Welcome
          store={store}
          hosts={hosts}
          actions={{
            setVenue: nothing,
            allowVenue: nothing,
            takeBackVenue: nothing,
            setNotifications: nothing,
            openOptions: nothing,
            finish: nothing,
          }}
        />
      ));
      press(document, scene.press);
    },
    panel(id: string, look: Look): void {
      const scene = find(panelScenes, id);
      showPage({ id, page: samplePage() }, look, panelCss, (page) => (
        <ScenePanel scene={scene} page={page} />
      ));
      press(document, scene.press ?? []);
      // The chart is drawn with the frame after next.
      setTimeout(() => {
        const chart = document.querySelector('.chart');
        for (const key of scene.keys ?? []) {
          chart?.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
        }
      }, 100);
    },
    options(id: string, look: Look): void {
      showPage(find(optionsScenes, id), look, optionsCss, (store) => (
        <Options
          store={store}
          hosts={hosts}
          about={{ version: '0.1.0', userAgent: 'Gallery' }}
          actions={{
            update: never,
            undo: never,
            preview: async () => [{ key: 'binance-usdm:BTCUSDT', asset: 'BTC', warnings: sampleWarnings }],
            override: nothing,
            sizes: async () => sampleSizes,
            exportFile: nothing,
            importFile: async () => sampleImport,
            reset: nothing,
            clearHistory: async () => null,
            events: async () => sampleEvents,
            copy: async () => true,
            areNotificationsAllowed: async () => true,
            tryAlert: nothing,
            setVenue: nothing,
            showHost: nothing,
            allowVenue: nothing,
            takeBackVenue: nothing,
            dismiss: nothing,
          }}
        />
      ));
    },
  },
};

export type Gallery = typeof gallery;

Object.assign(globalThis, { gallery });
