import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { type BrowserContext, chromium, type Page, type Worker } from '@playwright/test';
import { ROOT } from './steps.ts';

export interface Launched {
  readonly context: BrowserContext;
  readonly extensionId: string;
  worker(): Promise<Worker>;
  openExtensionPage(path: string): Promise<Page>;
  close(): Promise<void>;
}

export interface LaunchOptions {
  readonly executablePath: string;
  /** Every host name is mapped to this loopback port: nothing leaves the machine. Null = the real network. */
  readonly port: number | null;
  readonly headless: boolean;
  readonly viewport?: { width: number; height: number };
  readonly deviceScaleFactor?: number;
  /** Keep a profile between launches; a fresh temporary one otherwise. */
  readonly profile?: string;
  readonly extension?: string;
  /** A fresh profile begins with the welcome page; tests of it keep it. */
  readonly keepWelcome?: boolean;
  /** Playwright switches bfcache off; tests of it switch it back on. */
  readonly backForwardCache?: boolean;
}

const QUIET = [
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
  '--disable-quic',
  '--disable-gpu',
];

/** Chromium with the built extension, talking to loopback only when a port is given. */
export async function launch(options: LaunchOptions): Promise<Launched> {
  const extension = options.extension ?? `${ROOT}.output/chrome-mv3`;
  const profile = options.profile ?? mkdtempSync(`${tmpdir()}/flushpoint-`);
  const loopback =
    options.port === null
      ? []
      : [`--host-resolver-rules=MAP * 127.0.0.1:${options.port}`, '--ignore-certificate-errors'];
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: options.executablePath,
    headless: false,
    viewport: options.viewport ?? { width: 1360, height: 860 },
    deviceScaleFactor: options.deviceScaleFactor,
    ignoreHTTPSErrors: options.port !== null,
    ignoreDefaultArgs: options.backForwardCache ? ['--disable-back-forward-cache'] : [],
    args: [
      ...(options.headless ? ['--headless=new'] : []),
      `--disable-extensions-except=${extension}`,
      `--load-extension=${extension}`,
      ...QUIET,
      ...loopback,
    ],
  });
  const worker = async () =>
    context.serviceWorkers()[0] ?? context.waitForEvent('serviceworker', { timeout: 30_000 });
  const extensionId = new URL((await worker()).url()).host;
  if (!options.keepWelcome) await closeWelcome(context, options.profile === undefined ? 5_000 : 1_500);
  return {
    context,
    extensionId,
    worker,
    openExtensionPage: async (path) => {
      const page = await context.newPage();
      await page.goto(`chrome-extension://${extensionId}/${path}`);
      return page;
    },
    close: async () => {
      await context.close();
      if (options.profile === undefined) rmSync(profile, { recursive: true, force: true });
    },
  };
}

/** It opens with the install and would take the front from the page under test. */
async function closeWelcome(context: BrowserContext, withinMs: number): Promise<void> {
  for (const end = Date.now() + withinMs; Date.now() < end; ) {
    const welcome = context.pages().find((page) => page.url().endsWith('/welcome.html'));
    if (welcome !== undefined) {
      // Closed while it asks for its words, it would leave none for the next page of its process.
      await welcome.getByRole('heading').first().waitFor();
      return welcome.close();
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
