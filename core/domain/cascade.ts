import type { Measured } from './measured.ts';

/** One side of the book as fitted to Cum(u) = B · u^κ, u in percent from mid, Cum in USD. */
export interface DepthFit {
  readonly depthAtOnePercent: number;
  readonly kappa: number;
  /** Percent from mid up to which the book was really seen; beyond it values are extrapolated. */
  readonly seenPercent: number;
}

/** What happens when the nearest cluster is hit while `survival` of today's depth remains. */
export interface CascadeOutcome {
  readonly survival: number;
  readonly outcome: 'absorbed' | 'slips' | 'reaches-next';
  /** Signed fraction from the cluster's price at which the selling (buying) is filled. */
  readonly slip: number;
  readonly endPrice: number;
  /** Further clusters whose mass joined. */
  readonly clustersReached: number;
  readonly extrapolated: boolean;
}

export interface CascadePath {
  readonly side: 'long' | 'short';
  readonly startPrice: number;
  readonly outcomes: readonly CascadeOutcome[];
}

export interface CascadeReading {
  readonly down: Measured<CascadePath>;
  readonly up: Measured<CascadePath>;
  readonly bids: Measured<DepthFit>;
  readonly asks: Measured<DepthFit>;
}
