import { FLUSH } from './parameters.ts';
import type { ResetEvidence } from './reset-evidence.ts';
import type { ResetMachineState, TrackedFlush } from './reset-state.ts';

/** The flush that the evidence shows becomes the one being followed. */
export function beginFlush(machine: ResetMachineState, evidence: ResetEvidence): ResetMachineState {
  const { flush: signal, time, openInterest } = evidence;
  if (signal === null || openInterest === null) return machine;
  return {
    ...machine,
    flush: withMoves({
      side: signal.side,
      startTime: signal.startTime,
      detectedTime: time,
      endTime: null,
      openInterestBefore: signal.openInterestBefore,
      openInterestLow: signal.openInterestLow,
      openInterestDrop: 0,
      priceBefore: signal.priceBefore,
      priceExtreme: signal.priceExtreme,
      priceMove: 0,
      lowTime: signal.lowTime,
      lastBarTime: time,
      lastBarOpenInterest: openInterest,
      excessBefore: evidence.excessBefore,
      keyLevel: evidence.keyLevelAhead,
      settled: false,
    }),
  };
}

/**
 * Lows and extremes as of this bar. Open interest's low and price's extreme are those since the peak, until the
 * first verdict settles them.
 */
export function followFlush(machine: ResetMachineState, evidence: ResetEvidence): ResetMachineState {
  const { flush } = machine;
  if (flush === null || flush.settled) return machine;
  const { openInterest, high, low, time } = evidence;
  const reached =
    flush.side === 'long' ? Math.min(flush.priceExtreme, low) : Math.max(flush.priceExtreme, high);
  let next: TrackedFlush = { ...flush, priceExtreme: reached };
  if (openInterest !== null && openInterest < flush.openInterestLow) {
    next = { ...next, openInterestLow: openInterest, lowTime: time };
  }
  const drop = machine.state === 'flushing' ? FLUSH.flushBarDrop : FLUSH.resumeDrop;
  if (openInterest !== null && openInterest <= flush.lastBarOpenInterest * (1 - drop)) {
    next = { ...next, lastBarTime: time, lastBarOpenInterest: openInterest };
  }
  return { ...machine, flush: withMoves(next) };
}

function withMoves(flush: TrackedFlush): TrackedFlush {
  return {
    ...flush,
    openInterestDrop: (flush.openInterestBefore - flush.openInterestLow) / flush.openInterestBefore,
    priceMove: flush.priceExtreme / flush.priceBefore - 1,
  };
}
