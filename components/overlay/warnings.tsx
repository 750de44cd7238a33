import { useState } from 'preact/hooks';
import { Icon } from '../controls/icon.tsx';
import { memo } from '../memo.ts';
import { t } from '../words/t.ts';

/** The user's own thresholds that are reached: the first in full, the others on request. */
export const Warnings = memo(({ texts }: { texts: readonly string[] }) => {
  const [open, setOpen] = useState(false);
  const [first, ...others] = texts;
  return (
    <>
      <button
        type="button"
        class="warnings fade"
        data-id="warnings"
        aria-expanded={open}
        title={texts.join('\n')}
        disabled={others.length === 0}
        onClick={() => setOpen(!open)}
      >
        <b class="warning-mark" aria-hidden="true">
          !
        </b>
        <span class="warning-first">{first}</span>
        {others.length > 0 && (
          <>
            <span class="push label keep">{t('moreWarnings', others.length)}</span>
            <Icon name="chevron" turned={open} />
          </>
        )}
      </button>
      {open && others.length > 0 && (
        <ul class="warnings-list">
          {others.map((text) => (
            <li key={text}>{text}</li>
          ))}
        </ul>
      )}
    </>
  );
});
