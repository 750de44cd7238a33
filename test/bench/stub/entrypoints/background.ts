import { browser } from 'wxt/browser';
import { defineBackground } from 'wxt/utils/define-background';

/** Answers each port once, with nothing to look up. */
export default defineBackground(() => {
  browser.runtime.onConnect.addListener((port) => {
    port.onMessage.addListener(() => port.postMessage({ text: 'BTC +72' }));
  });
});
