import { useRef, useState } from 'preact/hooks';
import type { ImportReport } from '../../core/settings/import.ts';
import { clauseText } from '../words/clause-text.ts';
import { type MessageKey, t } from '../words/t.ts';

export interface ImportPanelProps {
  readonly importFile: (text: string, apply: boolean) => Promise<ImportReport>;
}

interface Looked {
  readonly name: string;
  readonly text: string;
  readonly report: ImportReport;
  readonly taken: boolean;
}

/** Reads a settings file, says field by field what it would do, and takes it when told to. */
export function ImportPanel({ importFile }: ImportPanelProps) {
  const [looked, setLooked] = useState<Looked | null>(null);
  const field = useRef<HTMLInputElement>(null);

  async function look(file: File | undefined): Promise<void> {
    if (file === undefined) return;
    const text = await file.text();
    setLooked({ name: file.name, text, report: await importFile(text, false), taken: false });
  }

  async function take({ name, text }: Looked): Promise<void> {
    setLooked({ name, text, report: await importFile(text, true), taken: true });
  }

  return (
    <>
      <div class="setting">
        <p class="label">{t('importHelp')}</p>
        <div>
          <button type="button" class="quiet-button" onClick={() => field.current?.click()}>
            {t('importSettings')}
          </button>
          <input
            ref={field}
            type="file"
            accept=".json,application/json"
            hidden
            aria-label={t('importSettings')}
            onChange={(event) => {
              const input = event.currentTarget;
              void look(input.files?.[0]).finally(() => {
                // The same file chosen again must be read again.
                input.value = '';
              });
            }}
          />
        </div>
      </div>
      {looked !== null && (
        <div class="preview" data-id="import" role="status">
          <b>{looked.name}</b>
          <Report report={looked.report} taken={looked.taken} />
          <p class="row import-actions">
            {looked.report.ok && !looked.taken && looked.report.changed.length > 0 && (
              <button type="button" class="main-button" onClick={() => void take(looked)}>
                {t('importTake')}
              </button>
            )}
            <button type="button" class="quiet-button" onClick={() => setLooked(null)}>
              {t(looked.taken || !looked.report.ok ? 'close' : 'importLeave')}
            </button>
          </p>
        </div>
      )}
    </>
  );
}

const REASONS: Readonly<Record<Extract<ImportReport, { ok: false }>['reason'], MessageKey>> = {
  'too-long': 'importTooLong',
  'not-json': 'importNotJson',
  'not-settings': 'importNotSettings',
};

function Report({ report, taken }: { report: ImportReport; taken: boolean }) {
  if (!report.ok) return <p class="hot">{t(REASONS[report.reason])}</p>;
  const { changed, refused, newer, version } = report;
  return (
    <>
      {newer && <p class="warn">{t('importNewer', version)}</p>}
      <p>
        {changed.length === 0
          ? t('importSame')
          : t(taken ? 'importTaken' : 'importWouldChange', changed.length)}
      </p>
      {changed.length > 0 && <p class="label paths">{changed.join(' · ')}</p>}
      {refused.length > 0 && (
        <>
          <p class="warn">{t('importRefused', refused.length)}</p>
          <ul class="refused">
            {refused.map(({ path, found, expected }) => (
              <li key={path}>
                <code>{path}</code> <span class="label">{t('importFound', found)}</span>
                {expected && <span class="label"> {clauseText(expected)}</span>}
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  );
}
