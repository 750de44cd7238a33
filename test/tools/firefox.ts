import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { startLoopbackProxy } from './loopback-proxy.ts';
import { Marionette } from './marionette.ts';
import { ROOT } from './steps.ts';

const CANDIDATES = ['/usr/bin/firefox-esr', '/usr/bin/firefox'];
/** The extension's address in the test profile. */
export const FIREFOX_EXTENSION_ORIGIN = 'moz-extension://11111111-2222-4333-8444-555555555555';

/** Path of a Firefox, or null. `FLUSHPOINT_FIREFOX` wins; installed from the system packages where root may. */
export function findOrInstallFirefox(): string | null {
  const find = () =>
    [process.env.FLUSHPOINT_FIREFOX ?? '', ...CANDIDATES].find((path) => path !== '' && existsSync(path)) ??
    null;
  const found = find();
  if (found !== null || process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return found;
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  spawnSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'firefox-esr'], {
    stdio: 'ignore',
    env,
  });
  return find();
}

export interface LaunchedFirefox {
  readonly marionette: Marionette;
  close(): Promise<void>;
}

/** Firefox with the built extension, every host led to one loopback port. */
export async function launchFirefox(executable: string, port: number): Promise<LaunchedFirefox> {
  const profile = mkdtempSync(`${tmpdir()}/flushpoint-firefox-`);
  const proxy = await startLoopbackProxy(port);
  writeFileSync(`${profile}/user.js`, preferences(proxy.port));
  const args = [
    '--marionette',
    '-remote-allow-system-access',
    '--headless',
    '--no-remote',
    '--profile',
    profile,
    'about:blank',
  ];
  const env = {
    ...process.env,
    MOZ_HEADLESS: '1',
    MOZ_HEADLESS_WIDTH: '1360',
    MOZ_HEADLESS_HEIGHT: '900',
    HOME: profile,
  };
  const child = spawn(executable, args, { stdio: 'ignore', env });
  const marionette = await Marionette.connect(await activePort(profile, child));
  // Flat on purpose: wrapped in `alwaysMatch` it is silently ignored.
  await marionette.send('WebDriver:NewSession', { acceptInsecureCerts: true });
  await marionette.send('Addon:Install', { path: `${ROOT}.output/firefox-mv3`, temporary: true });
  await closeWelcome(marionette);
  return {
    marionette,
    close: async () => {
      marionette.close();
      proxy.close();
      const gone = new Promise((resolve) => child.once('exit', resolve));
      child.kill('SIGKILL');
      await gone;
      rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

/** It opens with the install and would take the front from the page under test. */
async function closeWelcome(marionette: Marionette): Promise<void> {
  for (let i = 0; i < 100; i++) {
    const closed = await marionette.runInBrowser<boolean>(`
      const { gBrowser } = Services.wm.getMostRecentWindow('navigator:browser');
      const tab = [...gBrowser.tabs].find(({ linkedBrowser }) =>
        linkedBrowser.currentURI.spec.endsWith('/welcome.html'));
      if (!tab) return false;
      gBrowser.removeTab(tab);
      return true;`);
    if (closed) return;
    await sleep(50);
  }
}

async function activePort(profile: string, child: ChildProcess): Promise<number> {
  for (let i = 0; i < 240 && child.exitCode === null; i++) {
    const file = `${profile}/MarionetteActivePort`;
    if (existsSync(file)) {
      const port = Number(readFileSync(file, 'utf8'));
      if (port > 0) return port;
    }
    await sleep(250);
  }
  throw new Error('Firefox did not start within a minute');
}

function preferences(proxyPort: number): string {
  const uuid = FIREFOX_EXTENSION_ORIGIN.replace('moz-extension://', '');
  const values: Record<string, string | number | boolean> = {
    'marionette.port': 0,
    'network.proxy.type': 1,
    'network.proxy.http': '127.0.0.1',
    'network.proxy.http_port': proxyPort,
    'network.proxy.ssl': '127.0.0.1',
    'network.proxy.ssl_port': proxyPort,
    'network.proxy.no_proxies_on': '',
    'network.proxy.failover_direct': false,
    'extensions.webextensions.uuids': JSON.stringify({ [extensionId()]: uuid }),
    'network.captive-portal-service.enabled': false,
    'network.connectivity-service.enabled': false,
    'app.normandy.enabled': false,
    'datareporting.policy.dataSubmissionEnabled': false,
    'browser.safebrowsing.malware.enabled': false,
    'browser.safebrowsing.phishing.enabled': false,
  };
  return Object.entries(values)
    .map(([name, value]) => `user_pref(${JSON.stringify(name)}, ${JSON.stringify(value)});`)
    .join('\n');
}

function extensionId(): string {
  const manifest = JSON.parse(readFileSync(`${ROOT}.output/firefox-mv3/manifest.json`, 'utf8'));
  return manifest.browser_specific_settings.gecko.id;
}
