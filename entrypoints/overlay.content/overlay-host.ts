import { type ComponentChild, Fragment, h, render } from 'preact';
import chartsCss from '../../components/charts/charts.css?inline';
import overlayCss from '../../components/overlay/overlay.css?inline';
import baseCss from '../../components/theme/base.css?inline';
import tokensCss from '../../components/theme/tokens.css?inline';

/** Nothing of these may reach the page: a key could be an order hotkey there. */
const KEPT_INSIDE = [
  'keydown',
  'keyup',
  'keypress',
  'beforeinput',
  'input',
  'paste',
  'wheel',
  'pointerdown',
  'pointerup',
  'mousedown',
  'mouseup',
  'touchstart',
  'touchend',
  'click',
  'dblclick',
  'contextmenu',
  'focusin',
  'focusout',
];

const TAG = /^fp-[a-z]{8}$/;
const REMOUNT_DELAY = 250;
const REMOUNTS_A_MINUTE = 5;

function randomTag(): string {
  const letters = crypto.getRandomValues(new Uint8Array(8));
  return `fp-${[...letters].map((byte) => String.fromCharCode(97 + (byte % 26))).join('')}`;
}

export interface OverlayHost {
  /** Puts the overlay on the page, and back when the page removes it. */
  show(): void;
  hide(): void;
  /** Draws anew from scratch: the words have changed. */
  redraw(): void;
}

/** A closed shadow root that brings its own styles and lets no event out. */
export function createOverlayHost(content: () => ComponentChild): OverlayHost {
  let host: HTMLElement | null = null;
  let root: ShadowRoot | null = null;
  let guard: MutationObserver | null = null;
  let remounts: number[] = [];
  let edition = 0;
  let planned: ReturnType<typeof setTimeout> | undefined;

  // A key of its own for each set of words: what was drawn in others is not to be reused.
  const draw = () => root && render(h(Fragment, { key: edition }, content()), root);

  const build = () => {
    // One left behind by an earlier version of the extension; its script is gone.
    for (const child of document.documentElement.children) if (TAG.test(child.localName)) child.remove();
    host = document.createElement(randomTag());
    root = host.attachShadow({ mode: 'closed' });
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(tokensCss + baseCss + chartsCss + overlayCss);
    root.adoptedStyleSheets = [sheet];
    for (const type of KEPT_INSIDE) {
      root.addEventListener(type, (event) => event.stopPropagation(), { passive: true });
    }
    draw();
    document.documentElement.append(host);
  };

  const restore = () => {
    planned = undefined;
    if (!host || host.isConnected) return;
    const now = Date.now();
    remounts = remounts.filter((time) => now - time < 60_000);
    if (remounts.length < REMOUNTS_A_MINUTE) {
      remounts.push(now);
      document.documentElement.append(host);
    } else {
      // The page insists. It gets its way for a while, not a fight.
      planned = setTimeout(restore, 60_000 - (now - (remounts[0] ?? now)));
    }
  };

  const watch = () => {
    guard = new MutationObserver(() => {
      if (host && !host.isConnected) planned ??= setTimeout(restore, REMOUNT_DELAY);
    });
    guard.observe(document, { childList: true });
    guard.observe(document.documentElement, { childList: true });
  };

  return {
    redraw() {
      edition++;
      draw();
    },
    show() {
      if (host) return;
      build();
      watch();
    },
    hide() {
      if (!host || !root) return;
      guard?.disconnect();
      clearTimeout(planned);
      planned = undefined;
      render(null, root);
      host.remove();
      host = null;
      root = null;
    },
  };
}
