import type { Random } from '../market/random.ts';
import type { FaultName } from '../market/wire/faults.ts';
import { REST_FAULTS, SOCKET_FAULTS } from '../market/wire/faults.ts';

/** One thing done to the running product. Plain data, so that a failing run can be cut and run again. */
export type Step =
  | { readonly kind: 'kill'; readonly afterMs: number; readonly moment: 'idle' | 'asking' | 'writing' }
  | { readonly kind: 'switch'; readonly asset: string; readonly times: number }
  | { readonly kind: 'fault'; readonly venue: string; readonly fault: FaultName; readonly forMs: number }
  | { readonly kind: 'storm'; readonly tabs: number }
  | { readonly kind: 'storage'; readonly key: string }
  | { readonly kind: 'back' };

const VENUES = ['binance-usdm', 'bybit-linear', 'okx-swap', 'hyperliquid'] as const;
const STORED = ['settings', 'feed', 'placements', 'instruments:okx-swap', 'warnings'];

/** `kills` kills with everything else between them. Same seed, same steps. */
export function stepsFor(kills: number, random: Random): Step[] {
  const below = (count: number) => Math.floor(random.next() * count);
  const steps: Step[] = [];
  for (let i = 0; i < kills; i++) {
    const other = random.next();
    if (other < 0.25)
      steps.push({ kind: 'switch', asset: random.next() < 0.5 ? 'BTC' : 'ETH', times: 1 + below(4) });
    else if (other < 0.45) {
      const names: readonly FaultName[] = [...REST_FAULTS, ...SOCKET_FAULTS];
      const fault = names[below(names.length)]!;
      steps.push({ kind: 'fault', venue: VENUES[below(VENUES.length)]!, fault, forMs: 500 + below(2_500) });
    } else if (other < 0.5) steps.push({ kind: 'storm', tabs: 2 + below(4) });
    else if (other < 0.55) steps.push({ kind: 'storage', key: STORED[below(STORED.length)]! });
    else if (other < 0.6) steps.push({ kind: 'back' });
    const moment = (['idle', 'asking', 'writing'] as const)[below(3)]!;
    steps.push({ kind: 'kill', afterMs: below(700), moment });
  }
  return steps;
}
