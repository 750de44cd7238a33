import { describe, expect, it } from 'vitest';
import { SECOND } from '../../../core/domain/time.ts';
import { HttpFailure } from '../../../core/feed/ports.ts';
import { createRig } from './rig.ts';

const BTC = 'binance-usdm:BTCUSDT';
const visible = [{ key: BTC, rank: 'visible' as const }];

describe('a Reading left by an earlier worker', () => {
  // The trader saw «31 s old» and later «has sent nothing new» while the exchange had banned him.
  it.each([
    ['offline', new HttpFailure('network')],
    ['banned', { status: 418, headers: new Map([['retry-after', '600']]), body: { code: -1003, msg: '' } }],
    ['blocked-region', { status: 451, headers: new Map<string, string>(), body: {} }],
  ] as const)('is called %s as soon as its venue answers so', async (status, answer) => {
    const rig = await createRig({ withSockets: false });
    rig.engine.want('tab', visible);
    await rig.run(4 * SECOND);
    await rig.kill();
    rig.spoil((_request, venue) => (venue === 'binance-usdm' ? answer : undefined));
    await rig.engine.recall(BTC);
    rig.engine.want('tab', visible);
    await rig.run(3 * SECOND);
    expect(rig.engine.pair(BTC)!.freshness.status).toBe(status);
  });
});
