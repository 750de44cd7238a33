import type { OverlayView, WatchRow } from '../../core/messages/protocol.ts';
import type { FreshnessView } from '../views/freshness-view.ts';
import { t } from '../words/t.ts';

export interface PanelHeaderProps {
  /** Null while the panel follows the tab. */
  readonly picked: string | null;
  readonly shown: string | null;
  readonly view: OverlayView | null;
  readonly rows: readonly WatchRow[];
  readonly fresh: FreshnessView | null;
  readonly onPick: (key: string | null) => void;
}

/** Which pair is shown, how fresh it is, and a way to another. */
export function PanelHeader({ picked, shown, view, rows, fresh, onPick }: PanelHeaderProps) {
  const [title, venue] = nameOf(view);
  const unlisted = picked !== null && !rows.some(({ key }) => key === picked);
  return (
    <header class="panel-header">
      <div class="row">
        <h1 data-id="pair" data-key={shown ?? ''}>
          {title} {venue !== '' && <span class="panel-venue">{venue}</span>}
        </h1>
        {fresh && (
          <span
            class="freshness push label keep"
            title={fresh.title}
            data-id="freshness"
            data-tone={fresh.tone}
          >
            <span class="dot" data-tone={fresh.tone} />
            {fresh.since || fresh.word}
          </span>
        )}
      </div>
      <label class="picker">
        <span class="label keep">{t('pairToShow')}</span>
        <select
          class="field"
          value={picked ?? ''}
          onChange={({ currentTarget }) => onPick(currentTarget.value === '' ? null : currentTarget.value)}
        >
          <option value="">{t('followTab')}</option>
          {unlisted && <option value={picked}>{picked}</option>}
          {rows.map(({ key, asset, venueName }) => (
            <option key={key} value={key}>
              {asset} · {venueName}
            </option>
          ))}
        </select>
      </label>
    </header>
  );
}

function nameOf(view: OverlayView | null): readonly [title: string, venue: string] {
  switch (view?.kind) {
    case 'reading':
      return [view.reading.instrument.asset, `${view.venueName} · ${view.reading.instrument.venueSymbol}`];
    case 'waiting':
      return [view.label, view.venueName];
    case 'unsupported':
      return [view.read, view.venueName];
    default:
      return [t('extensionShortName'), ''];
  }
}
