/**
 * What the signals were worth on dates that nothing was fitted to: fractions, and the probability of a flush as said
 * and as seen. Written by `npm run validate -- --publish` from the figures of its report; not edited by hand.
 */
export const MEASURED = {
  from: '2023-07-01',
  to: '2026-06-26',
  markets: 10,
  flushRecall: 0.988,
  flushPrecision: 0.651,
  flushShareDone: 0.772,
  resetAccuracy4h: 0.709,
  resetAccuracy24h: 0.732,
  riskAuc: 0.762,
  riskAucGivenShock: 0.711,
  riskSaid: 0.0273,
  riskSeen: 0.0174,
  flushAfterExtreme: 0.052,
  flushAfterCrowded: 0.04,
  flushAfterBalanced: 0.014,
  mapTopTenth: 0.443,
  mapTopTenthByChance: 0.422,
};
