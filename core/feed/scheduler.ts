import { clause } from '../domain/clause.ts';
import { MINUTE, type Ms, SECOND } from '../domain/time.ts';
import { VenueError, type VenueFault } from '../venues/venue-error.ts';
import type { Budget, Lane } from './budget.ts';
import { POLLS_A_MINUTE, RANKS } from './cadence.ts';
import type { Cancel, Clock, Random, Timers } from './ports.ts';
import { type Answered, poolOf, type Requester } from './requester.ts';
import { backoffMs, retryClass } from './retry.ts';
import type { Task } from './task.ts';

const LANES: readonly Lane[] = ['urgent', 'poll', 'backfill'];
/** A browser opens about this many connections to one host; more would only queue behind each other. */
const CONCURRENT = 8;
/** Even with nothing due the plan is looked at this often: clocks move and series fall behind. */
const LONGEST_SLEEP: Ms = 15 * SECOND;
const SHORTEST_SLEEP: Ms = 50;

export interface SchedulerTools {
  readonly clock: Clock;
  readonly timers: Timers;
  readonly random: Random;
  readonly budget: Budget;
  readonly requester: Requester;
  /** Everything wanted now; no tasks, no timer, no request. */
  plan(): readonly Task[];
  asked(task: Task, at: Ms): void;
  answered(task: Task, answer: Answered): void;
  failed(task: Task, fault: VenueFault): void;
}

export interface Scheduler {
  /** Sends what is due and allowed, and sleeps until something is. */
  pump(): void;
  /** This machine's clock of the next request planned; null when none is. */
  nextAt(): Ms | null;
  /** Requests on their way. */
  inFlight(): number;
}

interface Attempt {
  readonly failures: number;
  /** Monotonic clock. */
  readonly notBefore: Ms;
}

/** Single flight per request, priorities, the polls-a-minute ceiling and rest after failures. */
export function createScheduler(tools: SchedulerTools): Scheduler {
  const { clock, timers, budget } = tools;
  const flying = new Map<string, Task>();
  const attempts = new Map<string, Attempt>();
  /** When a venue that refuses the region or is in maintenance may be asked again. */
  const resting = new Map<string, Attempt>();
  const polls = new Map<string, Ms[]>();
  let wake: Cancel | null = null;
  let next: Ms | null = null;

  function pollWait(task: Task, now: Ms): Ms {
    if (task.lane !== 'poll') return 0;
    const recent = (polls.get(pollKey(task)) ?? []).filter((at) => at > now - MINUTE);
    polls.set(pollKey(task), recent);
    return recent.length < POLLS_A_MINUTE ? 0 : recent[recent.length - POLLS_A_MINUTE]! + MINUTE - now;
  }

  /** How long the task has to wait, as far as can be said now. Rests are kept on the clock that never leaps. */
  function waitOf(task: Task): Ms {
    const steady = clock.monotonic();
    const own = (attempts.get(task.id)?.notBefore ?? 0) - steady;
    const venue = (resting.get(task.venue.id)?.notBefore ?? 0) - steady;
    return Math.max(task.dueAt - clock.now(), own, venue, pollWait(task, steady));
  }

  function pump(): void {
    wake?.();
    wake = null;
    next = null;
    const now = clock.now();
    const tasks = ordered(tools.plan(), attempts);
    const waitingPools = new Set<string>();
    for (const task of tasks) {
      if (flying.has(task.id)) continue;
      const rest = waitOf(task);
      if (rest > 0) {
        next = Math.min(next ?? now + rest, now + rest);
        continue;
      }
      const pool = poolOf(task.venue, task.endpoint);
      const busy = [...flying.values()].filter(({ venue }) => venue === task.venue).length;
      if (busy >= CONCURRENT) continue;
      // What matters more and has to wait is not to find its budget taken by what matters less.
      if (waitingPools.has(pool.id)) continue;
      const wait = budget.waitMs(pool, task.endpoint.weight(task.query), purse(task));
      if (wait > 0) {
        if (task.lane !== 'backfill') waitingPools.add(pool.id);
        if (Number.isFinite(wait)) next = Math.min(next ?? now + wait, now + wait);
        continue;
      }
      send(task, now);
    }
    if (tasks.length === 0) return;
    const sleep = Math.min(Math.max((next ?? now + LONGEST_SLEEP) - now, SHORTEST_SLEEP), LONGEST_SLEEP);
    wake = timers.after(sleep, pump);
  }

  function send(task: Task, now: Ms): void {
    flying.set(task.id, task);
    if (task.lane === 'poll')
      polls.set(pollKey(task), [...(polls.get(pollKey(task)) ?? []), clock.monotonic()]);
    tools.asked(task, now);
    tools.requester
      .ask(task.venue, task.endpoint, task.query, purse(task))
      .then(
        (answer) => {
          attempts.delete(task.id);
          resting.delete(task.venue.id);
          tools.answered(task, answer);
        },
        (error: unknown) => fail(task, error),
      )
      .finally(() => {
        flying.delete(task.id);
        pump();
      });
  }

  function fail(task: Task, error: unknown): void {
    const fault = faultOf(error);
    const kind = retryClass(fault.kind);
    const register = kind === 'blocked' ? resting : attempts;
    const id = kind === 'blocked' ? task.venue.id : task.id;
    const failures = (register.get(id)?.failures ?? 0) + 1;
    const backoff = backoffMs(kind, failures, tools.random);
    // A poll is never silenced for more than two of its periods, or a healed source would stay dark.
    const rest = kind === 'retryable' ? Math.min(backoff, Math.max(2 * task.periodMs, 5 * SECOND)) : backoff;
    register.set(id, { failures, notBefore: clock.monotonic() + rest });
    tools.failed(task, fault);
  }

  return { pump, nextAt: () => next, inFlight: () => flying.size };
}

/**
 * Where one answer costs most of the steady share (Hyperliquid's cost 20 of 24), a value about to wear out may
 * take from the rest; it still counts among the polls.
 */
const purse = ({ lane, pressing }: Task): Lane => (pressing ? 'urgent' : lane);

const pollKey = ({ venue, pair }: Task) => `${venue.id}/${pair}`;

/** Retries count among the polls: a first wave that fails must not become a burst. */
function ordered(tasks: readonly Task[], attempts: ReadonlyMap<string, Attempt>): Task[] {
  const distinct = new Map<string, Task>();
  for (const task of tasks) {
    const known = distinct.get(task.id);
    const lane = task.lane === 'urgent' && attempts.has(task.id) ? 'poll' : task.lane;
    const candidate = lane === task.lane ? task : { ...task, lane };
    if (known === undefined || precedes(candidate, known) < 0) distinct.set(task.id, candidate);
  }
  return [...distinct.values()].sort(precedes);
}

function precedes(a: Task, b: Task): number {
  return (
    Number(b.pressing ?? false) - Number(a.pressing ?? false) ||
    LANES.indexOf(a.lane) - LANES.indexOf(b.lane) ||
    RANKS.indexOf(a.rank) - RANKS.indexOf(b.rank) ||
    a.dueAt - b.dueAt
  );
}

function faultOf(error: unknown): VenueFault {
  if (error instanceof VenueError) return error.fault;
  return { kind: 'invalid-answer', detail: clause('answerFailed'), until: null };
}
