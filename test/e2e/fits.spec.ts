import { type Browser, chromium, expect, test } from '@playwright/test';
import {
  bundleGallery,
  LOOKS,
  openPage,
  openSheet,
  type PageSurface,
  scenesOf,
  showPage,
} from '../gallery/gallery-page.ts';
import { misfits } from '../gallery/misfits.ts';
import { findOrInstallChromium } from '../tools/chromium.ts';
import { languages } from '../tools/words.ts';

const look = LOOKS[0]![1];
/** Each at the narrowest it is ever drawn. */
const PAGES: readonly (readonly [surface: PageSurface, width: number])[] = [
  ['popup', 372],
  ['options', 320],
  ['welcome', 320],
];

let script: string;
let browser: Browser;

test.beforeAll(async () => {
  script = await bundleGallery();
  browser = await chromium.launch({ executablePath: await findOrInstallChromium(), args: ['--no-sandbox'] });
});

test.afterAll(() => browser.close());

for (const language of languages) {
  test(`every text fits its place in ${language}, in the widest font`, async () => {
    const found: string[] = [];
    for (const collapsed of [false, true]) {
      const options = { language, scale: 1 };
      const page = await openSheet(browser, script, { ...look, collapsed, inFlow: true }, options);
      found.push(...(await page.evaluate(misfits)));
      await page.close();
    }
    for (const [surface, width] of PAGES) {
      const options = { theme: 'dark', width, height: 700, language, scale: 1 } as const;
      const page = await openPage(browser, script, options);
      for (const id of await scenesOf(page, surface)) {
        await showPage(page, surface, id, look);
        const lines = await page.evaluate(misfits);
        found.push(...lines.map((line) => `${surface} ${id} ${line}`));
      }
      await page.close();
    }
    expect([...new Set(found)]).toEqual([]);
  });
}
