import { KEY_LEVELS } from './parameters.ts';

/** The 1-2-5 number (… 0.5, 1, 2, 5, 10 …) nearest by ratio to `size`, which is above zero. */
export function roundStep(size: number): number {
  const exponent = Math.floor(Math.log10(size));
  let best = Number.NaN;
  let smallest = Number.POSITIVE_INFINITY;
  for (const [digit, shift] of [
    [1, 0],
    [2, 0],
    [5, 0],
    [1, 1],
  ] as const) {
    const step = decimal(digit, exponent + shift);
    const off = Math.abs(Math.log(step / size));
    if (off < smallest) [best, smallest] = [step, off];
  }
  return best;
}

/** The round numbers around `markPrice`, three on each side (mark itself counts as above). */
export function roundNumbers(markPrice: number, atr: number): number[] {
  if (!(atr > 0) || !(markPrice > 0)) return [];
  const step = roundStep(KEY_LEVELS.roundStepAtr * atr);
  const above = Math.ceil(markPrice / step);
  const prices: number[] = [];
  for (let k = above - KEY_LEVELS.roundEachSide; k < above + KEY_LEVELS.roundEachSide; k += 1) {
    if (k > 0) prices.push(multiple(k, step));
  }
  return prices;
}

/** Through text, because 3 · 0.1 is 0.30000000000000004 and a level is shown as it is. */
function multiple(k: number, step: number): number {
  const [digit, exponent] = step.toExponential(0).split('e');
  return decimal(k * Number(digit), Number(exponent));
}

function decimal(digits: number, exponent: number): number {
  return Number(`${digits}e${exponent}`);
}
