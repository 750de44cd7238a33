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
