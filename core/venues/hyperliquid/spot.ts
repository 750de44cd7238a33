import * as z from 'zod/mini';
import { nonNegative, rowsOf, text } from '../fields.ts';
import { stamp } from '../rows.ts';
import { asking, DOCS, type Line, url } from './endpoints.ts';

/**
 * Spot tokens by asset: their name in the app and their id. Names are not unique there, ids are.
 * https://hyperliquid.gitbook.io/hyperliquid-docs/hyperliquid-improvement-proposals-hips/hip-1-native-token-standard
 * https://docs.hyperunit.xyz (the `U` tokens)
 */
const TOKENS: readonly (readonly [asset: string, name: string, tokenId: string])[] = [
  ['BTC', 'UBTC', '0x8f254b963e8468305d409b33aa137c67'],
  ['ETH', 'UETH', '0xe1edd30daaf5caac3fe63569e24748da'],
  ['SOL', 'USOL', '0x49b67c39f5566535de22b29b0e51e685'],
  ['PUMP', 'UPUMP', '0x544e60f98a36d7b22c0fb5824b84f795'],
  ['FARTCOIN', 'UFART', '0x7650808198966e4285687d3deb556ccc'],
  ['SPX', 'USPX', '0x2ff71b802a6788a052c7f1a58ec863af'],
  ['HYPE', 'HYPE', '0x0d01dc56dcaaca66ad901c959b4011ec'],
  ['PURR', 'PURR', '0xc1fb593aeffbeb02f85e0308e9956a90'],
];

const USDC = '0x6d1e7cde53ba9467b783cb7c530ce054';

/** The asset a spot token stands for: `UBTC` → `BTC`; its own name when it wraps nothing. */
export function assetOfToken(name: string): string {
  return TOKENS.find(([, token]) => token === name.toUpperCase())?.[0] ?? name;
}

/** `{"name": "PURR", "index": 1, "tokenId": "0xc1fb…", …}` */
const token = z.object({ index: nonNegative, tokenId: z.string() });

/** `{"tokens": [1, 0], "name": "PURR/USDC", …}`: base and quote by token index; most are named `@107`. */
const pair = z.object({ name: text, tokens: z.tuple([nonNegative, nonNegative]) });

/** `{"coin": "PURR/USDC", "dayNtlVlm": "14350747.92152", …}`, matched by name: the lists may differ in length. */
const turnover = z.object({ coin: text, dayNtlVlm: nonNegative });

export const spotMetaAndAssetCtxs = (line: Line) =>
  asking(
    line.forVenue({
      id: 'spotMetaAndAssetCtxs',
      provides: ['volume:spot'],
      docs: `${DOCS}/info-endpoint/spot`,
      limit: 'weight',
      weight: 20,
      schema: z.tuple([
        z.object({ universe: rowsOf(pair, 5_000), tokens: rowsOf(token, 5_000) }),
        rowsOf(turnover, 5_000),
      ]),
      url,
      observe([{ universe, tokens }, contexts], context) {
        const indexOf = new Map(tokens.map(({ tokenId, index }) => [tokenId, index]));
        const volumes = new Map(contexts.map(({ coin, dayNtlVlm }) => [coin, dayNtlVlm]));
        return [...context.instruments.values()].flatMap((instrument) => {
          const [, , tokenId = ''] = TOKENS.find(([asset]) => asset === instrument.asset) ?? [];
          const [base, quote] = [indexOf.get(tokenId), indexOf.get(USDC)];
          const listed = universe.find(({ tokens: [left, right] }) => left === base && right === quote);
          const quoteVolume24h = listed === undefined ? undefined : volumes.get(listed.name);
          if (quoteVolume24h === undefined) return [];
          const stamped = stamp(line.id, instrument.venueSymbol, context);
          return [{ kind: 'volume', ...stamped, market: 'spot', quoteVolume24h }];
        });
      },
    }),
    () => ({ type: 'spotMetaAndAssetCtxs' }),
  );
