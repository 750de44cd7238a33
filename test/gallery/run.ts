/**
 * Pictures of every surface, state and theme, drawn from sample Readings:
 * `node test/gallery/run.ts [--out DIR] [--only TEXT]`
 */
import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { type Browser, chromium, type Page } from '@playwright/test';
import { build } from 'vite';
import { findChromium } from '../tools/chromium.ts';
import type { Gallery, Look, OverlayLook } from './main.tsx';

declare const gallery: Gallery;

const { values } = parseArgs({
  options: { out: { type: 'string', default: '.flushpoint/gallery' }, only: { type: 'string', default: '' } },
});

/** The widest common font: what fits with it fits with all. */
const WIDEST = 'DejaVu Sans';
const BACKDROP = { dark: '#0b0e11', light: '#e9ecf0' } as const;

const LOOKS: readonly (readonly [name: string, look: Look])[] = [
  ['dark', { theme: 'dark', palette: 'standard', font: WIDEST }],
  ['light', { theme: 'light', palette: 'standard', font: WIDEST }],
  ['dark-colour-blind', { theme: 'dark', palette: 'colour-blind', font: WIDEST }],
  ['light-colour-blind', { theme: 'light', palette: 'colour-blind', font: WIDEST }],
];

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

async function bundle(): Promise<string> {
  const result = await build({
    configFile: false,
    logLevel: 'warn',
    root: fileURLToPath(new URL('.', import.meta.url)),
    oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
    build: { write: false, minify: false, lib: { entry: 'main.tsx', formats: ['iife'], name: 'entry' } },
  });
  const output = Array.isArray(result) ? result[0] : result;
  if (!output || !('output' in output)) throw new Error('The gallery did not build.');
  return output.output[0].code;
}

interface PageOptions {
  readonly theme: 'dark' | 'light';
  readonly width: number;
  readonly height: number;
  readonly scale?: number;
  readonly direction?: 'ltr' | 'rtl';
  readonly body?: string;
}

async function openPage(browser: Browser, script: string, options: PageOptions): Promise<Page> {
  const { theme, width, height, scale = 2, direction = 'ltr', body = '' } = options;
  const page = await browser.newPage({
    viewport: { width, height },
    deviceScaleFactor: scale,
    colorScheme: theme,
    reducedMotion: 'reduce',
    locale: 'en-US',
    timezoneId: 'UTC',
  });
  page.on('pageerror', (error) => {
    throw error;
  });
  await page.setContent(
    `<!doctype html><html lang="en" dir="${direction}"><body style="margin:0;background:${BACKDROP[theme]}">${body}</body></html>`,
  );
  await page.addScriptTag({ content: script });
  return page;
}

async function settle(page: Page): Promise<void> {
  await page.evaluate(async () => {
    await document.fonts.ready;
    await new Promise((done) => setTimeout(done, 300));
  });
}

const wanted = (name: string) => `${name}-`.includes(values.only);

/** Every overlay scene on one page: a picture of each, and one of all. */
async function overlaySheet(
  browser: Browser,
  script: string,
  name: string,
  look: OverlayLook,
): Promise<void> {
  const [columns, width] = look.collapsed ? [5, 260] : [6, 320];
  const page = await openPage(browser, script, {
    theme: look.theme,
    width: columns * (width + 24) + 24,
    height: 1000,
    body: `<div id="sheet" style="display:grid;grid-template-columns:repeat(${columns},${width}px);gap:24px;padding:24px;align-items:start"></div>`,
  });
  const ids = await page.evaluate((look) => {
    for (const id of gallery.scenes.overlay) {
      const cell = document.createElement('figure');
      cell.id = id;
      cell.style.cssText = 'margin:0';
      const caption = document.createElement('figcaption');
      caption.textContent = id;
      caption.style.cssText = 'font:11px sans-serif;color:#888;margin-bottom:6px';
      cell.append(caption);
      document.querySelector('#sheet')?.append(cell);
      gallery.showOverlay(cell, id, look);
    }
    return gallery.scenes.overlay;
  }, look);
  await settle(page);
  await page.locator('#sheet').screenshot({ path: `${values.out}/sheet-${name}.png` });
  for (const id of ids) await page.locator(`#${id}`).screenshot({ path: `${values.out}/${name}-${id}.png` });
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

async function extensionPage(
  browser: Browser,
  script: string,
  surface: 'popup' | 'options',
  width: number,
  [name, look]: (typeof LOOKS)[number],
): Promise<void> {
  const first = await openPage(browser, script, { theme: look.theme, width, height: 200 });
  const ids = await first.evaluate((of) => gallery.scenes[of], surface);
  await first.close();
  for (const id of ids) {
    const page = await openPage(browser, script, { theme: look.theme, width, height: 200 });
    await page.evaluate(
      ({ surface, id, look }) =>
        surface === 'popup' ? gallery.showPopup(id, look) : gallery.showOptions(id, look),
      { surface, id, look },
    );
    await settle(page);
    await page.waitForTimeout(250);
    await page.screenshot({ path: `${values.out}/${surface}-${width}-${name}-${id}.png`, fullPage: true });
    await page.close();
  }
}

const script = await bundle();
mkdirSync(values.out, { recursive: true });
const browser = await chromium.launch({
  executablePath: findChromium() ?? undefined,
  args: ['--no-sandbox'],
});
try {
  for (const [name, look] of LOOKS) {
    for (const collapsed of [false, true]) {
      const sheet = `${collapsed ? 'pill' : 'card'}-${name}`;
      if (wanted(sheet)) await overlaySheet(browser, script, sheet, { ...look, collapsed, inFlow: true });
    }
    for (const [surface, width] of [
      ['popup', 372],
      ['options', 960],
      ['options', 360],
    ] as const) {
      if (wanted(`${surface}-${width}-${name}`)) {
        await extensionPage(browser, script, surface, width, [name, look]);
      }
    }
  }
  for (const shape of SITUATIONS) {
    if (wanted(`overlay-${shape.name}`)) await situation(browser, script, shape);
  }
} finally {
  await browser.close();
}
console.log(`Pictures are in ${values.out}`);
