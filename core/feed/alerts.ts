import { HOUR, MINUTE, type Ms } from '../domain/time.ts';
import { type Warning, type WarningRule, warningId } from '../domain/warning.ts';
import type { AlertSettings } from '../settings/settings.ts';
import { elapsed } from './leap-watch.ts';

/** Alerts of all pairs together, in any hour. */
export const ALERTS_AN_HOUR = 6;

/** What one pair's alerts remember between two Readings; plain JSON, with absolute times of this machine. */
export interface AlertState {
  /** `warningId`s that held at the last judgement. */
  readonly firing: readonly string[];
  /** Those of them the user has heard of. */
  readonly told: readonly string[];
  /** When each rule last spoke. */
  readonly alerted: Readonly<Partial<Record<WarningRule, Ms>>>;
}

export const NO_ALERTS: AlertState = { firing: [], told: [], alerted: {} };

/** Why nothing is said aloud. */
export type Silence = 'off' | 'paused' | 'switched-off' | 'muted' | 'quiet-hours' | 'grade' | 'hourly-limit';

/** What holds now, after a judgement; what no longer holds is forgotten and may speak anew. */
export function withFiring(state: AlertState, warnings: readonly Warning[]): AlertState {
  const firing = warnings.map(warningId);
  return { ...state, firing, told: state.told.filter((id) => firing.includes(id)) };
}

/** Warnings the user has not heard of and whose rule has rested. Whatever had to wait is still among them. */
export function owed(
  state: AlertState,
  warnings: readonly Warning[],
  coolDownMinutes: AlertSettings['coolDownMinutes'],
  now: Ms,
): Warning[] {
  return warnings.filter((warning) => {
    const last = state.alerted[warning.rule];
    const rested = last === undefined || elapsed(last, now) >= coolDownMinutes * MINUTE;
    return rested && !state.told.includes(warningId(warning));
  });
}

export function withTold(state: AlertState, told: readonly Warning[], now: Ms): AlertState {
  return {
    ...state,
    told: [...state.told, ...told.map(warningId)],
    alerted: { ...state.alerted, ...Object.fromEntries(told.map(({ rule }) => [rule, now])) },
  };
}

/** Times of the alerts that count against the hour. */
export function lastHour(sent: readonly Ms[], now: Ms): Ms[] {
  return sent.filter((at) => elapsed(at, now) < HOUR);
}

/**
 * Whether a minute of the day lies in the quiet hours, which may run over midnight; equal ends mean none.
 * All in minutes after local midnight.
 */
export function isQuiet({ quietFrom, quietTo }: AlertSettings, minute: number): boolean {
  if (quietFrom === quietTo) return false;
  return quietFrom < quietTo
    ? minute >= quietFrom && minute < quietTo
    : minute >= quietFrom || minute < quietTo;
}
