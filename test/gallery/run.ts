/**
 * Pictures of every surface, state and theme, drawn from sample Readings:
 * `node test/gallery/run.ts [--out DIR] [--only TEXT]`
 */
import { mkdirSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { type Browser, chromium } from '@playwright/test';
import { findChromium } from '../tools/chromium.ts';
import { languages } from '../tools/words.ts';
import {
  bundleGallery,
  LOOKS,
  openPage,
  openSheet,
  type PageOptions,
  type PageSurface,
  scenesOf,
  settle,
  showPage,
} from './gallery-page.ts';
import type { Gallery, OverlayLook } from './main.tsx';

declare const gallery: Gallery;

const { values } = parseArgs({
  options: { out: { type: 'string', default: '.flushpoint/gallery' }, only: { type: 'string', default: '' } },
});

interface Situation {
  readonly name: string;
  readonly width: number;
  readonly height: number;
  readonly scale: number;
  readonly direction: 'ltr' | 'rtl';
  readonly collapsed?: boolean;
}

/** Windows in which the overlay has to find its place. */
const SITUATIONS: readonly Situation[] = [
  { name: 'desktop', width: 1280, height: 800, scale: 1, direction: 'ltr' },
  { name: 'window-320', width: 320, height: 640, scale: 2, direction: 'ltr' },
  { name: 'window-tiny', width: 360, height: 300, scale: 2, direction: 'ltr' },
  { name: 'window-4k', width: 3840, height: 2160, scale: 1, direction: 'ltr' },
  { name: 'right-to-left', width: 900, height: 720, scale: 1, direction: 'rtl' },
  { name: 'right-to-left-pill', width: 900, height: 300, scale: 1, direction: 'rtl', collapsed: true },
  { name: 'zoom-200', width: 640, height: 400, scale: 2, direction: 'ltr' },
];

/** Widths each page is drawn at, the usual one first. */
const WIDTHS: Readonly<Record<PageSurface, readonly number[]>> = {
  popup: [372],
  options: [960, 320],
  welcome: [1100, 360],
  panel: [400],
};

/** Windows in which a page is drawn once, in its first and fullest scene. */
const WINDOWS: readonly (readonly [name: string, options: Omit<PageOptions, 'theme'>])[] = [
  ['right-to-left', { width: 960, height: 200, scale: 1, direction: 'rtl' }],
  ['window-4k', { width: 3840, height: 2160, scale: 1 }],
  ['zoom-200', { width: 480, height: 300, scale: 4 }],
];

const wanted = (name: string) => `${name}-`.includes(values.only);

/** Every overlay scene on one page: a picture of each, and one of all. */
async function overlaySheet(browser: Browser, script: string, name: string, look: OverlayLook) {
  const page = await openSheet(browser, script, look);
  await page.locator('#sheet').screenshot({ path: `${values.out}/sheet-${name}.png` });
  for (const id of await scenesOf(page, 'overlay')) {
    await page.locator(`#${id}`).screenshot({ path: `${values.out}/${name}-${id}.png` });
  }
  await page.close();
}

async function situation(browser: Browser, script: string, shape: Situation): Promise<void> {
  const page = await openPage(browser, script, {
    ...shape,
    theme: 'dark',
    body: '<h1 style="color:#667;font:16px sans-serif;margin:16px">A trading page</h1>',
  });
  await page.evaluate((collapsed) => {
    const look = { theme: 'dark', palette: 'standard', font: '', collapsed, inFlow: false } as const;
    gallery.showOverlay(document.documentElement, 'warning', look);
  }, shape.collapsed ?? false);
  await settle(page);
  await page.screenshot({ path: `${values.out}/overlay-${shape.name}.png` });
  await page.close();
}

interface Picture {
  readonly surface: PageSurface;
  readonly id: string;
  readonly look: (typeof LOOKS)[number][1];
  readonly options: Omit<PageOptions, 'theme'>;
  readonly name: string;
}

async function pagePicture(browser: Browser, script: string, { surface, id, look, options, name }: Picture) {
  const page = await openPage(browser, script, { ...options, theme: look.theme });
  await showPage(page, surface, id, look);
  await page.waitForTimeout(250);
  await page.screenshot({ path: `${values.out}/${name}.png`, fullPage: true });
  await page.close();
}

/** Every scene of a page in one look. */
async function pageScenes(browser: Browser, script: string, surface: PageSurface, looked: number) {
  const [name, look] = LOOKS[looked]!;
  const first = await openPage(browser, script, { theme: look.theme, width: 400, height: 200 });
  const ids = await scenesOf(first, surface);
  await first.close();
  for (const width of WIDTHS[surface]) {
    if (!wanted(`${surface}-${width}-${name}`)) continue;
    for (const id of ids) {
      const options = { width, height: 200 };
      await pagePicture(browser, script, {
        surface,
        id,
        look,
        options,
        name: `${surface}-${width}-${name}-${id}`,
      });
    }
  }
  for (const [window, options] of looked === 0 ? WINDOWS : []) {
    const id = ids[0] ?? '';
    const picture = `${surface}-${window}`;
    if (wanted(picture)) await pagePicture(browser, script, { surface, id, look, options, name: picture });
  }
}

/** The card, the pill and each page's fullest scene in one language. */
async function inLanguage(browser: Browser, script: string, language: string): Promise<void> {
  const [, look] = LOOKS[0]!;
  for (const collapsed of [false, true]) {
    const page = await openSheet(browser, script, { ...look, collapsed, inFlow: true }, { language });
    const path = `${values.out}/language-${language}-${collapsed ? 'pill' : 'card'}.png`;
    await page.locator('#sheet').screenshot({ path });
    await page.close();
  }
  for (const surface of Object.keys(WIDTHS) as PageSurface[]) {
    const width = WIDTHS[surface][0] ?? 400;
    const page = await openPage(browser, script, { theme: look.theme, width, height: 200, language });
    const [id = ''] = await scenesOf(page, surface);
    await page.close();
    const options = { width, height: 200, language };
    await pagePicture(browser, script, {
      surface,
      id,
      look,
      options,
      name: `language-${language}-${surface}`,
    });
  }
}

const script = await bundleGallery();
mkdirSync(values.out, { recursive: true });
const browser = await chromium.launch({
  executablePath: findChromium() ?? undefined,
  args: ['--no-sandbox'],
});
try {
  for (const [looked, [name, look]] of LOOKS.entries()) {
    for (const collapsed of [false, true]) {
      const sheet = `${collapsed ? 'pill' : 'card'}-${name}`;
      if (wanted(sheet)) await overlaySheet(browser, script, sheet, { ...look, collapsed, inFlow: true });
    }
    for (const surface of Object.keys(WIDTHS) as PageSurface[]) {
      await pageScenes(browser, script, surface, looked);
    }
  }
  for (const shape of SITUATIONS) {
    if (wanted(`overlay-${shape.name}`)) await situation(browser, script, shape);
  }
  for (const language of languages) {
    if (language !== 'en' && wanted(`language-${language}`)) await inLanguage(browser, script, language);
  }
} finally {
  await browser.close();
}
console.log(`Pictures are in ${values.out}`);
