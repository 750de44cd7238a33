import { browser } from 'wxt/browser';
import { SECOND } from '../domain/time.ts';
import type { Timers } from '../feed/ports.ts';
import { venueById } from '../venues/registry.ts';
import { pageAddress } from './page-address.ts';

/** A worker that a press has just woken hears of its tabs a moment later. */
const TABS_REPORT_WITHIN = 1.5 * SECOND;

/** Brings a pair's page to the front: a tab that shows it, or else its venue's own page in a new one. */
export function createOpener(tools: {
  tabOf(key: string): number | null;
  readonly ready: Promise<void>;
  readonly timers: Timers;
}): (key: string) => Promise<void> {
  return async (key) => {
    await tools.ready;
    if (tools.tabOf(key) === null) {
      await new Promise<void>((done) => tools.timers.after(TABS_REPORT_WITHIN, done));
    }
    const tabId = tools.tabOf(key);
    if (tabId !== null && (await toFront(tabId))) return;
    const split = key.indexOf(':');
    const venue = venueById(key.slice(0, split));
    const [host] = venue?.pages.hosts ?? [];
    const url = pageAddress(key.slice(0, split), key.slice(split + 1)) ?? (host && `https://${host}/`);
    if (url) await browser.tabs.create({ url });
  };
}

/** False when the tab was closed a moment ago. */
async function toFront(tabId: number): Promise<boolean> {
  try {
    const tab = await browser.tabs.update(tabId, { active: true });
    if (tab?.windowId !== undefined) await browser.windows.update(tab.windowId, { focused: true });
    return true;
  } catch {
    return false;
  }
}
