import { browser } from 'wxt/browser';

/** Alarms of at least half a minute; their listener must be registered while the worker starts. */
export const POLL_ALARM = 'poll';

const PERIOD_MINUTES = 1;

/** Re-creating a running alarm would start its period anew, so that one started often enough never rings. */
export async function setPollAlarm(wanted: boolean): Promise<void> {
  const running = await browser.alarms.get(POLL_ALARM);
  if (wanted && running === undefined) {
    await browser.alarms.create(POLL_ALARM, { periodInMinutes: PERIOD_MINUTES });
  } else if (!wanted && running !== undefined) {
    await browser.alarms.clear(POLL_ALARM);
  }
}

export function onPollAlarm(ring: () => void): void {
  browser.alarms.onAlarm.addListener(({ name }) => {
    if (name === POLL_ALARM) ring();
  });
}
