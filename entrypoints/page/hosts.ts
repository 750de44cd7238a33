import { browser } from 'wxt/browser';

/** Every host the extension may contact, by the policy the browser enforces: sockets are in it too. */
export function contactedHosts(): string[] {
  const policy = Object.values(browser.runtime.getManifest().content_security_policy ?? {}).join(' ');
  const found = [...policy.matchAll(/(?:https|wss):\/\/([^\s:/;]+)/g)].map(([, host = '']) => host);
  return [...new Set(found)].sort();
}
