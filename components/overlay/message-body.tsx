import type { SourceHealth } from '../../core/domain/source-health.ts';
import { statusText } from '../views/footer-view.ts';
import { clauseText } from '../words/clause-text.ts';
import { t } from '../words/t.ts';

export interface MessageBodyProps {
  readonly title: string;
  readonly text: string;
  readonly sources?: readonly SourceHealth[];
  readonly action?: { readonly label: string; readonly onPress: () => void };
  readonly busy?: boolean;
}

/** The card where there is no Reading: says why, and what can be done. */
export function MessageBody({ title, text, sources = [], action, busy = false }: MessageBodyProps) {
  return (
    <div class="message">
      <p class="message-title">{title}</p>
      <p class="label">{text}</p>
      {busy && <div class="busy" aria-hidden="true" />}
      {sources.length > 0 && (
        <ul class="message-sources" aria-label={t('sources')}>
          {sources.map((source) => (
            <li key={source.venue} class="row" title={clauseText(source.detail)}>
              <span>{source.name}</span>
              <span class="push label">{statusText(source)}</span>
            </li>
          ))}
        </ul>
      )}
      {action && (
        <button type="button" class="button" onClick={action.onPress}>
          {action.label}
        </button>
      )}
    </div>
  );
}
