import type { WireAnswer } from '../wire/wire.ts';
import { commuterPage } from './commuter.ts';
import { hostilePage } from './hostile.ts';
import { ordinaryPage } from './ordinary.ts';
import { tablePage } from './table.ts';

const TRADING_HOSTS = [
  'www.binance.com',
  'www.bybit.com',
  'www.okx.com',
  'my.okx.com',
  'app.okx.com',
  'app.hyperliquid.xyz',
  'www.gate.com',
];

/**
 * The stand-in page under a real trading host; null when the address is none (an API path, an unknown host).
 * `?stand-in=hostile` gives the page that fights back, `?stand-in=rtl` a right-to-left one, `?stand-in=table` a
 * big quiet one, `?stand-in=commuter` one that comes and goes.
 */
export function pageFor(url: URL): WireAnswer | null {
  if (!TRADING_HOSTS.includes(url.hostname) || url.pathname.startsWith('/api/')) return null;
  const variant = url.searchParams.get('stand-in');
  if (variant === 'table') return tablePage();
  if (variant === 'commuter') return commuterPage(url);
  return variant === 'hostile' ? hostilePage(url) : ordinaryPage(url, variant === 'rtl' ? 'rtl' : 'ltr');
}
