import type { CrowdingPart, CrowdingReading, FlushRiskReading } from '../domain/crowding.ts';
import { isKnown, type Missing } from '../domain/measured.ts';
import type { FundingReading } from '../domain/reading.ts';
import type { GradeReading } from '../domain/source-health.ts';
import { annualRate } from './funding.ts';

/** The score in a sentence: «Long-crowded: +72 of 100». */
export function explainScore(crowding: CrowdingReading): string {
  const { score, band, side, intoLevel } = crowding;
  if (!isKnown(score)) return `Crowding unknown: ${because(score)}`;
  const figure = `${signed(Math.round(score.value))} of 100`;
  const level = intoLevel === null ? '' : `, leaning on the ${intoLevel.label} at ${intoLevel.price}`;
  if (side === null || band === 'balanced') return `Balanced: ${figure}`;
  if (band === 'leaning') return `Leaning ${side}: ${figure}`;
  const extremely = band === 'extreme' ? 'Extremely ' : '';
  return capitalised(`${extremely}${side}-crowded: ${figure}${level}`);
}

/** What the parts say, the largest contribution first; unknown parts last, with their reason. */
export function explainParts(crowding: CrowdingReading): string[] {
  const size = (part: CrowdingPart) => (part.points === null ? -1 : Math.abs(part.points));
  return [...crowding.parts].sort((a, b) => size(b) - size(a)).map(explainPart);
}

/** One part: «OI 12 % above its 30-day mean, 88th percentile, +21 points». */
export function explainPart(part: CrowdingPart): string {
  if (!isKnown(part.raw)) return `${NAMES[part.part]} unknown: ${because(part.raw)}`;
  const clauses = [RAW[part.part](part.raw.value)];
  clauses.push(isKnown(part.percentile) ? rank(part.percentile.value) : because(part.percentile));
  if (part.points !== null) clauses.push(`${signed(Math.round(part.points))} points`);
  return clauses.join(', ');
}

/** What funding's own limits hide; empty when the rate speaks for itself. */
export function explainFunding(funding: FundingReading): string[] {
  const sentences: string[] = [];
  if (isKnown(funding.apr) && isKnown(funding.fundingIntervalHours)) {
    const interval = `${funding.fundingIntervalHours.value} h`;
    sentences.push(`funding ${percent(funding.apr.value)} APR, charged each ${interval}`);
  }
  if (funding.atAnchor === true) sentences.push('funding sits at its anchor: a crowd would not show in it');
  if (funding.atCap === true) sentences.push('funding is at its cap: the true premium is larger');
  return sentences;
}

/** «Flush within 24 h: 4.1 % (usual 1.5 %)», and what drives it. */
export function explainFlushRisk(risk: FlushRiskReading): string {
  if (!isKnown(risk.probability)) return `Flush risk unknown: ${because(risk.probability)}`;
  const usual = isKnown(risk.usual) ? ` (usual ${percent(risk.usual.value)})` : '';
  return `Flush within 24 h: ${percent(risk.probability.value)}${usual}`;
}

export function explainGrade({ grade, reasons }: GradeReading): string {
  return reasons.length === 0 ? `Grade ${grade}` : `Grade ${grade}: ${reasons.join('; ')}`;
}

/** A missing value's reason in words: «warming up, 3 of 7 days». */
export function because({ missing, detail }: Missing): string {
  const reason = missing.replaceAll('-', ' ');
  return detail === '' ? reason : `${reason}, ${detail}`;
}

const NAMES: Readonly<Record<CrowdingPart['part'], string>> = {
  funding: 'excess funding',
  premium: 'premium',
  accounts: 'long/short accounts',
  takers: 'taker balance',
  openInterest: 'OI',
  growth72h: 'OI growth over 3 days',
  growth7d: 'OI growth over 7 days',
  thinness: 'OI against depth',
  perpSpotVolume: 'perp against spot volume',
};

const RAW: Readonly<Record<CrowdingPart['part'], (value: number) => string>> = {
  funding: (hourly) => `excess funding ${percent(annualRate(hourly))} APR`,
  premium: (value) => `perp ${percent(Math.abs(value), 3)} ${value < 0 ? 'below' : 'above'} index`,
  accounts: (ratio) => `${ratio.toFixed(2)} long accounts to each short one`,
  takers: (lead) =>
    `perp takers ${lead < 0 ? 'sell' : 'buy'} ${percent(Math.abs(lead))} more than spot takers over 24 h`,
  openInterest: (log) =>
    `OI ${percent(Math.abs(Math.expm1(log)))} ${log < 0 ? 'below' : 'above'} its 30-day mean`,
  growth72h: (growth) => `OI ${change(growth)} in 3 days`,
  growth7d: (growth) => `OI ${change(growth)} in 7 days`,
  thinness: (ratio) => `OI is ${ratio.toFixed(1)}× the book within 1 %`,
  perpSpotVolume: (ratio) => `perp volume is ${ratio.toFixed(1)}× spot's over 24 h`,
};

function change(growth: number): string {
  return `${growth < 0 ? 'down' : 'up'} ${percent(Math.abs(growth))}`;
}

function rank(percentile: number): string {
  return `${ordinal(Math.round(percentile * 100))} percentile`;
}

function ordinal(n: number): string {
  const teens = n % 100 >= 11 && n % 100 <= 13;
  const suffix = teens ? 'th' : (['th', 'st', 'nd', 'rd'][n % 10] ?? 'th');
  return `${n}${suffix}`;
}

/** Whole percents from ten on, `digits` decimals below. */
function percent(fraction: number, digits = 1): string {
  const value = fraction * 100;
  return `${Math.abs(value) >= 10 ? value.toFixed(0) : value.toFixed(digits)} %`;
}

function signed(value: number): string {
  return value > 0 ? `+${value}` : `${value}`;
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
