import * as z from 'zod/mini';
import { nonNegative, optionalNonNegative, positive } from './fields.ts';

/** Far beyond any market: a larger figure is a misread one, and products of two of them stay finite. */
const LARGEST = 1e24;

/** Sizes, turnovers and open interest that are multiplied or added up. */
export const amount = nonNegative.check(z.refine((value) => value <= LARGEST, 'is too large'));
export const optionalAmount = optionalNonNegative.check(
  z.refine((value) => value === null || value <= LARGEST, 'is too large'),
);

/** Contract sizes, and prices that are multiplied with sizes. */
export const positiveAmount = positive.check(z.refine((value) => value <= LARGEST, 'is too large'));

/** Largest leverage of a bracket. */
export const leverage = positive.check(z.refine((value) => value >= 1 && value <= 1_000, 'is no leverage'));
