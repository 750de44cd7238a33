import { useEffect, useState } from 'preact/hooks';
import type { LoggedEvent, PageState } from '../../core/messages/protocol.ts';
import { formatClock } from '../format/time.ts';
import { t } from '../words/t.ts';
import type { OptionsActions } from './actions.ts';
import { toReport } from './report.ts';

export interface DiagnosticsSectionProps {
  readonly page: PageState;
  readonly about: { readonly version: string; readonly userAgent: string };
  readonly actions: Pick<OptionsActions, 'events' | 'sizes' | 'copy'>;
}

/** A report to copy and the log behind it. */
export function DiagnosticsSection({ page, about, actions }: DiagnosticsSectionProps) {
  const [events, setEvents] = useState<readonly LoggedEvent[] | null>(null);
  const [copied, setCopied] = useState<'yes' | 'no' | null>(null);
  const load = () => void actions.events().then(setEvents, () => setEvents([]));
  useEffect(load, []);

  async function copy(): Promise<void> {
    const [latest, sizes] = await Promise.all([
      actions.events().catch(() => []),
      actions.sizes().catch(() => null),
    ]);
    const done = await actions.copy(toReport({ ...about, page, sizes, events: latest }));
    setCopied(done ? 'yes' : 'no');
    setEvents(latest);
  }

  return (
    <>
      <div class="setting">
        <div>
          <span>{t('report')}</span>
          <p class="label">{t('reportHelp')}</p>
          <p class="label" role="status">
            {copied !== null && t(copied === 'yes' ? 'reportCopied' : 'reportNotCopied')}
          </p>
        </div>
        <button type="button" class="quiet-button" onClick={() => void copy()}>
          {t('reportCopy')}
        </button>
      </div>
      <div class="setting">
        <div>
          <span id="log-title">{t('log')}</span>
          <p class="label">{t('logHelp')}</p>
        </div>
        <button type="button" class="quiet-button" onClick={load}>
          {t('refresh')}
        </button>
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a list that scrolls has to be reached by keyboard */}
      <section class="log" tabIndex={0} aria-labelledby="log-title" data-id="log">
        {events === null || events.length === 0 ? (
          <p class="label">{t(events === null ? 'loading' : 'logEmpty')}</p>
        ) : (
          <table>
            <tbody>
              {events.toReversed().map(({ time, kind, detail }, index) => (
                <tr key={events.length - index}>
                  <td class="label keep">{formatClock(time)}</td>
                  <td class="keep">{kind}</td>
                  <td class="label">{detail}</td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </section>
    </>
  );
}
