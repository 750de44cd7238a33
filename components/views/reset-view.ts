import type { Reading } from '../../core/domain/reading.ts';
import type { ChecklistId, ChecklistItem, Invalidation, ResetState } from '../../core/domain/reset.ts';
import type { Ms } from '../../core/domain/time.ts';
import { marketNow } from '../format/age.ts';
import {
  formatCompact,
  formatDecimal,
  formatPercent,
  formatPrice,
  formatSignedPercent,
} from '../format/number.ts';
import { formatDuration } from '../format/time.ts';
import { clauseText } from '../words/clause-text.ts';
import { measuredText } from '../words/measured-text.ts';
import { type MessageKey, t } from '../words/t.ts';

export type ResetTone = 'calm' | 'accent' | 'ok' | 'warn' | 'hot';

export interface ResetChipView {
  readonly state: ResetState | null;
  readonly glyph: string;
  readonly word: string;
  /** For a chip: one short word, or none. */
  readonly short: string;
  readonly tone: ResetTone;
  readonly title: string;
}

export interface StepView {
  readonly word: string;
  readonly reached: 'past' | 'now' | 'ahead';
}

export interface CheckView {
  readonly id: ChecklistId;
  readonly glyph: string;
  readonly verdict: string;
  readonly tone: 'ok' | 'hot' | 'faint';
  readonly label: string;
  readonly value: string;
  readonly title: string;
}

export interface RebuildView {
  readonly drop: string;
  readonly rebuilt: string;
  /** 0…1, for the bar. */
  readonly share: number;
  /** Where on the bar rebuilding counts as reloading; null when it is not known. */
  readonly limit: number | null;
  readonly over: boolean;
}

export interface ResetView {
  readonly chip: ResetChipView;
  /** `flush 5 h 20 min ago`, or how long the state has held. */
  readonly timing: string;
  readonly steps: readonly StepView[];
  readonly rebuild: RebuildView | null;
  readonly checklist: readonly CheckView[];
  readonly invalidation: { readonly text: string; readonly met: boolean } | null;
  /** Why there is no state; empty when there is one. */
  readonly missing: string;
  /** Something has been flushed lately: this part of the card matters most now. */
  readonly active: boolean;
}

const STATES: Readonly<
  Record<ResetState, readonly [glyph: string, word: MessageKey, help: MessageKey, tone: ResetTone]>
> = {
  quiet: ['○', 'resetQuiet', 'resetQuietHelp', 'calm'],
  building: ['◔', 'resetBuilding', 'resetBuildingHelp', 'accent'],
  flushing: ['▼', 'resetFlushing', 'resetFlushingHelp', 'hot'],
  cooling: ['◑', 'resetCooling', 'resetCoolingHelp', 'accent'],
  clean: ['✓', 'resetClean', 'resetCleanHelp', 'ok'],
  reloading: ['▲', 'resetReloading', 'resetReloadingHelp', 'warn'],
  invalidated: ['✗', 'resetInvalidated', 'resetInvalidatedHelp', 'hot'],
  trend: ['↘', 'resetTrend', 'resetTrendHelp', 'hot'],
};

/** Words too long for a chip, in brief. */
const SHORT: Partial<Record<ResetState, MessageKey>> = {
  clean: 'resetCleanShort',
  invalidated: 'resetInvalidatedShort',
};

const CHECKS: Readonly<Record<ChecklistId, MessageKey>> = {
  'slow-rebuild': 'checkSlowRebuild',
  funding: 'checkFunding',
  basis: 'checkBasis',
  'spot-leads': 'checkSpotLeads',
  depth: 'checkDepth',
  'key-level': 'checkKeyLevel',
  'btc-regime': 'checkBtcRegime',
};

const VERDICTS = {
  pass: ['✓', 'verdictPass', 'ok'],
  fail: ['✗', 'verdictFail', 'hot'],
  unknown: ['?', 'verdictUnknown', 'faint'],
} as const;

export function resetName(state: ResetState): string {
  return t(STATES[state][1]);
}

export function resetTone(state: ResetState): ResetTone {
  return STATES[state][3];
}

export function toResetChipView(reading: Reading): ResetChipView {
  const { state, missing, flush } = reading.reset;
  if (state === null) {
    return {
      state,
      glyph: '?',
      word: t('resetUnknown'),
      short: '',
      tone: 'calm',
      title: clauseText(missing),
    };
  }
  const [glyph, word, help, tone] = STATES[state];
  const upward = flush?.side === 'short' && (state === 'flushing' || state === 'trend');
  return {
    state,
    glyph: upward ? (state === 'flushing' ? '▲' : '↗') : glyph,
    word: t(word),
    short: t(SHORT[state] ?? word),
    tone,
    title: `${t(help)}\n${state === 'flushing' || state === 'cooling' ? measuredText.flush() : measuredText.reset()}`,
  };
}

export function toResetView(reading: Reading, now: Ms): ResetView {
  const { state, missing, flush, checklist } = reading.reset;
  const marketTime = marketNow(reading, now);
  return {
    chip: toResetChipView(reading),
    timing: timing(reading, marketTime),
    steps: steps(state),
    rebuild: flush && rebuild(reading),
    checklist: checklist.map((item) => toCheck(item, marketTime)),
    invalidation: invalidation(reading),
    missing: state === null ? clauseText(missing) : '',
    active: flush !== null && state !== null,
  };
}

function timing(reading: Reading, marketTime: Ms): string {
  const { flush, since, pastFlushes } = reading.reset;
  if (flush) {
    const ago = formatDuration(marketTime - flush.startTime);
    return t('flushAgo', ago);
  }
  const last = pastFlushes.at(-1);
  if (last) return t('lastFlushAgo', formatDuration(marketTime - last.startTime));
  return since === null ? '' : t('forDuration', formatDuration(marketTime - since));
}

function steps(state: ResetState | null): StepView[] {
  const order = ['building', 'flushing', 'cooling'] as const;
  const position = state === null || state === 'quiet' ? -1 : order.indexOf(state as (typeof order)[number]);
  const end = state !== null && state !== 'quiet' && position < 0;
  const now = end ? order.length : position;
  const last: ResetState = end && state ? state : 'clean';
  return [...order, last].map((step, index) => ({
    word: t(SHORT[step] ?? STATES[step][1]),
    reached: index < now ? 'past' : index === now ? 'now' : 'ahead',
  }));
}

function rebuild(reading: Reading): RebuildView | null {
  const { flush, rebuilt, checklist } = reading.reset;
  if (!flush) return null;
  const limit = checklist.find(({ id }) => id === 'slow-rebuild')?.threshold ?? null;
  return {
    drop: t(
      flush.side === 'long' ? 'flushDropLong' : 'flushDropShort',
      formatSignedPercent(-flush.openInterestDrop),
    ),
    rebuilt: rebuilt === null ? '' : formatPercent(rebuilt, 0),
    share: Math.min(1, Math.max(0, rebuilt ?? 0)),
    limit,
    over: limit !== null && rebuilt !== null && rebuilt >= limit,
  };
}

function quoted(value: number, unit: ChecklistItem['unit']): string {
  switch (unit) {
    case 'fraction':
      return formatPercent(value, Math.abs(value) < 0.01 ? 3 : 0);
    case 'rate-per-hour':
      return t('perHour', formatPercent(value, 4));
    case 'ratio':
      return t('ratioValue', formatDecimal(value, value < 10 ? 2 : 0));
    case 'price':
      return formatPrice(value);
    case 'none':
      return '';
  }
}

function toCheck(item: ChecklistItem, marketTime: Ms): CheckView {
  const [glyph, verdict, tone] = VERDICTS[item.verdict];
  const value = item.value === null ? '' : quoted(item.value, item.unit);
  const threshold = item.threshold === null ? '' : quoted(item.threshold, item.unit);
  const bound = item.unit === 'price' || item.unit === 'none' || !threshold ? '' : t('limitValue', threshold);
  return {
    id: item.id,
    glyph,
    verdict: t(verdict),
    tone,
    label: checkLabel(item, value),
    value: shortValue(item, value, bound),
    title: [
      value,
      bound,
      clauseText(item.note),
      ...(item.venueTime === null ? [] : [t('agoValue', formatDuration(marketTime - item.venueTime))]),
    ]
      .filter(Boolean)
      .join(' · '),
  };
}

function checkLabel({ id, note, unit }: ChecklistItem, value: string): string {
  if (id === 'funding' && note.code === 'fundingFlipped') return t('checkFundingFlipped');
  return id === 'key-level' && unit === 'price' && value ? t('checkKeyLevelAt', value) : t(CHECKS[id]);
}

/** The value with its limit where both are short; what became of a price; a reason where there is no value. */
function shortValue({ unit, note }: ChecklistItem, value: string, bound: string): string {
  if (!value || unit === 'price') return clauseText(note);
  return unit === 'rate-per-hour' || !bound ? value : t('valueAndLimit', value, bound);
}

function invalidation(reading: Reading): ResetView['invalidation'] {
  const { invalidations } = reading.reset;
  if (invalidations.length === 0) return null;
  const happened = invalidations.filter(({ met }) => met);
  const shown = happened.length > 0 ? happened : invalidations;
  const clauses = shown
    .map((rule) => clause(rule, reading))
    .join(t(happened.length > 0 ? 'andJoin' : 'orJoin'));
  return { text: t(happened.length > 0 ? 'invalidBecause' : 'invalidIf', clauses), met: happened.length > 0 };
}

function clause(rule: Invalidation, reading: Reading): string {
  const price = rule.price === null ? '' : formatPrice(rule.price);
  switch (rule.id) {
    case 'oi-above-pre-flush': {
      const { kind, base } = reading.instrument;
      const unit = kind === 'inverse' ? 'USD' : base;
      const amount = rule.openInterest === null ? '' : formatCompact(rule.openInterest);
      const below =
        reading.reset.flush?.side === 'short' ? 'invalidOpenInterestAbove' : 'invalidOpenInterest';
      return t(below, `${amount} ${unit}`, price);
    }
    case 'funding-without-spot':
      return rule.fundingHourly === null
        ? t('invalidFundingHigh')
        : t('invalidFunding', t('perHour', formatPercent(rule.fundingHourly, 4)));
    case 'btc-support-lost':
      return t('invalidBtc', price);
    case 'key-level-lost':
      return t('invalidKeyLevel', price);
  }
}
