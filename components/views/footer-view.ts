import type { Reading } from '../../core/domain/reading.ts';
import type { SourceHealth, SourceStatus } from '../../core/domain/source-health.ts';
import { formatClock } from '../format/time.ts';
import { clauseText } from '../words/clause-text.ts';
import { type MessageKey, t } from '../words/t.ts';

export interface FooterView {
  readonly grade: string;
  /** The weightiest reason against a better grade; empty for the best. */
  readonly reason: string;
  readonly gradeTitle: string;
  readonly sources: string;
  /** Sources that are asked and do not answer as they should, by name. */
  readonly degraded: string;
  readonly degradedTitle: string;
}

const STATUS: Readonly<Record<SourceStatus, MessageKey>> = {
  live: 'freshLive',
  waiting: 'sourceWaiting',
  stale: 'freshStale',
  offline: 'freshOffline',
  'rate-limited': 'freshLimited',
  'blocked-region': 'freshRegion',
  maintenance: 'freshMaintenance',
  'not-listed': 'sourceNotListed',
  frozen: 'freshFrozen',
  apart: 'sourceApart',
  'invalid-answer': 'freshInvalid',
  'no-permission': 'sourceNoPermission',
  off: 'sourceOff',
};

/** Not asked on purpose, so neither healthy nor degraded. */
const ABSENT: readonly SourceStatus[] = ['not-listed', 'off'];
const FINE: readonly SourceStatus[] = ['live', 'waiting'];

export function statusText({ status, until }: SourceHealth): string {
  const word = t(STATUS[status]);
  return until === null ? word : t('untilValue', word, formatClock(until));
}

/** More letters than this leave no room for the rest of the line. */
const ROOM = 20;

function degradedText(degraded: readonly SourceHealth[]): string {
  const [first, second, ...others] = degraded;
  if (!first) return '';
  if (!second) {
    const full = `${first.name} ${t(STATUS[first.status])}`;
    return full.length <= ROOM ? full : first.name;
  }
  const both = `${first.name}, ${second.name}`;
  if (others.length === 0 && both.length <= ROOM) return both;
  return t('andMore', first.name, degraded.length - 1);
}

export function toFooterView(reading: Reading): FooterView {
  const asked = reading.sources.filter(({ status }) => !ABSENT.includes(status));
  const degraded = asked.filter(({ status }) => !FINE.includes(status));
  const { grade, reasons } = reading.grade;
  return {
    grade: t('grade', grade),
    reason: clauseText(reasons[0] ?? null),
    gradeTitle: [t('gradeHelp'), ...reasons.map(clauseText)].join(' · '),
    sources: t('sourcesHealthy', asked.filter(({ status }) => status === 'live').length, asked.length),
    degraded: degradedText(degraded),
    degradedTitle: degraded
      .map((source) => [source.name, statusText(source), clauseText(source.detail)].filter(Boolean).join(' '))
      .join(' · '),
  };
}
