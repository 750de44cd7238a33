import { describe, expect, it } from 'vitest';
import { MINUTE, SECOND } from '../../../core/domain/time.ts';
import { HttpFailure } from '../../../core/feed/ports.ts';
import { createRig } from './rig.ts';

const BINANCE = 'binance-usdm:BTCUSDT';
const OKX = 'okx-swap:BTC-USDT-SWAP';
const visible = (key: string) => [{ key, rank: 'visible' as const }];

const FAULTS = [
  ['a server error', { status: 503, body: 'Service Unavailable' }],
  ['nonsense', { status: 200, body: { nonsense: true } }],
  ['a web page', { status: 200, body: '<!doctype html><title>Wi-Fi</title>' }],
  ['no connection', new HttpFailure('network')],
] as const;

describe('a venue that was down and answers again', () => {
  // The card stayed grey and said «offline» for good, because a socket had taken over what had failed.
  it.each(FAULTS)('is live within a minute after %s, with its socket back', async (_name, answer) => {
    const rig = await createRig();
    rig.engine.want('tab', visible(BINANCE));
    await rig.run(30 * SECOND);
    rig.spoil((_request, venue) => (venue === 'binance-usdm' ? answer : undefined));
    rig.dropSockets();
    await rig.kill();
    await rig.engine.recall(BINANCE);
    rig.engine.want('tab', visible(BINANCE));
    await rig.run(20 * SECOND);
    expect(rig.engine.pair(BINANCE)!.freshness.status).not.toBe('live');
    rig.spoil(() => undefined);
    // Six polls a minute: the failed ones of the minute before still count.
    await rig.run(MINUTE);
    expect(rig.engine.pair(BINANCE)!.freshness.status).toBe('live');
  });

  // Another exchange's card named it «offline» for good, for a chart that nobody asked of it any more.
  it('is live on another venue’s card although only the failed chart is not asked again', async () => {
    const rig = await createRig({ withSockets: false });
    rig.engine.want('tab', visible(BINANCE));
    await rig.run(30 * SECOND);
    rig.spoil(({ url }) => (/fapi.*klines/.test(url) ? { status: 503, body: '' } : undefined));
    await rig.run(2 * MINUTE);
    const status = (key: string) =>
      rig.engine.sourcesOf(key).find(({ venue }) => venue === 'binance-usdm')?.status;
    expect(status(BINANCE)).toBe('offline');
    rig.engine.want('tab', visible(OKX));
    await rig.run(5 * MINUTE);
    expect(status(OKX)).not.toBe('offline');
  });

  // Hyperliquid answers `null` for a coin it does not know; for all coins it is no answer.
  it('is named, and back within two minutes, after «unknown symbol» to a question that named none', async () => {
    const rig = await createRig({ withSockets: false });
    const status = () => rig.engine.sourcesOf(BINANCE).find(({ venue }) => venue === 'hyperliquid')?.status;
    rig.spoil((_request, venue) => (venue === 'hyperliquid' ? { status: 200, body: null } : undefined));
    rig.engine.want('tab', visible(BINANCE));
    await rig.run(10 * SECOND);
    expect(status()).toBe('invalid-answer');
    rig.spoil(() => undefined);
    await rig.run(2 * MINUTE);
    expect(status()).toBe('live');
  });
});
