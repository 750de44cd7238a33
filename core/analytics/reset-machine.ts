import type { Clause } from '../domain/clause.ts';
import type { ResetState } from '../domain/reset.ts';
import { RESET } from './parameters.ts';
import {
  becameClean,
  becameInvalid,
  becameReloading,
  becameTrend,
  calmedDown,
  flushBarsEnded,
  flushBegan,
  flushResumed,
  leverageBuilt,
  verdictExpired,
} from './reset-conditions.ts';
import type { ResetEvidence } from './reset-evidence.ts';
import { type ResetMachineState, toRecord } from './reset-state.ts';
import { beginFlush, followFlush } from './reset-tracking.ts';

/** Why the transition happens now, with its figures; null when it does not. */
export type Condition = (machine: ResetMachineState, evidence: ResetEvidence) => readonly Clause[] | null;

export interface TransitionRule {
  readonly from: readonly ResetState[];
  readonly to: ResetState;
  readonly when: Condition;
}

const VERDICTS: readonly ResetState[] = ['clean', 'reloading', 'invalidated', 'trend'];

/** Every way from one state to another; the first rule that holds wins, at most one a bar. */
export const TRANSITIONS: readonly TransitionRule[] = [
  { from: ['quiet', 'building', ...VERDICTS], to: 'flushing', when: flushBegan },
  { from: ['cooling'], to: 'flushing', when: flushResumed },
  { from: ['flushing'], to: 'cooling', when: flushBarsEnded },
  { from: ['cooling', 'clean', 'reloading'], to: 'trend', when: becameTrend },
  { from: ['clean', 'reloading', 'trend'], to: 'invalidated', when: becameInvalid },
  { from: ['cooling', 'clean', 'trend'], to: 'reloading', when: becameReloading },
  { from: ['cooling', 'reloading', 'trend'], to: 'clean', when: becameClean },
  { from: ['cooling', ...VERDICTS], to: 'quiet', when: verdictExpired },
  { from: ['quiet'], to: 'building', when: leverageBuilt },
  { from: ['building'], to: 'quiet', when: calmedDown },
];

/** One bar further: the flush is followed, then the first rule that holds is taken. Pure. */
export function transition(machine: ResetMachineState, evidence: ResetEvidence): ResetMachineState {
  const followed = noteBuilding(followFlush(machine, evidence), evidence);
  const rule = TRANSITIONS.find(
    ({ from, when }) => from.includes(followed.state) && when(followed, evidence) !== null,
  );
  return rule === undefined ? followed : enter(followed, rule, evidence);
}

/** A moment inside a bar can begin a flush, so that it is seen at once, and nothing else. */
export function transitionWithinBar(machine: ResetMachineState, evidence: ResetEvidence): ResetMachineState {
  const rule = TRANSITIONS.find(
    ({ from, to, when }) =>
      to === 'flushing' && from.includes(machine.state) && when(machine, evidence) !== null,
  );
  return rule === undefined ? machine : enter(machine, rule, evidence);
}

function enter(machine: ResetMachineState, rule: TransitionRule, evidence: ResetEvidence): ResetMachineState {
  const because = rule.when(machine, evidence) ?? [];
  const step = { from: machine.state, to: rule.to, time: evidence.time, because };
  const entered = {
    ...machine,
    state: rule.to,
    since: evidence.time,
    transitions: [...machine.transitions, step].slice(-RESET.keptTransitions),
  };
  return onEntry(entered, machine.state, evidence);
}

function onEntry(machine: ResetMachineState, from: ResetState, evidence: ResetEvidence): ResetMachineState {
  const { flush } = machine;
  switch (machine.state) {
    case 'flushing':
      return from === 'cooling' && flush !== null
        ? { ...machine, flush: { ...flush, endTime: null, lastBarTime: evidence.time } }
        : beginFlush(archive(machine), evidence);
    case 'cooling':
      return { ...machine, flush: flush && { ...flush, endTime: flush.lastBarTime } };
    case 'quiet':
      return archive(machine);
    case 'building':
      return machine;
    default:
      return { ...machine, flush: flush && { ...flush, settled: true } };
  }
}

function noteBuilding(machine: ResetMachineState, evidence: ResetEvidence): ResetMachineState {
  const isBuilt = leverageBuilt(machine, evidence) !== null;
  return isBuilt ? { ...machine, lastBuiltTime: evidence.time } : machine;
}

function archive(machine: ResetMachineState): ResetMachineState {
  if (machine.flush === null) return machine;
  const pastFlushes = [...machine.pastFlushes, toRecord(machine.flush)].slice(-RESET.keptFlushes);
  return { ...machine, flush: null, pastFlushes };
}
