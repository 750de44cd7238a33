import type { ComponentChildren } from 'preact';
import type { PageStoreState } from '../../core/stores/page-store.ts';
import { Icon } from '../controls/icon.tsx';
import { IconButton } from '../controls/icon-button.tsx';
import { type Readable, useStore } from '../use-store.ts';
import { useTheme } from '../use-theme.ts';
import { clauseText } from '../words/clause-text.ts';
import { type MessageKey, t } from '../words/t.ts';
import type { OptionsActions } from './actions.ts';
import { AlertSection } from './alert-section.tsx';
import { AppearanceSection } from './appearance-section.tsx';
import { DataSection } from './data-section.tsx';
import { DiagnosticsSection } from './diagnostics-section.tsx';
import { SourcesSection } from './sources-section.tsx';
import { ThresholdSection } from './threshold-section.tsx';

export interface OptionsProps {
  readonly store: Readable<PageStoreState>;
  readonly actions: OptionsActions;
  /** Every host the extension may contact. */
  readonly hosts: readonly string[];
  /** For the diagnostics report. */
  readonly about: { readonly version: string; readonly userAgent: string };
}

const SECTIONS: readonly (readonly [id: string, title: MessageKey])[] = [
  ['thresholds', 'sectionThresholds'],
  ['alerts', 'sectionAlerts'],
  ['appearance', 'sectionAppearance'],
  ['sources', 'sources'],
  ['sites', 'sectionSites'],
  ['privacy', 'sectionPrivacy'],
  ['diagnostics', 'sectionDiagnostics'],
];

export function Options({ store, actions, hosts, about }: OptionsProps) {
  const { page, settings, error, now } = useStore(store);
  const theme = useTheme(settings?.appearance.theme ?? 'system');
  const readings = page?.rows.flatMap(({ reading }) => reading ?? []) ?? [];
  return (
    <div
      class="fp options"
      data-theme={theme}
      data-palette={settings?.appearance.palette ?? 'standard'}
      data-rising={settings?.appearance.rising}
    >
      <nav class="options-nav" aria-label={t('sections')}>
        <h1>Flushpoint</h1>
        {SECTIONS.map(([id, title]) => (
          <a key={id} href={`#${id}`}>
            {t(title)}
          </a>
        ))}
        <button type="button" class="quiet-button undo" onClick={() => actions.undo()}>
          <Icon name="undo" /> {t('undo')}
        </button>
      </nav>
      <main>
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
        {settings && page ? (
          <>
            <Block id="thresholds" title={t('sectionThresholds')} intro={t('sectionThresholdsText')}>
              <ThresholdSection
                settings={settings}
                rows={page.rows}
                revision={readings.reduce((sum, { sequence }) => sum + sequence, 0)}
                onChange={(thresholds) => actions.update({ thresholds })}
                onOverride={actions.override}
                preview={actions.preview}
              />
            </Block>
            <Block id="alerts" title={t('sectionAlerts')} intro={t('sectionAlertsText')}>
              <AlertSection
                alerts={settings.alerts}
                onChange={(alerts) => actions.update({ alerts })}
                actions={actions}
              />
            </Block>
            <Block id="appearance" title={t('sectionAppearance')} intro={t('sectionAppearanceText')}>
              <AppearanceSection
                appearance={settings.appearance}
                onChange={(appearance) => actions.update({ appearance })}
              />
            </Block>
            <Block id="sources" title={t('sources')} intro={t('sectionSourcesText')}>
              <SourcesSection
                sources={page.sources}
                chartSites={page.chartSites}
                disabled={settings.disabledVenues}
                now={now}
                onToggle={actions.setVenue}
                onAllow={actions.allowVenue}
                onTakeBack={actions.takeBackVenue}
              />
            </Block>
            <Block id="sites" title={t('sectionSites')} intro={t('sectionSitesText')}>
              {settings.hiddenHosts.length === 0 ? (
                <p class="label">{t('noHiddenSites')}</p>
              ) : (
                <ul class="hosts">
                  {settings.hiddenHosts.map((host) => (
                    <li key={host} class="row">
                      <span>{host}</span>
                      <button type="button" class="quiet-button push" onClick={() => actions.showHost(host)}>
                        {t('showAgain')}
                      </button>
                    </li>
                  ))}
                </ul>
              )}
            </Block>
          </>
        ) : (
          <p class="label">{t('loading')}</p>
        )}
        <Block id="privacy" title={t('sectionPrivacy')} intro={t('sectionPrivacyText')}>
          <DataSection actions={actions} hosts={hosts} revision={JSON.stringify(page?.settings)} />
        </Block>
        {page && (
          <Block id="diagnostics" title={t('sectionDiagnostics')} intro={t('sectionDiagnosticsText')}>
            <DiagnosticsSection page={page} about={about} actions={actions} />
          </Block>
        )}
        <p class="faint options-end">{t('notAdvice')}</p>
      </main>
    </div>
  );
}

interface BlockProps {
  readonly id: string;
  readonly title: string;
  readonly intro: string;
  readonly children: ComponentChildren;
}

function Block({ id, title, intro, children }: BlockProps) {
  return (
    <section id={id} class="block" aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`}>{title}</h2>
      <p class="label block-intro">{intro}</p>
      {children}
    </section>
  );
}
