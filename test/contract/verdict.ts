import type { Observation } from '../../core/domain/observation.ts';
import type { knownInstruments } from './known-instruments.ts';
import { checkUnits } from './unit-checks.ts';

/** What became of one recorded file. */
export interface Verdict {
  /** Endpoint ids, `stream` or `fault`; empty when nothing was asked. */
  readonly endpoint: string;
  readonly status: 'parsed' | 'refused' | 'notCovered';
  readonly reason: string;
  readonly mismatches: readonly string[];
}

export type Instruments = ReturnType<typeof knownInstruments>;

export function notCovered(reason: string, endpoint = ''): Verdict {
  return { endpoint, status: 'notCovered', reason, mismatches: [] };
}

export function refused(endpoint: string, reason: string): Verdict {
  return { endpoint, status: 'refused', reason, mismatches: [] };
}

function counted(observations: readonly Observation[]): string {
  const kinds = new Map<string, number>();
  for (const { kind } of observations) kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
  return [...kinds].map(([kind, count]) => `${count} ${kind}`).join(', ');
}

export const messageOf = (error: unknown) => (error instanceof Error ? error.message : String(error));

/** Units of a captured answer must hold; a documentation sample may contradict itself, which is said. */
export function judge(
  endpoint: string,
  payload: unknown,
  observations: readonly Observation[],
  extra = '',
): Verdict {
  const findings = checkUnits(payload, observations);
  const mismatches = findings.filter(({ ours }) => ours).map(({ detail }) => detail);
  const itself = findings
    .filter(({ ours }) => !ours)
    .map(({ detail }) => `sample contradicts itself: ${detail}`);
  const reason = [counted(observations), extra, ...itself].filter((part) => part !== '').join('; ');
  return { endpoint, status: 'parsed', reason, mismatches };
}
