import { setTimeout as sleep } from 'node:timers/promises';
import { REST_PATH } from '../../market/pages/commuter.ts';
import { createStillWorld } from '../../market/still-world.ts';
import { startMarketServer } from '../../market/wire/server.ts';
import { FIREFOX_EXTENSION_ORIGIN, findOrInstallFirefox, launchFirefox } from '../../tools/firefox.ts';
import { type IdleReport, type Round, roundOf, summarise } from './rounds.ts';

const PAIR = 'https://www.binance.com/en/futures/BTCUSDT';
const REST = `https://www.binance.com${REST_PATH}?stand-in=commuter&away=100000`;
const LOOK_EVERY = 250;
/** No debugger is on the event page: this asks the browser's own bookkeeping. */
const STATE = `return WebExtensionPolicy.getByHostname(arguments[0]).extension.backgroundState;`;
/** Without the browser's own remarks on calls and sockets that its stop cut off. */
const ERRORS = `return Services.console.getMessageArray().map(String).filter((line) => line.includes(arguments[0]) && /JavaScript Error/.test(line) && !/context unloaded|establish a connection/.test(line));`;

/** The same in Firefox, whose event page dies in spite of its sockets. Null where there is no Firefox. */
export async function idleDeathsInFirefox(deaths: number): Promise<IdleReport | null> {
  const executable = findOrInstallFirefox();
  if (executable === null) return null;
  const server = await startMarketServer({
    world: createStillWorld(Date.now(), { ticking: true }),
    speed: 1,
  });
  const firefox = await launchFirefox(executable, server.port);
  const { marionette } = firefox;
  const host = FIREFOX_EXTENSION_ORIGIN.replace('moz-extension://', '');
  const goTo = (url: string) => marionette.send('WebDriver:Navigate', { url });
  const settings = async () => {
    await goTo(`${FIREFOX_EXTENSION_ORIGIN}/options.html`);
    return marionette.run<string>(
      'return browser.storage.local.get("settings").then((all) => JSON.stringify(all));',
    );
  };
  const rounds: Round[] = [];
  let outlived = 0;
  try {
    await goTo(PAIR);
    await sleep(5_000);
    const before = await settings();
    while (rounds.length < deaths) {
      await goTo(PAIR);
      await sleep(5_000);
      const left = Date.now();
      await goTo(REST);
      let died: number | null = null;
      while (died === null && Date.now() < left + 60_000) {
        await sleep(LOOK_EVERY);
        if ((await marionette.runInBrowser<string>(STATE, host)) === 'stopped') died = Date.now();
      }
      if (died === null) {
        outlived++;
        continue;
      }
      await sleep(2_000);
      const back = Date.now();
      await goTo(PAIR);
      await sleep(3_500);
      rounds.push(roundOf(server.log, left, died, back));
    }
    const uncaught = await marionette.runInBrowser<string[]>(ERRORS, host);
    const settingsChanged = before !== (await settings());
    return summarise('Firefox', rounds, { settingsChanged, uncaught, outlived });
  } finally {
    await firefox.close();
    await server.close();
  }
}
