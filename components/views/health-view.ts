import type { Ms } from '../../core/domain/time.ts';
import type { PageState } from '../../core/messages/protocol.ts';
import { formatDuration } from '../format/time.ts';
import { t } from '../words/t.ts';

export interface HealthView {
  readonly text: string;
  readonly tone: 'live' | 'aged' | 'stale' | 'off';
}

/** One line about all sources: how many answer, and when the next is asked. */
export function toHealthView(page: PageState, paused: boolean, now: Ms): HealthView {
  if (paused) return { text: t('paused'), tone: 'off' };
  const offered = page.sources.filter(
    ({ status, isOptional, permission }) =>
      status !== 'off' && status !== 'not-listed' && !(isOptional && permission === 'missing'),
  );
  // A venue that none of the user's pairs needs is not asked, and is no source that fails.
  const answering = offered.filter(
    ({ status, lastGoodTime }) => status !== 'waiting' || lastGoodTime !== null,
  );
  const asked = answering.length > 0 ? answering : offered;
  const live = asked.filter(({ status }) => status === 'live').length;
  const waiting = asked.every(({ status }) => status === 'waiting' || status === 'live');
  const sources = t('sourcesHealthy', live, asked.length);
  const next =
    page.nextPoll === null ? t('nothingPlanned') : t('nextIn', formatDuration(page.nextPoll - now));
  const tone =
    asked.length === 0 ? 'off' : live === asked.length ? 'live' : waiting || live > 0 ? 'aged' : 'stale';
  return { text: `${sources} · ${next}`, tone };
}
