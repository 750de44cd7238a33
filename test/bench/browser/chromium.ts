import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { findOrInstallChromium } from '../../tools/chromium.ts';
import { Devtools } from './devtools.ts';
import { Tab } from './tab.ts';

export interface ChromiumOptions {
  /** Folder of an unpacked extension; null for the browser alone. */
  readonly extension: string | null;
  /** Every host name leads to this loopback port: nothing leaves the machine. */
  readonly port: number;
}

/** A Chromium nobody but the debugger watches: hidden tabs are hidden, idle workers die. */
export interface Chromium {
  readonly devtools: Devtools;
  readonly extensionId: string;
  /** A fresh tab in the foreground; those before it in its window become hidden. */
  newTab(options?: { readonly newWindow?: boolean }): Promise<Tab>;
  show(tab: Tab): Promise<void>;
  close(): Promise<void>;
}

const SWITCHES = [
  '--headless=new',
  '--window-size=1360,860',
  '--no-first-run',
  '--no-default-browser-check',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--disable-sync',
  '--disable-component-update',
  '--disable-background-networking',
  '--ignore-certificate-errors',
  '--remote-debugging-port=0',
];

export async function startChromium({ extension, port }: ChromiumOptions): Promise<Chromium> {
  const executable = await findOrInstallChromium();
  const profile = mkdtempSync(`${tmpdir()}/flushpoint-bench-`);
  const parameters = [
    ...SWITCHES,
    `--host-resolver-rules=MAP * 127.0.0.1:${port}, EXCLUDE localhost`,
    `--user-data-dir=${profile}`,
    ...(extension ? [`--disable-extensions-except=${extension}`, `--load-extension=${extension}`] : []),
    'about:blank',
  ];
  const child = spawn(executable, parameters, { stdio: 'ignore' });
  const gone = new Promise((resolve) => child.once('exit', resolve));
  const kill = () => child.kill('SIGKILL');
  process.once('exit', kill);
  const devtools = await Devtools.connect(await debuggerUrl(profile, () => child.exitCode !== null));
  if (extension) await closeWelcome(devtools);
  return {
    devtools,
    extensionId: extension ? unpackedId(extension) : '',
    newTab: (options) => Tab.open(devtools, options?.newWindow),
    show: async ({ targetId }) => {
      await devtools.send('Target.activateTarget', { targetId });
    },
    close: async () => {
      await devtools.send('Browser.close').catch(() => {});
      devtools.close();
      await Promise.race([gone, sleep(5_000)]);
      kill();
      process.off('exit', kill);
      rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

/** The page a fresh profile begins with would take the front from the tab that is measured. */
async function closeWelcome(devtools: Devtools): Promise<void> {
  for (let i = 0; i < 60; i++) {
    const { targetInfos } = (await devtools.send('Target.getTargets')) as {
      targetInfos: readonly { targetId: string; url: string }[];
    };
    const welcome = targetInfos.find(({ url }) => url.endsWith('/welcome.html'));
    if (welcome !== undefined) {
      // Closed while it asks for its words, it would leave none for the next page of its process.
      await sleep(500);
      await devtools.send('Target.closeTarget', { targetId: welcome.targetId });
      return;
    }
    await sleep(50);
  }
}

async function debuggerUrl(profile: string, ended: () => boolean): Promise<string> {
  const file = `${profile}/DevToolsActivePort`;
  for (let i = 0; i < 300 && !ended(); i++) {
    if (existsSync(file)) {
      const [port, path] = readFileSync(file, 'utf8').trim().split('\n');
      if (path) return `ws://127.0.0.1:${port}${path}`;
    }
    await sleep(100);
  }
  throw new Error('Chromium did not start within half a minute');
}

/** Chromium names an unpacked extension by its folder: 16 bytes of SHA-256, one letter a…p for each half. */
function unpackedId(folder: string): string {
  const digest = createHash('sha256').update(folder).digest('hex').slice(0, 32);
  return [...digest].map((digit) => String.fromCharCode(97 + Number.parseInt(digit, 16))).join('');
}
