import type { LookState } from '../../core/stores/look-store.ts';
import type { PageStoreState } from '../../core/stores/page-store.ts';
import { MessageBody } from '../overlay/message-body.tsx';
import { type Readable, useStore } from '../use-store.ts';
import { useTheme } from '../use-theme.ts';
import { toFreshnessView } from '../views/freshness-view.ts';
import { t } from '../words/t.ts';
import type { PanelActions } from './actions.ts';
import { PairBody } from './pair-body.tsx';
import { PanelHeader } from './panel-header.tsx';
import { toStateView } from './state-view.ts';

export interface PanelProps {
  readonly page: Readable<PageStoreState>;
  readonly look: Readable<LookState>;
  readonly actions: PanelActions;
}

/** The long look: one pair over time. */
export function Panel({ page, look, actions }: PanelProps) {
  const { page: shared, settings } = useStore(page);
  const state = useStore(look);
  const { view, follow, link, now, key } = state;
  const chosen = settings?.appearance.theme ?? 'system';
  const theme = useTheme(chosen === 'page' ? 'system' : chosen);
  const palette = settings?.appearance.palette ?? 'standard';
  const reading = view?.kind === 'reading' ? view : null;
  const fresh = reading && toFreshnessView(reading.freshness, reading.venueName, now, link);
  const message = toStateView(view, actions);
  return (
    <main class="fp panel" data-theme={theme} data-palette={palette}>
      <PanelHeader
        picked={follow.key}
        shown={key}
        view={view}
        rows={shared?.rows ?? []}
        fresh={fresh}
        onPick={actions.pick}
      />
      {fresh && fresh.notice !== '' && (
        <p class="notice" role="status">
          {fresh.notice}
        </p>
      )}
      {reading?.fromSpot && <p class="notice">{t('fromSpot', reading.reading.instrument.venueSymbol)}</p>}
      {reading && fresh ? (
        <div class={fresh.greyed ? 'greyed' : ''}>
          <PairBody
            view={reading}
            look={state.look}
            now={now}
            rising={settings?.appearance.rising ?? 'green'}
            skin={`${theme} ${palette} ${fresh.greyed}`}
            actions={actions}
          />
        </div>
      ) : (
        message && <MessageBody {...message} />
      )}
      <footer class="panel-footer">
        <p class="row">
          <button type="button" class="link" onClick={actions.openOptions}>
            {t('options')}
          </button>
          <span class="faint push">{t('notAdvice')}</span>
        </p>
        <p class="faint">
          TradingView Lightweight Charts™ © 2025{' '}
          <a href="https://www.tradingview.com/" target="_blank" rel="noreferrer">
            TradingView, Inc.
          </a>
        </p>
      </footer>
    </main>
  );
}
