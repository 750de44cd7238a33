import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chromium } from '@playwright/test';

// Branded Chrome ignores --load-extension since 137; Chromium and Chrome for Testing accept it.
const CANDIDATES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/snap/bin/chromium'];

/** Path of a Chromium that can load an unpacked extension, or null. `FLUSHPOINT_CHROMIUM` wins. */
export function findChromium(): string | null {
  const named = process.env.FLUSHPOINT_CHROMIUM;
  if (named) return existsSync(named) ? named : null;
  return [...CANDIDATES, chromium.executablePath()].find((path) => existsSync(path)) ?? null;
}

/**
 * Finds Chromium, or installs it where a system package manager lets us.
 * Exits with one clear line when neither works.
 */
export async function findOrInstallChromium(): Promise<string> {
  const found = findChromium();
  if (found !== null) return found;
  if (process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    console.log('Installing Chromium from the system packages…');
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    spawnSync('apt-get', ['update', '-qq'], { stdio: 'inherit', env });
    const packages = ['chromium', 'fonts-dejavu-core'];
    spawnSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...packages], {
      stdio: ['ignore', 'ignore', 'inherit'],
      env,
    });
  } else {
    spawnSync('npx', ['playwright', 'install', 'chromium'], { stdio: 'inherit' });
  }
  const installed = findChromium();
  if (installed !== null) return installed;
  console.error(
    'Chromium is missing: install it (Debian: apt-get install chromium) or set FLUSHPOINT_CHROMIUM to its path.',
  );
  process.exit(1);
}

/** Its version line, e.g. `Chromium 156.0.8078.73`. */
export function chromiumVersion(path: string): string {
  // Some wrappers grumble on stderr.
  return execFileSync(path, ['--version'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
}
