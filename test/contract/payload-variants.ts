import { asAsked } from './payload-forms.ts';
import type { RecordedSample } from './recorded.ts';

/**
 * Forms a sample may stand for. Comments in ccxt's source often show only the inner row of an answer, so those
 * samples alone are also tried inside each venue's envelope. Of an answer for every symbol the row of one is taken
 * too, which is what the same address with a symbol answers.
 */
export function payloadVariants(venue: string, sample: RecordedSample, symbol: string): readonly unknown[] {
  const { provenance, httpResponse: row } = sample;
  if (provenance !== 'ccxt-source-comment') return [row, ...rowOf(row, symbol), ...asAsked(venue, row)];
  const rows = Array.isArray(row) && typeof row[0] === 'object' ? row : [row];
  switch (venue) {
    case 'binance-usdm':
    case 'binance-coinm':
      return [row, [row]];
    case 'bybit-linear':
    case 'bybit-inverse':
      return [
        row,
        {
          retCode: 0,
          retMsg: 'OK',
          result: { symbol: symbolOf(rows[0]), list: rows },
          time: 1_672_026_361_839,
        },
      ];
    case 'okx-swap':
    case 'okx-inverse':
      return [row, { code: '0', msg: '', data: rows }];
    case 'hyperliquid':
      return [row, [{ universe: rows.map(universeRow) }, rows]];
    default:
      return [row, ...asAsked(venue, row)];
  }
}

function rowOf(rows: unknown, symbol: string): unknown[] {
  return Array.isArray(rows) ? rows.filter((row) => symbolOf(row) === symbol).slice(0, 1) : [];
}

function symbolOf(row: unknown): string | undefined {
  const symbol = (row as { symbol?: unknown } | null)?.symbol;
  return typeof symbol === 'string' ? symbol : undefined;
}

/** ccxt merges a market's row of `universe` into its context and writes numbers as strings. */
function universeRow(row: unknown): unknown {
  const { name, szDecimals, maxLeverage } = (row ?? {}) as Record<string, unknown>;
  return { name, szDecimals: Number(szDecimals), maxLeverage: Number(maxLeverage) };
}
