import { defineConfig } from 'wxt';
import { venues } from './core/venues/registry.ts';
import { CHART_GRANT, tradingView } from './core/venues/tradingview.ts';
import type { Venue } from './core/venues/venue.ts';
import { apiPatterns, excludedPatterns, grantPatterns, pagePatterns } from './core/venues/venue-origins.ts';

const unique = (items: readonly string[]) => [...new Set(items)].sort();

const reachable = unique(
  venues.flatMap((venue) => [...venue.origins, ...Object.values(venue.alternateOrigins ?? {})]),
);
const requested = (permission: 'install' | 'optional', patternsOf: (venue: Venue) => string[]) =>
  unique(venues.filter((venue) => venue.permission === permission).flatMap(patternsOf));

const installed = venues.filter((venue) => venue.permission === 'install');
const pageMatches = unique(installed.flatMap(pagePatterns));
const excludeGlobs = unique(installed.flatMap(excludedPatterns));

/**
 * What the content script may know of the venues without carrying them: where a trading page can be. The same
 * script is registered on the pages of optional venues when the user allows one.
 */
const tradingPages = [...venues, tradingView].map((site) => ({
  hosts: site.pages.hosts,
  tradingPath: site.pages.tradingPath,
  ...(site === tradingView && { isChart: true }),
}));

/** Even a bad dependency cannot reach a host that is no venue's. The dev server is added while developing. */
const contentSecurityPolicy = (developing: boolean) =>
  [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    "font-src 'self'",
    `connect-src 'self' ${reachable.join(' ')}${developing ? ' ws://localhost:* http://localhost:*' : ''}`,
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');

export default defineConfig({
  imports: false,
  manifestVersion: 3,
  manifest: ({ command, browser }) => {
    return {
      name: '__MSG_extensionName__',
      description: '__MSG_extensionDescription__',
      default_locale: 'en',
      permissions: ['storage', 'alarms', 'notifications', 'scripting'],
      host_permissions: requested('install', apiPatterns),
      optional_host_permissions: unique([...requested('optional', grantPatterns), CHART_GRANT]),
      content_security_policy: { extension_pages: contentSecurityPolicy(command === 'serve') },
      icons: { 16: 'icons/16.png', 32: 'icons/32.png', 48: 'icons/48.png', 128: 'icons/128.png' },
      ...(browser === 'firefox'
        ? {
            browser_specific_settings: {
              gecko: {
                id: 'overlay@flushpoint',
                strict_min_version: '142.0',
                data_collection_permissions: { required: ['none'] },
              },
            },
          }
        : { minimum_chrome_version: '120' }),
    };
  },
  vite: () => ({ define: { __TRADING_PAGES__: JSON.stringify(tradingPages) } }),
  hooks: {
    // The overlay's entry only holds a placeholder match, so that no venue code enters its bundle.
    'build:manifestGenerated': (_wxt, manifest) => {
      for (const script of manifest.content_scripts ?? []) {
        script.matches = pageMatches;
        script.exclude_globs = excludeGlobs;
      }
      delete manifest.web_accessible_resources;
    },
  },
});
