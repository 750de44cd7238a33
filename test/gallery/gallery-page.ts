import { fileURLToPath } from 'node:url';
import type { Browser, Page } from '@playwright/test';
import { build } from 'vite';
import { messagesOf } from '../tools/words.ts';
import type { Gallery, Look, OverlayLook } from './main.tsx';

declare const gallery: Gallery;

/** The widest common font: what fits with it fits with all. */
const WIDEST = 'DejaVu Sans';
const BACKDROP = { dark: '#0b0e11', light: '#e9ecf0' } as const;

export const LOOKS: readonly (readonly [name: string, look: Look])[] = [
  ['dark', { theme: 'dark', palette: 'standard', font: WIDEST }],
  ['light', { theme: 'light', palette: 'standard', font: WIDEST }],
  ['dark-colour-blind', { theme: 'dark', palette: 'colour-blind', font: WIDEST }],
  ['light-colour-blind', { theme: 'light', palette: 'colour-blind', font: WIDEST }],
];

export type PageSurface = Exclude<keyof Gallery['scenes'], 'overlay'>;

/** The gallery as one script, to be run in any page. */
export async function bundleGallery(): Promise<string> {
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

export interface PageOptions {
  readonly theme: 'dark' | 'light';
  readonly width: number;
  readonly height: number;
  readonly scale?: number;
  readonly direction?: 'ltr' | 'rtl';
  /** A folder of `_locales`. */
  readonly language?: string;
  readonly body?: string;
}

export async function openPage(browser: Browser, script: string, options: PageOptions): Promise<Page> {
  const { theme, width, height, scale = 2, direction = 'ltr', language = 'en', body = '' } = options;
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
    `<!doctype html><html lang="${language.replace('_', '-')}" dir="${direction}"><head><title>Flushpoint</title></head><body style="margin:0;background:${BACKDROP[theme]}">${body}</body></html>`,
  );
  await page.addScriptTag({ content: script });
  if (language !== 'en') {
    const texts = Object.entries(messagesOf(language)).map(([key, { message }]) => [key, message]);
    await page.evaluate((texts) => gallery.speak(texts), Object.fromEntries(texts));
  }
  return page;
}

export async function settle(page: Page): Promise<void> {
  await page.evaluate(async () => {
    await document.fonts.ready;
    await new Promise((done) => setTimeout(done, 150));
  });
}

export function scenesOf(page: Page, surface: keyof Gallery['scenes']): Promise<string[]> {
  return page.evaluate((of) => [...gallery.scenes[of]], surface);
}

/** Shows one scene of a page that is all its own. */
export async function showPage(page: Page, surface: PageSurface, id: string, look: Look): Promise<void> {
  await page.evaluate(({ surface, id, look }) => gallery.show[surface](id, look), { surface, id, look });
  await settle(page);
}

/** Every overlay scene side by side on one page, each in a figure with its id. */
export async function openSheet(
  browser: Browser,
  script: string,
  look: OverlayLook,
  options: Partial<PageOptions> = {},
): Promise<Page> {
  const [columns, width] = look.collapsed ? [5, 260] : [6, 320];
  const page = await openPage(browser, script, {
    theme: look.theme,
    width: columns * (width + 24) + 24,
    height: 1000,
    body: `<main id="sheet" style="display:grid;grid-template-columns:repeat(${columns},${width}px);gap:24px;padding:24px;align-items:start"></main>`,
    ...options,
  });
  await page.evaluate((look) => {
    for (const id of gallery.scenes.overlay) {
      const cell = document.createElement('figure');
      cell.id = id;
      cell.style.cssText = 'margin:0';
      const caption = document.createElement('figcaption');
      caption.textContent = id;
      caption.style.cssText = 'font:11px sans-serif;color:#808890;margin-bottom:6px';
      cell.append(caption);
      document.querySelector('#sheet')?.append(cell);
      gallery.showOverlay(cell, id, look);
    }
  }, look);
  await settle(page);
  return page;
}
