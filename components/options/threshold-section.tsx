import { useState } from 'preact/hooks';
import { RESET_STATES, type ResetState } from '../../core/domain/reset.ts';
import type { PairWarnings, WatchRow } from '../../core/messages/protocol.ts';
import type { Settings, Thresholds } from '../../core/settings/settings.ts';
import { resetName } from '../views/reset-view.ts';
import { t } from '../words/t.ts';
import { Choice } from './choice.tsx';
import { Preview } from './preview.tsx';
import { ThresholdGroupFields } from './threshold-group.tsx';
import { PRESETS, type PresetId, presetOf, THRESHOLD_GROUPS } from './thresholds.ts';

export interface ThresholdSectionProps {
  readonly settings: Settings;
  readonly rows: readonly WatchRow[];
  /** Changes when the data behind the preview changed. */
  readonly revision: number;
  readonly onChange: (part: Partial<Thresholds>) => void;
  /** A symbol's own thresholds, all of them anew. */
  readonly onOverride: (key: string, own: Partial<Thresholds>) => void;
  readonly preview: (thresholds: Thresholds) => Promise<PairWarnings[]>;
}

/** The common thresholds, or those of one watched symbol. */
export function ThresholdSection(props: ThresholdSectionProps) {
  const { settings, rows, revision, onChange, onOverride, preview } = props;
  const [wanted, setWanted] = useState('');
  const watched = settings.watchlist.find(({ key }) => key === wanted);
  const key = watched?.key ?? '';
  const own = watched?.thresholds ?? {};
  const thresholds = { ...settings.thresholds, ...own };
  const set = (part: Partial<Thresholds>) =>
    key === '' ? onChange(part) : onOverride(key, { ...own, ...part });
  const unset = (name: keyof Thresholds) => {
    const { [name]: _gone, ...rest } = own;
    onOverride(key, rest);
  };
  const isOwn = (name: keyof Thresholds) => Object.hasOwn(own, name);
  const toggleState = (state: ResetState, on: boolean) =>
    set({
      resetStates: RESET_STATES.filter((other) =>
        other === state ? on : thresholds.resetStates.includes(other),
      ),
    });
  return (
    <>
      <div class="setting">
        <div>
          <label for="scope">{t('scope')}</label>
          <p class="label">{t('scopeHelp')}</p>
        </div>
        <select
          id="scope"
          class="field scope"
          value={key}
          onChange={(event) => setWanted(event.currentTarget.value)}
        >
          <option value="">{t('scopeAll')}</option>
          {settings.watchlist.map((row) => (
            <option key={row.key} value={row.key}>
              {nameOf(row.key, rows)}
              {Object.keys(row.thresholds).length > 0 ? ` ${t('scopeOwn')}` : ''}
            </option>
          ))}
        </select>
      </div>
      {key === '' ? (
        <Choice<PresetId>
          label={t('preset')}
          help={t('presetHelp')}
          value={presetOf(thresholds)}
          options={[
            ['calm', t('presetCalm')],
            ['standard', t('presetStandard')],
            ['sharp', t('presetSharp')],
          ]}
          onChoose={(preset) => onChange(PRESETS[preset])}
        />
      ) : (
        <div class="setting">
          <p class="label">
            {t(Object.keys(own).length > 0 ? 'ownCount' : 'ownNone', Object.keys(own).length)}
          </p>
          <button
            type="button"
            class="quiet-button"
            disabled={Object.keys(own).length === 0}
            onClick={() => onOverride(key, {})}
          >
            {t('useCommon')}
          </button>
        </div>
      )}
      {THRESHOLD_GROUPS.map((group) => (
        <ThresholdGroupFields
          key={`${key} ${group.id}`}
          group={group}
          thresholds={thresholds}
          common={key === '' ? null : settings.thresholds}
          isOwn={isOwn}
          onSet={set}
          onUnset={unset}
        />
      ))}
      <fieldset class="setting rule-group">
        <div>
          <legend>{t('thresholdReset')}</legend>
          <p class="label">{t('thresholdResetHelp')}</p>
          {isOwn('resetStates') && (
            <button type="button" class="link" onClick={() => unset('resetStates')}>
              {t('useCommonValue')}
            </button>
          )}
        </div>
        <div class="checks">
          {RESET_STATES.filter((state) => state !== 'quiet').map((state) => (
            <label key={state} class="check">
              <input
                type="checkbox"
                checked={thresholds.resetStates.includes(state)}
                onChange={(event) => toggleState(state, event.currentTarget.checked)}
              />
              {resetName(state)}
            </label>
          ))}
        </div>
      </fieldset>
      <Preview
        thresholds={settings.thresholds}
        only={key}
        revision={`${revision} ${JSON.stringify(settings.watchlist)}`}
        preview={preview}
      />
    </>
  );
}

/** `BTC · Binance`. */
function nameOf(key: string, rows: readonly WatchRow[]): string {
  const row = rows.find((candidate) => candidate.key === key);
  return row ? t('alertTitle', row.asset, row.venueName) : key;
}
