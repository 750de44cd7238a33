import { type Measured, missing } from '../domain/measured.ts';
import { combine } from './provenance.ts';

/** (mark − index) / index, a fraction: positive while the perp trades above spot. */
export function premium(markPrice: Measured, indexPrice: Measured): Measured {
  return combine(markPrice, indexPrice, (mark, index) =>
    index > 0 ? (mark - index) / index : missing('rejected', 'notAboveZero'),
  );
}
