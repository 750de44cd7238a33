import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { idleDeathsInChromium } from './chromium.ts';
import { idleDeathsInFirefox } from './firefox.ts';

/** `--browser chromium|firefox --deaths N --json FILE`: about 50 s a death, on the build in `.output`. */
const { values } = parseArgs({
  options: {
    browser: { type: 'string', default: 'chromium' },
    deaths: { type: 'string', default: '100' },
    json: { type: 'string' },
  },
});
const deaths = Number(values.deaths);
const report =
  values.browser === 'firefox' ? await idleDeathsInFirefox(deaths) : await idleDeathsInChromium(deaths);
if (report === null) {
  console.log('skipped: no Firefox here and none could be installed');
} else {
  const text = `${JSON.stringify(report, null, 2)}\n`;
  console.log(text);
  if (values.json !== undefined) writeFileSync(values.json, text);
  const bad =
    report.lost > 0 || report.awayRequests > 0 || report.settingsChanged || report.uncaught.length > 0;
  process.exitCode = bad ? 1 : 0;
}
