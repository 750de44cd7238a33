import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseOverlayMessage, parsePageRequest } from '../../../core/messages/schemas.ts';

const placement = { edgeX: 'left', offsetX: 1, edgeY: 'top', offsetY: 2, collapsed: true } as const;

describe('what a content script may say', () => {
  it.each([
    { type: 'page:view', url: 'https://www.binance.com/en/futures/BTCUSDT', navigation: 3 },
    { type: 'page:visible', visible: false },
    { type: 'page:alive' },
    { type: 'placement:save', placement },
    { type: 'host:hide' },
    { type: 'symbol:mute', minutes: 60 },
    { type: 'options:open' },
    { type: 'panel:open' },
  ])('$type', (message) => {
    expect(parseOverlayMessage(message)).toEqual(message);
  });

  it.each([
    ['a settings change', { type: 'settings:update', thresholds: { crowding: 30 } }],
    ['a request for an address', { type: 'fetch', url: 'https://evil.test' }],
    ['an endless address', { type: 'page:view', url: 'x'.repeat(3_000), navigation: 0 }],
    ['a fraction of a navigation', { type: 'page:view', url: 'x', navigation: 0.5 }],
    ['a mute for years', { type: 'symbol:mute', minutes: 1e9 }],
    ['a mute of no length', { type: 'symbol:mute', minutes: Number.NaN }],
    ['a placement far away', { type: 'placement:save', placement: { ...placement, offsetX: 1e9 } }],
    ['nothing', null],
  ])('not %s', (_what, message) => {
    expect(parseOverlayMessage(message)).toBeNull();
  });

  it('is copied without what does not belong to it', () => {
    const message = JSON.parse('{"type":"page:alive","extra":1,"__proto__":{"polluted":1}}');
    expect(parseOverlayMessage(message)).toEqual({ type: 'page:alive' });
  });
});

describe('what an extension page may ask', () => {
  it.each([
    [{ type: 'watch:add', key: 'a:BTC' }, { key: 'a:BTC' }],
    [
      { type: 'watch:toggle', key: 'a:BTC', enabled: true },
      { key: 'a:BTC', enabled: true },
    ],
    [{ type: 'pause:set', paused: true }, { paused: true }],
    [{ type: 'settings:update', alerts: { quietFrom: 5 } }, { alerts: { quietFrom: 5 } }],
    [{ type: 'settings:undo' }, {}],
    [{ type: 'instruments:search', text: 'pepe' }, { text: 'pepe' }],
  ])('%j', (message, request) => {
    expect(parsePageRequest(message)).toEqual({ type: message.type, request });
  });

  it.each([
    [null],
    ['watch:add'],
    [{}],
    [{ type: 'watch:add' }],
    [{ type: 'watch:add', key: 7 }],
    [{ type: 'toString' }],
    [{ type: '__proto__' }],
    [{ type: 'instruments:search', text: 'x'.repeat(100) }],
  ])('not %j', (message) => {
    expect(parsePageRequest(message)).toBeNull();
  });
});

it('survives whatever it is sent', () => {
  const typed = fc.record({
    type: fc.constantFrom('page:view', 'placement:save', 'watch:add', 'settings:update', 'x'),
  });
  fc.assert(
    fc.property(
      fc.oneof(
        fc.anything(),
        fc.tuple(typed, fc.object()).map(([a, b]) => ({ ...b, ...a })),
      ),
      (message) => {
        parseOverlayMessage(message);
        parsePageRequest(message);
      },
    ),
    { numRuns: 5_000 },
  );
});
