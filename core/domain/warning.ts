import type { ResetState } from './reset.ts';
import type { Ms } from './time.ts';

export const WARNING_RULES = [
  'crowding',
  'flush-risk',
  'long-cluster',
  'short-cluster',
  'funding',
  'open-interest',
  'reset',
] as const;

export type WarningRule = (typeof WARNING_RULES)[number];

/** A value at or beyond the user's limit for it. `value` and `limit` share `unit`. */
export interface Crossing {
  readonly rule: Exclude<WarningRule, 'reset'>;
  /** Signed where its rule has a direction. */
  readonly value: number;
  readonly limit: number;
  readonly unit: 'points' | 'probability' | 'times-usual' | 'price-share' | 'atr' | 'yearly-rate' | 'share';
  /** Whose risk it is; null when it is no side's in particular. */
  readonly side: 'long' | 'short' | null;
  /** A cluster's share of the mass within 10 % of price; null for other rules. */
  readonly mass: number | null;
  /** This machine's clock at which the value was true. */
  readonly asOf: Ms;
}

/** A reset state the user chose has come. */
export interface Arrival {
  readonly rule: 'reset';
  readonly state: ResetState;
  readonly asOf: Ms;
}

/** What the user wants to know, as numbers; surfaces put it into words. */
export type Warning = Crossing | Arrival;

/** Tells warnings of one pair apart over time; each reset state is one of its own. */
export function warningId(warning: Warning): string {
  return warning.rule === 'reset' ? `reset:${warning.state}` : warning.rule;
}
