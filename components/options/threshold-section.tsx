import { useEffect, useState } from 'preact/hooks';
import { RESET_STATES, type ResetState } from '../../core/domain/reset.ts';
import type { PairWarnings } from '../../core/messages/protocol.ts';
import type { Thresholds } from '../../core/settings/settings.ts';
import { resetName } from '../views/reset-view.ts';
import { warningText } from '../views/warning-view.ts';
import { t } from '../words/t.ts';
import { Choice } from './choice.tsx';
import { NumberField } from './number-field.tsx';
import { PRESETS, type PresetId, presetOf, THRESHOLD_FIELDS } from './thresholds.ts';

export interface ThresholdSectionProps {
  readonly thresholds: Thresholds;
  /** Changes when the data behind the preview changed. */
  readonly revision: number;
  readonly onChange: (part: Partial<Thresholds>) => void;
  readonly preview: (thresholds: Thresholds) => Promise<PairWarnings[]>;
}

export function ThresholdSection(props: ThresholdSectionProps) {
  const { thresholds, onChange } = props;
  const toggle = (state: ResetState, on: boolean) =>
    onChange({
      resetStates: RESET_STATES.filter((other) =>
        other === state ? on : thresholds.resetStates.includes(other),
      ),
    });
  return (
    <>
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
      {THRESHOLD_FIELDS.map((field) => (
        <NumberField
          key={field.key}
          label={t(field.label)}
          help={t(field.help)}
          unit={t(field.unit)}
          scale={field.scale}
          low={field.low}
          high={field.high}
          value={thresholds[field.key]}
          onChange={(value) => onChange({ [field.key]: value })}
        />
      ))}
      <fieldset class="setting">
        <div>
          <legend>{t('thresholdReset')}</legend>
          <p class="label">{t('thresholdResetHelp')}</p>
        </div>
        <div class="checks">
          {RESET_STATES.filter((state) => state !== 'quiet').map((state) => (
            <label key={state} class="check">
              <input
                type="checkbox"
                checked={thresholds.resetStates.includes(state)}
                onChange={(event) => toggle(state, event.currentTarget.checked)}
              />
              {resetName(state)}
            </label>
          ))}
        </div>
      </fieldset>
      <Preview {...props} />
    </>
  );
}

const PREVIEW_PAUSE_MS = 200;

function Preview({ thresholds, revision, preview }: ThresholdSectionProps) {
  const [pairs, setPairs] = useState<readonly PairWarnings[] | null>(null);
  useEffect(() => {
    let current = true;
    const timer = setTimeout(() => {
      preview(thresholds)
        .then((found) => current && setPairs(found))
        .catch(() => current && setPairs(null));
    }, PREVIEW_PAUSE_MS);
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, [JSON.stringify(thresholds), revision]);
  return (
    <div class="preview" data-id="preview">
      <b>{t('wouldFire')}</b>
      {pairs === null ? (
        <p class="label">{t('previewWaiting')}</p>
      ) : pairs.length === 0 ? (
        <p class="label">{t('wouldFireNothing')}</p>
      ) : (
        <ul>
          {pairs.flatMap(({ key, asset, warnings }) =>
            warnings.map((warning) => (
              <li key={`${key} ${warning.rule}`}>{t('ofAsset', asset, warningText(warning))}</li>
            )),
          )}
        </ul>
      )}
    </div>
  );
}
