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
import type { Gallery, Look } from './main.tsx';

declare const gallery: Gallery;

const { values } = parseArgs({
  options: { out: { type: 'string', default: '.flushpoint/gallery' }, only: { type: 'string', default: '' } },
});
const here = fileURLToPath(new URL('.', import.meta.url));

async function bundle(): Promise<string> {
  const result = await build({
    configFile: false,
    logLevel: 'warn',
    root: here,
    oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
    build: { write: false, minify: false, lib: { entry: 'main.tsx', formats: ['iife'], name: 'entry' } },
  });
  const output = Array.isArray(result) ? result[0] : result;
  if (!output || !('output' in output)) throw new Error('The gallery did not build.');
  return output.output[0].code;
}

/** A page that looks like where the overlay lives: a chart, an order book, order buttons. */
const BACKDROP = {
  dark: '#0b0e11',
  light: '#e9ecf0',
};

async function open(
  browser: Browser,
  script: string,
  look: Look,
  width: number,
  height: number,
  body: string,
) {
  const page = await browser.newPage({
    viewport: { width, height },
    deviceScaleFactor: 2,
    colorScheme: look.theme,
    locale: 'en-US',
    timezoneId: 'UTC',
  });
  await page.setContent(
    `<!doctype html><html><body style="margin:0;background:${BACKDROP[look.theme]}">${body}</body></html>`,
  );
  await page.addScriptTag({ content: script });
  return page;
}

async function sheet(
  browser: Browser,
  script: string,
  name: string,
  look: Look,
  columns: number,
  width: number,
) {
  const page = await open(
    browser,
    script,
    look,
    columns * (width + 24) + 24,
    600,
    `<div id="sheet" style="display:grid;grid-template-columns:repeat(${columns},${width}px);gap:24px;padding:24px;align-items:start"></div>`,
  );
  await page.evaluate(
    ({ look }) => {
      const sheet = document.querySelector('#sheet')!;
      gallery.overlayScenes.forEach((id) => {
        const cell = document.createElement('div');
        cell.id = `cell-${id}`;
        const caption = document.createElement('div');
        caption.textContent = id;
        caption.style.cssText = 'font:11px sans-serif;color:#888;margin-bottom:6px';
        cell.append(caption);
        sheet.append(cell);
        gallery.showOverlay(`#cell-${id}`, id, look);
      });
    },
    { look },
  );
  await settle(page);
  await page.locator('#sheet').screenshot({ path: `${values.out}/${name}.png` });
  await page.close();
}

async function settle(page: Page): Promise<void> {
  await page.evaluate(async () => {
    await document.fonts.ready;
    await new Promise((done) => setTimeout(done, 300));
  });
}

const script = await bundle();
mkdirSync(values.out, { recursive: true });
const browser = await chromium.launch({
  executablePath: findChromium() ?? undefined,
  args: ['--no-sandbox'],
});
try {
  for (const theme of ['dark', 'light'] as const) {
    for (const collapsed of [false, true]) {
      const name = `sheet-overlay-${collapsed ? 'pill' : 'card'}-${theme}`;
      if (!name.includes(values.only)) continue;
      const look: Look = { theme, palette: 'standard', collapsed, inFlow: true, font: 'DejaVu Sans' };
      await sheet(browser, script, name, look, collapsed ? 5 : 6, collapsed ? 260 : 320);
    }
  }
} finally {
  await browser.close();
}
