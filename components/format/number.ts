import { t } from '../words/t.ts';

// Written out by hand: a page's first `Intl.NumberFormat` alone costs more than the overlay's first frame.

/** A true minus: as wide as the plus, so that signed columns line up. */
const MINUS = '−';
const SUBSCRIPTS = '₀₁₂₃₄₅₆₇₈₉';
const UNITS = ['compact1', 'compact2', 'compact3', 'compact4'] as const;

function fixed(value: number, digits: number, showPlus = false): string {
  const [whole = '', fraction] = Math.abs(value).toFixed(digits).split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, t('numberGroup'));
  const text = fraction === undefined ? grouped : `${grouped}${t('numberDecimal')}${fraction}`;
  // −0.00 would claim a direction that is not there.
  if (!/[1-9]/.test(text)) return text;
  return value < 0 ? `${MINUS}${text}` : showPlus ? `+${text}` : text;
}

/** `0.042` → `4.2 %`. */
export function formatPercent(fraction: number, digits = 1): string {
  return t('percentValue', fixed(fraction * 100, digits));
}

/** A probability in whole percents; a small one is never rounded to impossible. */
export function formatChance(probability: number): string {
  return probability > 0 && probability < 0.005
    ? `<${formatPercent(0.01, 0)}`
    : formatPercent(probability, 0);
}

/** `0.042` → `+4.2 %`. */
export function formatSignedPercent(fraction: number, digits = 1): string {
  return t('percentValue', fixed(fraction * 100, digits, true));
}

/** `72` → `+72`. */
export function formatPoints(points: number): string {
  return fixed(points, 0, true);
}

/** `0.88` → `p88`. */
export function formatPercentile(rank: number): string {
  return t('percentileValue', Math.round(rank * 100));
}

export function formatDecimal(value: number, digits: number): string {
  return fixed(value, digits);
}

/**
 * Always three digits, so that the width stays: `91300` → `91.3K`, `8e9` → `8.00B`. Where a language counts in
 * ten thousands, up to four: `84200000` → `8,420万`.
 */
export function formatCompact(value: number): string {
  let scaled = Math.abs(value);
  let unit = -1;
  const step = 10 ** Number(t('compactStep'));
  while (scaled >= step - 0.5 && unit < UNITS.length - 1) {
    scaled /= step;
    unit++;
  }
  const digits = scaled >= 99.95 ? 0 : scaled >= 9.995 ? 1 : 2;
  const text = fixed(value < 0 ? -scaled : scaled, digits);
  const name = UNITS[unit];
  return name === undefined ? text : t(name, text);
}

/** `8.42e9` → `$8.42B`. */
export function formatUsd(value: number): string {
  return `${value < 0 ? MINUS : ''}$${formatCompact(Math.abs(value))}`;
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
      return `0${t('numberDecimal')}0${count}${String(digits).padStart(4, '0')}`;
    }
  }
  return fixed(price, Math.min(Math.max(4 - magnitude, 0), 9));
}

/** Kilobytes and megabytes of a thousand, as disks are sold: `1234` → `1.2 kB`. */
export function formatBytes(bytes: number): string {
  if (bytes < 1_000) return t('bytes', fixed(bytes, 0));
  return bytes < 1e6 ? t('kilobytes', fixed(bytes / 1e3, 1)) : t('megabytes', fixed(bytes / 1e6, 1));
}
