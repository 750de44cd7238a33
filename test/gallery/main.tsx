import { render } from 'preact';
import chartsCss from '../../components/charts/charts.css?inline';
import overlayCss from '../../components/overlay/overlay.css?inline';
import { Overlay } from '../../components/overlay/overlay.tsx';
import baseCss from '../../components/theme/base.css?inline';
import tokensCss from '../../components/theme/tokens.css?inline';
import { setDictionary } from '../../components/words/t.ts';
import { SECOND } from '../../core/domain/time.ts';
import type { Appearance } from '../../core/settings/settings.ts';
import { createOverlayStore } from '../../core/stores/overlay-store.ts';
import messages from '../../public/_locales/en/messages.json';
import { NOW } from '../fixtures/readings.ts';
import { sampleUpdate } from '../fixtures/views.ts';
import { type OverlayScene, overlayScenes } from './overlay-scenes.ts';

export interface Look {
  readonly theme: 'dark' | 'light';
  readonly palette: Appearance['palette'];
  readonly collapsed: boolean;
  /** Lies in the flow of the page, so that many fit on one sheet. */
  readonly inFlow: boolean;
  readonly font: string;
}

setDictionary((key, substitutions) => {
  const { message } = messages[key as keyof typeof messages] ?? { message: '' };
  return message.replace(/\$(\d)/g, (_slot, index) => substitutions[Number(index) - 1] ?? '');
});

function mountOverlay(place: Element, scene: OverlayScene, look: Look): ShadowRoot {
  const host = document.createElement('div');
  place.append(host);
  const root = host.attachShadow({ mode: 'open' });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(tokensCss + baseCss + chartsCss + overlayCss);
  const local = new CSSStyleSheet();
  if (look.inFlow) {
    local.replaceSync(
      ':host{all:initial!important;display:block!important;position:static!important;width:auto!important;height:auto!important}' +
        '.frame{position:static}',
    );
  }
  const font = new CSSStyleSheet();
  font.replaceSync(look.font ? `.fp{--fp-font:"${look.font}"}` : '');
  root.adoptedStyleSheets = [sheet, local, font];
  const store = createOverlayStore(NOW);
  store.navigate();
  const defaults = sampleUpdate();
  const appearance: Appearance = {
    ...defaults.appearance,
    theme: look.theme,
    palette: look.palette,
    density: scene.density ?? 'full',
  };
  const placement = { ...defaults.placement, collapsed: look.collapsed };
  store.receive(
    sampleUpdate(scene.view ?? undefined, { appearance, placement, warnings: scene.warnings ?? [] }),
  );
  if (scene.view === null) store.navigate();
  if (scene.link) store.setLink(scene.link, NOW - 20 * SECOND);
  const nothing = () => {};
  render(
    <Overlay
      store={store}
      onPlace={(next) => store.place(next)}
      onMute={nothing}
      onHideHere={nothing}
      onOpenOptions={nothing}
    />,
    root,
  );
  return root;
}

function press(root: ParentNode, names: readonly string[]): void {
  for (const name of names) {
    const button = [...root.querySelectorAll('button')].find(
      (candidate) => candidate.getAttribute('aria-label') === name || candidate.textContent?.includes(name),
    );
    if (!button) throw new Error(`No button “${name}”`);
    button.click();
  }
}

/** Called by the runner in the page. */
const gallery = {
  overlayScenes: overlayScenes.map(({ id }) => id),
  showOverlay(selector: string, id: string, look: Look): void {
    const scene = overlayScenes.find((candidate) => candidate.id === id);
    const place = document.querySelector(selector);
    if (!scene || !place) throw new Error(`No scene ${id} at ${selector}`);
    const root = mountOverlay(place, scene, look);
    if (!look.collapsed) press(root, scene.press ?? []);
  },
};

export type Gallery = typeof gallery;

Object.assign(globalThis, { gallery });
