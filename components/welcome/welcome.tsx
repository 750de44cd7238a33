import { useEffect, useRef, useState } from 'preact/hooks';
import type { PageStoreState } from '../../core/stores/page-store.ts';
import { Toggle } from '../options/toggle.tsx';
import { type Readable, useStore } from '../use-store.ts';
import { useTheme } from '../use-theme.ts';
import { type MessageKey, t } from '../words/t.ts';
import type { WelcomeActions } from './actions.ts';
import { Example } from './example.tsx';
import { VenueChoices } from './venue-choices.tsx';

export interface WelcomeProps {
  readonly store: Readable<PageStoreState>;
  readonly actions: WelcomeActions;
  /** Every host the extension may contact. */
  readonly hosts: readonly string[];
}

const SCREENS = ['shows', 'venues', 'privacy'] as const;
const TITLES: Readonly<Record<(typeof SCREENS)[number], MessageKey>> = {
  shows: 'welcomeShows',
  venues: 'welcomeVenues',
  privacy: 'welcomePrivacy',
};
const NEVER = [
  'neverAccount',
  'neverOrders',
  'neverPage',
  'neverServer',
  'neverAdvice',
] as const satisfies readonly MessageKey[];

/** The first run in three screens; each can be skipped. */
export function Welcome({ store, actions, hosts }: WelcomeProps) {
  const { page, settings } = useStore(store);
  const [at, setAt] = useState(0);
  const theme = useTheme(settings?.appearance.theme ?? 'system');
  const heading = useRef<HTMLHeadingElement>(null);
  const first = useRef(true);
  useEffect(() => {
    // A new screen begins at its heading; the first one leaves the focus where it is.
    if (!first.current) heading.current?.focus();
    first.current = false;
  }, [at]);
  const screen = SCREENS[at] ?? 'shows';
  const isLast = at === SCREENS.length - 1;
  return (
    <div
      class="fp welcome"
      data-theme={theme}
      data-palette={settings?.appearance.palette ?? 'standard'}
      data-screen={screen}
    >
      <header class="welcome-header">
        <b>Flushpoint</b>
        <span class="label">{t('stepOf', at + 1, SCREENS.length)}</span>
        <button type="button" class="link push" onClick={() => actions.finish()}>
          {t('skip')}
        </button>
      </header>
      <main>
        <h1 ref={heading} tabIndex={-1}>
          {t(TITLES[screen])}
        </h1>
        {screen === 'shows' && <Shows />}
        {screen === 'venues' && (
          <>
            <p class="lead">{t('welcomeVenuesText')}</p>
            {page && settings ? (
              <VenueChoices sources={page.sources} disabled={settings.disabledVenues} actions={actions} />
            ) : (
              <p class="label">{t('loading')}</p>
            )}
          </>
        )}
        {screen === 'privacy' && (
          <>
            <p class="lead">{t('welcomePrivacyText')}</p>
            <ul class="never">
              {NEVER.map((key) => (
                <li key={key}>
                  <span class="short" aria-hidden="true">
                    ✓
                  </span>{' '}
                  {t(key)}
                </li>
              ))}
            </ul>
            <h2 class="sub">{t('hostListIntro')}</h2>
            <ul class="hosts host-list">
              {hosts.map((host) => (
                <li key={host}>{host}</li>
              ))}
            </ul>
            {settings && (
              <Toggle
                label={t('notifications')}
                help={t('welcomeNotifications')}
                on={settings.alerts.notifications}
                onToggle={actions.setNotifications}
              />
            )}
          </>
        )}
      </main>
      <footer class="welcome-footer">
        {at > 0 && (
          <button type="button" class="quiet-button" onClick={() => setAt((shown) => shown - 1)}>
            {t('back')}
          </button>
        )}
        {isLast && (
          <button type="button" class="link" onClick={() => actions.openOptions()}>
            {t('options')}
          </button>
        )}
        <button
          type="button"
          class="main-button push"
          onClick={() => (isLast ? actions.finish() : setAt((shown) => shown + 1))}
        >
          {t(isLast ? 'done' : 'next')}
        </button>
      </footer>
    </div>
  );
}

/** The three questions beside the card that answers them. */
function Shows() {
  return (
    <div class="shows">
      <div>
        <p class="lead">{t('welcomeShowsText')}</p>
        <dl class="questions">
          <dt>{t('questionCrowded')}</dt>
          <dd class="label">{t('questionCrowdedText')}</dd>
          <dt>{t('questionClusters')}</dt>
          <dd class="label">{t('questionClustersText')}</dd>
          <dt>{t('questionReset')}</dt>
          <dd class="label">{t('questionResetText')}</dd>
        </dl>
        <p class="label">{t('welcomeWhere')}</p>
      </div>
      <Example />
    </div>
  );
}
