import { SPARK } from '../views/strip-view.ts';

export interface SparklineProps {
  readonly openInterest: string;
  readonly price: string;
  readonly label: string;
}

/** 24 h of open interest against price, each on its own scale. */
export function Sparkline({ openInterest, price, label }: SparklineProps) {
  return (
    <svg class="sparkline" viewBox={`0 0 ${SPARK.width} ${SPARK.height}`} role="img" aria-label={label}>
      <title>{label}</title>
      <path d={price} class="spark-price" />
      <path d={openInterest} class="spark-oi" />
    </svg>
  );
}
