import type { CrowdingPart, CrowdingReading } from '../../core/domain/crowding.ts';
import { isKnown, type Measured } from '../../core/domain/measured.ts';
import type { Reading } from '../../core/domain/reading.ts';
import { HOUR, type Ms } from '../../core/domain/time.ts';
import {
  formatCompact,
  formatDecimal,
  formatPercent,
  formatPercentile,
  formatPoints,
  formatPrice,
  formatSignedPercent,
} from '../format/number.ts';
import { measuredText } from '../words/measured-text.ts';
import { type MessageKey, t } from '../words/t.ts';
import { aboutText, ageText, NO_VALUE, reasonText, toMeasureView } from './measure-view.ts';

export type Tone = 'long' | 'short' | 'calm';

export interface ScoreView {
  /** −100…100, rounded; null without a score. */
  readonly score: number | null;
  readonly text: string;
  readonly arrow: string;
  readonly word: string;
  readonly tone: Tone;
  readonly about: string;
}

export interface PartView {
  readonly part: string;
  readonly name: string;
  readonly value: string;
  readonly percentile: string;
  readonly points: string;
  readonly about: string;
  readonly help: string;
}

export interface RiskView {
  readonly probability: string;
  readonly usual: string;
  readonly shocked: string;
  readonly about: string;
}

export interface CrowdingView {
  readonly score: ScoreView;
  readonly coverage: string;
  /** Largest first. */
  readonly leaders: readonly { readonly name: string; readonly points: string }[];
  /** Null until the probability is known: nothing is shown then. */
  readonly risk: RiskView | null;
  readonly intoLevel: string;
  /** Why there is no score. */
  readonly missing: string;
  /** 0…1 of the history percentiles need; null once there is enough. */
  readonly warmUp: { readonly share: number; readonly text: string } | null;
}

const NAMES: Readonly<Record<CrowdingPart['part'], readonly [name: MessageKey, help: MessageKey]>> = {
  funding: ['partFunding', 'partFundingHelp'],
  premium: ['partPremium', 'partPremiumHelp'],
  accounts: ['partAccounts', 'partAccountsHelp'],
  takers: ['partTakers', 'partTakersHelp'],
  openInterest: ['partOpenInterest', 'partOpenInterestHelp'],
  growth72h: ['partGrowth72h', 'partGrowth72hHelp'],
  growth7d: ['partGrowth7d', 'partGrowth7dHelp'],
  thinness: ['partThinness', 'partThinnessHelp'],
  perpSpotVolume: ['partPerpSpot', 'partPerpSpotHelp'],
};

const HOURS_A_YEAR = (365 * 24 * HOUR) / HOUR;

/** Each part as traders quote it. */
const QUOTED: Readonly<Record<CrowdingPart['part'], (raw: number) => string>> = {
  funding: (hourly) => t('aprValue', formatSignedPercent(hourly * HOURS_A_YEAR)),
  premium: (fraction) => formatSignedPercent(fraction, 3),
  accounts: (ratio) => t('ratioValue', formatDecimal(ratio, 2)),
  takers: (fraction) => formatSignedPercent(fraction),
  openInterest: (logRatio) => formatSignedPercent(Math.expm1(logRatio)),
  growth72h: (fraction) => formatSignedPercent(fraction),
  growth7d: (fraction) => formatSignedPercent(fraction),
  thinness: (ratio) => t('ratioValue', formatCompact(ratio)),
  perpSpotVolume: (ratio) => t('ratioValue', formatDecimal(ratio, 1)),
};

const BANDS: Readonly<Record<'long' | 'short', Readonly<Record<string, MessageKey>>>> = {
  long: { leaning: 'bandLeaningLong', crowded: 'bandCrowdedLong', extreme: 'bandExtremeLong' },
  short: { leaning: 'bandLeaningShort', crowded: 'bandCrowdedShort', extreme: 'bandExtremeShort' },
};

export function toScoreView(reading: Reading): ScoreView {
  const { score, band, side } = reading.crowding;
  const age = aboutText(score, reading);
  const about = `${age}\n${measuredText.crowding()}`;
  if (!isKnown(score)) {
    return { score: null, text: NO_VALUE, arrow: '', word: t('bandUnknown'), tone: 'calm', about };
  }
  // Cut off, not rounded: 59.6 must not read as the 60 where «crowded» begins.
  const points = Math.trunc(score.value);
  const lean = side !== null && band !== null ? BANDS[side][band] : undefined;
  return {
    score: points,
    text: formatPoints(points),
    arrow: lean === undefined ? '●' : side === 'long' ? '▲' : '▼',
    word: lean === undefined ? t('bandBalanced') : t(lean),
    tone: lean === undefined || side === null ? 'calm' : side,
    about,
  };
}

export function toCrowdingView(reading: Reading): CrowdingView {
  const { crowding, history } = reading;
  const scored = isKnown(crowding.score);
  return {
    score: toScoreView(reading),
    coverage: t(
      'coverage',
      crowding.parts.filter(({ points }) => points !== null).length,
      crowding.parts.length,
    ),
    leaders: leaders(crowding),
    risk: toRiskView(reading),
    intoLevel: crowding.intoLevel ? t('intoLevel', formatPrice(crowding.intoLevel.price)) : '',
    missing: scored ? '' : aboutText(crowding.score, reading),
    warmUp:
      scored || history.days >= history.wantedDays
        ? null
        : {
            share: history.days / history.wantedDays,
            text: t('historyProgress', Math.floor(history.days), history.wantedDays),
          },
  };
}

function leaders({ parts }: CrowdingReading) {
  return parts
    .filter(({ points }) => points !== null && Math.round(points) !== 0)
    .sort((a, b) => Math.abs(b.points ?? 0) - Math.abs(a.points ?? 0))
    .slice(0, 3)
    .map(({ part, points }) => ({ name: t(NAMES[part][0]), points: formatPoints(points ?? 0) }));
}

/** Every part with its age, for the table that shows them all. */
export function toPartViews(reading: Reading, now: Ms): PartView[] {
  return reading.crowding.parts.map((part) => toPartView(part, reading, now));
}

function toPartView(part: CrowdingPart, reading: Reading, now: Ms): PartView {
  const raw = toMeasureView(part.raw, reading, QUOTED[part.part]);
  const reason = raw.known && !isKnown(part.percentile) ? reasonText(part.percentile) : '';
  const age = ageText(part.raw, reading, now);
  return {
    part: part.part,
    name: t(NAMES[part.part][0]),
    value: raw.text,
    percentile: isKnown(part.percentile) ? formatPercentile(part.percentile.value) : NO_VALUE,
    points: part.points === null ? NO_VALUE : formatPoints(part.points),
    about: reason ? `${age} · ${reason}` : age,
    help: t(NAMES[part.part][1]),
  };
}

function toRiskView(reading: Reading): RiskView | null {
  const { probability, usual, ifShocked } = reading.flushRisk;
  if (!isKnown(probability)) return null;
  const shown = (measured: Measured) => (isKnown(measured) ? formatPercent(measured.value) : '');
  return {
    probability: shown(probability),
    usual: shown(usual),
    shocked: isKnown(ifShocked) ? formatPercent(ifShocked.value, 0) : '',
    about: `${aboutText(probability, reading)}\n${measuredText.flushRisk()}`,
  };
}
