import { numberFormat } from './locale.ts';

/** Joined by a narrow space that never breaks. */
const PERCENT = '\u202f%';
const SUBSCRIPTS = '₀₁₂₃₄₅₆₇₈₉';

/** A true minus sign: as wide as the digits, so that signed columns line up. */
const withMinus = (text: string) => text.replace('-', '−');

function fixed(value: number, digits: number, options: Intl.NumberFormatOptions): string {
  // −0.00 would claim a direction that is not there.
  const shown = Math.abs(value) < 0.5 * 10 ** -digits ? 0 : value;
  return withMinus(
    numberFormat({ minimumFractionDigits: digits, maximumFractionDigits: digits, ...options }).format(shown),
  );
}

/** `0.042` → `4.2 %`. */
export function formatPercent(fraction: number, digits = 1): string {
  return `${fixed(fraction * 100, digits, {})}${PERCENT}`;
}

/** A probability in whole percents; a small one is never rounded to impossible. */
export function formatChance(probability: number): string {
  return probability > 0 && probability < 0.005
    ? `<${formatPercent(0.01, 0)}`
    : formatPercent(probability, 0);
}

/** `0.042` → `+4.2 %`. */
export function formatSignedPercent(fraction: number, digits = 1): string {
  return `${fixed(fraction * 100, digits, { signDisplay: 'exceptZero' })}${PERCENT}`;
}

/** `72` → `+72`. */
export function formatPoints(points: number): string {
  return fixed(points, 0, { signDisplay: 'exceptZero' });
}

export function formatDecimal(value: number, digits: number): string {
  return fixed(value, digits, {});
}

/** As many digits as a value of unknown size needs to be read: three significant ones. */
export function formatCompact(value: number): string {
  return withMinus(numberFormat({ notation: 'compact', maximumSignificantDigits: 3 }).format(value));
}

/** `8.42e9` → `$8.42B`. */
export function formatUsd(value: number): string {
  return withMinus(
    numberFormat({
      notation: 'compact',
      style: 'currency',
      currency: 'USD',
      currencyDisplay: 'narrowSymbol',
      maximumSignificantDigits: 3,
    }).format(value),
  );
}

/**
 * A price with as many decimals as prices near `reference` need, so that neighbours line up.
 * Far below a dollar zeros are counted, as traders write them: `0.00001234` → `0.0₄1234`.
 */
export function formatPrice(price: number, reference = price): string {
  const magnitude = Math.floor(Math.log10(Math.abs(reference) || 1));
  if (magnitude < -4) {
    const zeros = -magnitude - 1;
    const digits = Math.round(price * 10 ** (zeros + 4));
    if (digits >= 0 && digits < 10_000) {
      const count = [...String(zeros)].map((digit) => SUBSCRIPTS[Number(digit)]).join('');
      return `0.0${count}${String(digits).padStart(4, '0')}`;
    }
  }
  return fixed(price, Math.min(Math.max(4 - magnitude, 0), 9), {});
}
