import { createRequire } from 'node:module';
import { type Browser, chromium, expect, type Page, test } from '@playwright/test';
import {
  bundleGallery,
  LOOKS,
  openPage,
  openSheet,
  type PageSurface,
  scenesOf,
  showPage,
} from '../gallery/gallery-page.ts';
import { findOrInstallChromium } from '../tools/chromium.ts';

/** The part of axe that is used, once its script has run in the page. */
declare const axe: {
  run(context: { exclude: readonly string[] }): Promise<{
    violations: { id: string; impact: string; nodes: { target: unknown[]; failureSummary: string }[] }[];
  }>;
};

const AXE = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
const PAGES: readonly (readonly [surface: PageSurface, width: number])[] = [
  ['popup', 372],
  ['options', 960],
  ['welcome', 960],
  ['panel', 400],
];

let script: string;
let browser: Browser;

test.beforeAll(async () => {
  script = await bundleGallery();
  browser = await chromium.launch({ executablePath: await findOrInstallChromium(), args: ['--no-sandbox'] });
});

test.afterAll(() => browser.close());

/** What axe calls serious or critical, a line each. */
async function grave(page: Page): Promise<string[]> {
  await page.addScriptTag({ path: AXE });
  return page.evaluate(async () => {
    // Captions are the gallery's own.
    const { violations } = await axe.run({ exclude: ['figcaption'] });
    return violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .flatMap(({ id, nodes }) =>
        nodes.map(({ target, failureSummary }) => `${id} ${JSON.stringify(target)} ${failureSummary}`),
      );
  });
}

for (const [name, look] of LOOKS) {
  for (const direction of ['ltr', 'rtl'] as const) {
    test(`axe finds nothing serious on any surface: ${name}, ${direction}`, async () => {
      const found: string[] = [];
      for (const collapsed of [false, true]) {
        const options = { direction, scale: 1 };
        const page = await openSheet(browser, script, { ...look, collapsed, inFlow: true }, options);
        found.push(...(await grave(page)));
        await page.close();
      }
      for (const [surface, width] of PAGES) {
        const page = await openPage(browser, script, {
          theme: look.theme,
          width,
          height: 800,
          scale: 1,
          direction,
        });
        const [first = ''] = await scenesOf(page, surface);
        await showPage(page, surface, first, look);
        found.push(...(await grave(page)).map((line) => `${surface}: ${line}`));
        await page.close();
      }
      expect(found).toEqual([]);
    });
  }
}

/** Names of the controls that Tab does not reach, one radio button standing for its group. */
async function unreached(page: Page): Promise<string[]> {
  const count = await page.evaluate(() => {
    const roots: (Document | ShadowRoot)[] = [document];
    for (const { shadowRoot } of document.querySelectorAll('*')) if (shadowRoot) roots.push(shadowRoot);
    const controls = roots.flatMap((root) => [
      ...root.querySelectorAll<HTMLElement>('button, a[href], input, select, textarea, [tabindex="0"]'),
    ]);
    for (const control of controls) {
      if (control.matches(':disabled') || control.offsetParent === null) continue;
      if (control instanceof HTMLInputElement && control.type === 'radio' && !control.checked) continue;
      control.dataset.wanted = 'true';
      control.addEventListener('focus', () => delete control.dataset.wanted);
    }
    return controls.length;
  });
  for (let step = 0; step < count + 5; step++) await page.keyboard.press('Tab');
  return page.evaluate(() => {
    const roots: (Document | ShadowRoot)[] = [document];
    for (const { shadowRoot } of document.querySelectorAll('*')) if (shadowRoot) roots.push(shadowRoot);
    return roots.flatMap((root) =>
      [...root.querySelectorAll<HTMLElement>('[data-wanted]')].map(
        (control) => control.getAttribute('aria-label') ?? control.textContent ?? control.id,
      ),
    );
  });
}

test('every control of every surface is reached with the Tab key', async () => {
  const [, look] = LOOKS[0]!;
  const sheet = await openSheet(browser, script, { ...look, collapsed: false, inFlow: true }, { scale: 1 });
  expect(await unreached(sheet)).toEqual([]);
  await sheet.close();
  for (const [surface, width] of PAGES) {
    const page = await openPage(browser, script, { theme: look.theme, width, height: 800, scale: 1 });
    const [first = ''] = await scenesOf(page, surface);
    await showPage(page, surface, first, look);
    expect(await unreached(page), surface).toEqual([]);
    await page.close();
  }
});
