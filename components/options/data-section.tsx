import { useEffect, useState } from 'preact/hooks';
import type { StoredSizes } from '../../core/messages/protocol.ts';
import { formatBytes } from '../format/number.ts';
import { t } from '../words/t.ts';
import type { OptionsActions } from './actions.ts';
import { ConfirmButton } from './confirm-button.tsx';
import { ImportPanel } from './import-panel.tsx';

export interface DataSectionProps {
  readonly actions: Pick<OptionsActions, 'sizes' | 'exportFile' | 'importFile' | 'reset' | 'clearHistory'>;
  /** Every host the extension may contact. */
  readonly hosts: readonly string[];
  /** Changes when what is stored may have changed. */
  readonly revision: unknown;
}

/** What lies on this machine, how to take it along, and how to be rid of it. */
export function DataSection({ actions, hosts, revision }: DataSectionProps) {
  const [sizes, setSizes] = useState<StoredSizes | null>(null);
  const measure = () => void actions.sizes().then(setSizes, () => setSizes(null));
  useEffect(measure, [revision]);
  return (
    <>
      <dl class="sizes" data-id="sizes">
        {sizes === null ? (
          <p class="label">{t('loading')}</p>
        ) : (
          <>
            <Size name={t('sizeSettings')} value={formatBytes(sizes.settings)} />
            <Size name={t('sizeHistory')} value={t('sizeHistoryDays', sizes.historyDays)} />
            <Size name={t('sizeLists')} value={formatBytes(sizes.lists)} />
            <Size name={t('sizeWorking')} value={formatBytes(sizes.working)} />
            <Size
              name={t('sizeTotal')}
              value={sizes.total === null ? t('sizeUnknown') : formatBytes(sizes.total)}
            />
          </>
        )}
      </dl>
      <div class="setting">
        <div>
          <span>{t('settingsFile')}</span>
          <p class="label">{t('settingsFileHelp')}</p>
        </div>
        <button type="button" class="quiet-button" onClick={() => actions.exportFile()}>
          {t('exportSettings')}
        </button>
      </div>
      <ImportPanel importFile={actions.importFile} />
      <div class="setting">
        <div>
          <span>{t('defaults')}</span>
          <p class="label">{t('defaultsHelp')}</p>
        </div>
        <ConfirmButton
          label={t('resetSettings')}
          confirm={t('resetConfirm')}
          onConfirm={() => actions.reset()}
        />
      </div>
      <div class="setting">
        <div>
          <span>{t('history')}</span>
          <p class="label">{t('historyHelp')}</p>
        </div>
        <ConfirmButton
          label={t('clearHistory')}
          confirm={t('clearConfirm')}
          onConfirm={() => void actions.clearHistory().then(measure, measure)}
        />
      </div>
      <h3 class="sub">{t('hostListIntro')}</h3>
      <ul class="hosts host-list">
        {hosts.map((host) => (
          <li key={host}>{host}</li>
        ))}
      </ul>
    </>
  );
}

function Size({ name, value }: { name: string; value: string }) {
  return (
    <div>
      <dt class="label">{name}</dt>
      <dd>{value}</dd>
    </div>
  );
}
