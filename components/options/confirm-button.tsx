import { useEffect, useRef, useState } from 'preact/hooks';
import { t } from '../words/t.ts';

export interface ConfirmButtonProps {
  readonly label: string;
  /** What the second press does, in full. */
  readonly confirm: string;
  readonly onConfirm: () => void;
}

/** Asks once more, in place. */
export function ConfirmButton({ label, confirm, onConfirm }: ConfirmButtonProps) {
  const [asking, setAsking] = useState(false);
  const keep = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (asking) keep.current?.focus();
  }, [asking]);
  if (!asking) {
    return (
      <button type="button" class="quiet-button" onClick={() => setAsking(true)}>
        {label}
      </button>
    );
  }
  return (
    <fieldset class="confirm" aria-label={label}>
      <button ref={keep} type="button" class="quiet-button" onClick={() => setAsking(false)}>
        {t('keep')}
      </button>
      <button
        type="button"
        class="quiet-button danger"
        onClick={() => {
          setAsking(false);
          onConfirm();
        }}
      >
        {confirm}
      </button>
    </fieldset>
  );
}
