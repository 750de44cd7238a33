import type { MapScorecard } from '../../core/domain/long-look.ts';
import { formatPercent } from '../format/number.ts';
import { t } from '../words/t.ts';

export interface ScorecardView {
  /** Null until there is enough to say anything. */
  readonly shares: {
    readonly hit: string;
    readonly chance: string;
    readonly lower: string;
    /** The bound lies above chance: more than luck. */
    readonly verdict: 'above' | 'open' | 'below';
    /** 0…1, for the bars. */
    readonly hitShare: number;
    readonly chanceShare: number;
    readonly lowerShare: number;
  } | null;
  readonly text: string;
  readonly count: string;
  /** 0…1 of the visits needed. */
  readonly progress: number;
}

export function toScorecardView(card: MapScorecard): ScorecardView {
  const { days, bands, visits, neededVisits, hitShare, chance, lowerBound } = card;
  const count = t('scoreCount', bands, visits, days);
  const progress = Math.min(1, visits / neededVisits);
  if (hitShare === null || chance === null || lowerBound === null) {
    return { shares: null, text: t('scoreTooFew', visits, neededVisits), count, progress };
  }
  const verdict = lowerBound > chance ? 'above' : hitShare < chance ? 'below' : 'open';
  const [hit, lower] = [formatPercent(hitShare, 0), formatPercent(lowerBound, 0)];
  return {
    shares: {
      hit,
      chance: formatPercent(chance, 0),
      lower,
      verdict,
      hitShare,
      chanceShare: chance,
      lowerShare: lowerBound,
    },
    text: t(VERDICTS[verdict], lower),
    count,
    progress,
  };
}

const VERDICTS = { above: 'scoreAbove', open: 'scoreOpen', below: 'scoreBelow' } as const;
