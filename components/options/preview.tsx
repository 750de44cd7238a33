import { useEffect, useState } from 'preact/hooks';
import type { PairWarnings } from '../../core/messages/protocol.ts';
import type { Thresholds } from '../../core/settings/settings.ts';
import { warningText } from '../views/warning-view.ts';
import { t } from '../words/t.ts';

export interface PreviewProps {
  readonly thresholds: Thresholds;
  /** A pair's key, or empty for all. */
  readonly only: string;
  /** Changes when the answer may have changed. */
  readonly revision: string;
  readonly preview: (thresholds: Thresholds) => Promise<PairWarnings[]>;
}

const PAUSE_MS = 200;

/** What would warn now, on the data at hand. */
export function Preview({ thresholds, only, revision, preview }: PreviewProps) {
  const [pairs, setPairs] = useState<readonly PairWarnings[] | null>(null);
  useEffect(() => {
    let current = true;
    const timer = setTimeout(() => {
      preview(thresholds)
        .then((found) => current && setPairs(found))
        .catch(() => current && setPairs(null));
    }, PAUSE_MS);
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, [JSON.stringify(thresholds), revision]);
  const shown = pairs?.filter(({ key }) => only === '' || key === only) ?? null;
  return (
    <div class="preview" data-id="preview">
      <b>{t('wouldFire')}</b>
      {shown === null ? (
        <p class="label">{t('previewWaiting')}</p>
      ) : shown.length === 0 ? (
        <p class="label">{t(only === '' ? 'wouldFireNothing' : 'wouldFireNothingHere')}</p>
      ) : (
        <ul>
          {shown.flatMap(({ key, asset, warnings }) =>
            warnings.map((warning) => (
              <li key={`${key} ${warning.rule}`}>{t('ofAsset', asset, warningText(warning))}</li>
            )),
          )}
        </ul>
      )}
    </div>
  );
}
