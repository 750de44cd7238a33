import type { PageStoreState } from '../../core/stores/page-store.ts';
import { IconButton } from '../controls/icon-button.tsx';
import { type Readable, useStore } from '../use-store.ts';
import { useTheme } from '../use-theme.ts';
import { toHealthView } from '../views/health-view.ts';
import { clauseText } from '../words/clause-text.ts';
import { t } from '../words/t.ts';
import type { PopupActions } from './actions.ts';
import { AddSymbol } from './add-symbol.tsx';
import { TabBlock } from './tab-block.tsx';
import { WatchRowItem } from './watch-row.tsx';

export interface PopupProps {
  readonly store: Readable<PageStoreState>;
  readonly actions: PopupActions;
}

export function Popup({ store, actions }: PopupProps) {
  const { page, settings, error, now } = useStore(store);
  const theme = useTheme(settings?.appearance.theme ?? 'system');
  const paused = settings?.paused ?? false;
  const health = page && toHealthView(page, paused, now);
  const watchlist = settings?.watchlist ?? [];
  const rows = watchlist.flatMap((watched) => {
    const row = page?.rows.find(({ key }) => key === watched.key);
    return row ? [{ ...row, enabled: watched.enabled, mutedUntil: watched.mutedUntil }] : [];
  });
  const tab = page?.activeTab ?? null;
  return (
    <main
      class="fp popup"
      data-theme={theme}
      data-palette={settings?.appearance.palette ?? 'standard'}
      data-rising={settings?.appearance.rising}
    >
      <header class="popup-header">
        <h1>Flushpoint</h1>
        <span class="freshness label keep push" data-id="health">
          {health && <span class="dot" data-tone={health.tone} />}
          {health?.text}
        </span>
        <IconButton
          icon={paused ? 'play' : 'pause'}
          label={paused ? t('resumeAll') : t('pauseAll')}
          pressed={paused}
          onPress={() => actions.pause(!paused)}
        />
      </header>
      {error && (
        <p class="notice" role="alert">
          {clauseText(error)}
        </p>
      )}
      {page?.notices.map(({ id, clause }) => (
        <div key={id} class="notice row" role="status">
          <span>{clauseText(clause)}</span>
          <span class="push">
            <IconButton icon="close" label={t('dismiss')} onPress={() => actions.dismiss(id)} />
          </span>
        </div>
      ))}
      {page && (
        <TabBlock
          tab={tab}
          watched={watchlist.some(({ key }) => key === tab?.key)}
          warnings={rows.find(({ key }) => key === tab?.key)?.warnings ?? []}
          now={now}
          actions={actions}
        />
      )}
      <AddSymbol watched={watchlist.map(({ key }) => key)} search={actions.search} onAdd={actions.add} />
      {page ? (
        <ul class="watchlist" aria-label={t('watchlist')}>
          {rows.map((row) => (
            <WatchRowItem key={row.key} row={row} paused={paused} now={now} actions={actions} />
          ))}
          {watchlist.length === 0 && <li class="label watch-empty">{t('watchlistEmpty')}</li>}
        </ul>
      ) : (
        <p class="label watch-empty">{t('loading')}</p>
      )}
      <footer class="popup-footer">
        {actions.openPanel && (
          <button type="button" class="link" onClick={actions.openPanel}>
            {t('sidePanel')}
          </button>
        )}
        <button type="button" class="link" onClick={actions.openOptions}>
          {t('optionsShort')}
        </button>
        <span class="faint push">{t('notAdvice')}</span>
      </footer>
    </main>
  );
}
