import { useEffect, useId, useState } from 'preact/hooks';
import { t } from '../words/t.ts';
import { toShown, toStored } from './thresholds.ts';

export interface NumberFieldProps {
  readonly label: string;
  readonly help: string;
  readonly unit: string;
  readonly scale: number;
  readonly low: number;
  readonly high: number;
  readonly value: number;
  /** Hears valid values only. */
  readonly onChange: (value: number) => void;
}

/** A typed number with its unit and range; a wrong one is explained here and goes nowhere. */
export function NumberField({ label, help, unit, scale, low, high, value, onChange }: NumberFieldProps) {
  const [text, setText] = useState(toShown(value, scale));
  const id = useId();
  const stored = toStored(text, { scale, low, high });
  const wrong = stored === null;
  const range = t('rangeFromTo', low, high, unit);

  useEffect(() => {
    if (toStored(text, { scale, low, high }) !== value) setText(toShown(value, scale));
  }, [value]);

  return (
    <div class="setting">
      <div>
        <label for={id}>{label}</label>
        <p class="label" id={`${id}-help`}>
          {help}
        </p>
        {wrong && (
          <p class="hot setting-error" id={`${id}-error`} role="alert">
            {t('outOfRange', range)}
          </p>
        )}
      </div>
      <div class="setting-input">
        <input
          id={id}
          class="field"
          inputMode="decimal"
          autocomplete="off"
          value={text}
          aria-invalid={wrong}
          aria-describedby={wrong ? `${id}-error` : `${id}-help`}
          title={range}
          onInput={(event) => {
            const next = event.currentTarget.value;
            setText(next);
            const accepted = toStored(next, { scale, low, high });
            if (accepted !== null && accepted !== value) onChange(accepted);
          }}
        />
        <span class="label unit">{unit}</span>
      </div>
    </div>
  );
}
