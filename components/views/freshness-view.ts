import { type Ms, SECOND } from '../../core/domain/time.ts';
import type { Freshness } from '../../core/messages/protocol.ts';
import type { LinkStatus } from '../../core/stores/overlay-store.ts';
import { formatClock, formatDuration } from '../format/time.ts';
import { clauseText } from '../words/clause-text.ts';
import { type MessageKey, t } from '../words/t.ts';

export interface FreshnessView {
  readonly tone: 'live' | 'aged' | 'stale' | 'off';
  /** A word or two beside the dot. */
  readonly word: string;
  /** The same in full, for the pill; empty while live. */
  readonly since: string;
  /** A sentence under the header; empty while there is nothing to explain. */
  readonly notice: string;
  /** Values are no longer to be trusted as current and are drawn grey. */
  readonly greyed: boolean;
  readonly title: string;
}

/** Younger than this needs no number. */
const LIVE_AGE = 20 * SECOND;
/** A worker that comes back this soon is not worth a word. */
const LINK_GRACE = 3 * SECOND;

const NOTICES: Readonly<Record<Freshness['status'], readonly [word: MessageKey, notice: MessageKey] | null>> =
  {
    live: null,
    stale: ['freshStale', 'noticeStale'],
    offline: ['freshOffline', 'noticeOffline'],
    'rate-limited': ['freshLimited', 'noticeLimited'],
    banned: ['freshBanned', 'noticeBanned'],
    'blocked-region': ['freshRegion', 'noticeRegion'],
    maintenance: ['freshMaintenance', 'noticeMaintenance'],
    'invalid-answer': ['freshInvalid', 'noticeInvalid'],
    frozen: ['freshFrozen', 'noticeFrozen'],
  };

const ORPHAN = (): FreshnessView => ({
  tone: 'off',
  word: t('freshReload'),
  since: t('freshReload'),
  notice: t('noticeOrphan'),
  greyed: true,
  title: t('noticeOrphan'),
});

/**
 * @param now this machine's clock, as are all times of `freshness`.
 * @param link whether the background is reachable, and since when it is so.
 */
export function toFreshnessView(
  freshness: Freshness,
  venueName: string,
  now: Ms,
  link: { readonly status: LinkStatus; readonly since: Ms } = { status: 'up', since: now },
): FreshnessView {
  if (link.status === 'orphan') return ORPHAN();
  const hasValues = freshness.asOf > 0;
  const age = Math.max(0, now - freshness.asOf);
  const since = hasValues ? t('freshSince', formatClock(freshness.asOf)) : t('freshNoValues');
  const stale = (word: string, cause: string): FreshnessView => ({
    tone: 'stale',
    word,
    since: hasValues ? `${word} · ${since}` : word,
    notice: hasValues ? t('noticeWithValues', cause, formatClock(freshness.asOf)) : cause,
    greyed: true,
    title: `${cause} ${clauseText(freshness.detail)}`.trim(),
  });

  if (link.status === 'lost' && now - link.since > LINK_GRACE) {
    return stale(t('freshStale'), t('noticeReconnecting'));
  }
  const texts = NOTICES[freshness.status];
  if (texts) {
    const until = freshness.until === null ? '' : formatClock(freshness.until);
    const [word, notice] = texts;
    if (notice === 'noticeLimited' || notice === 'noticeBanned') {
      return stale(t(word), until ? t(notice, venueName, until) : t('noticeLimitedOpen', venueName));
    }
    return stale(t(word), t(notice, venueName));
  }
  if (age > freshness.limitMs) return stale(t('freshStale'), t('noticeStale', venueName));
  const aged = age > Math.min(LIVE_AGE, freshness.limitMs);
  return {
    tone: aged ? 'aged' : 'live',
    word: aged ? t('freshAged', formatDuration(age)) : t('freshLive'),
    since: '',
    notice: '',
    greyed: false,
    title: t('freshTitle', formatClock(freshness.asOf)),
  };
}
