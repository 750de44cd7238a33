import type { ComponentChildren } from 'preact';
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
  readonly disabled?: boolean;
  /** Under the help: what this value stands against. */
  readonly note?: ComponentChildren;
  /** After the unit, e.g. a switch. */
  readonly after?: ComponentChildren;
  /** Hears valid values only. */
  readonly onChange: (value: number) => void;
}

/** A typed number with its unit and range; a wrong one is explained here and goes nowhere. */
export function NumberField(props: NumberFieldProps) {
  const { label, help, unit, scale, low, high, value, disabled = false, note, after, onChange } = props;
  const [text, setText] = useState(toShown(value, scale));
  const id = useId();
  const stored = toStored(text, { scale, low, high });
  const wrong = stored === null;
  const range = t('rangeFromTo', low, high, unit);

  useEffect(() => {
    if (toStored(text, { scale, low, high }) !== value) setText(toShown(value, scale));
  }, [value]);

  return (
    <div class={disabled ? 'setting greyed' : 'setting'}>
      <div>
        <label for={id}>{label}</label>
        <p class="label" id={`${id}-help`}>
          {help}
        </p>
        {note}
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
          disabled={disabled}
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
        {after}
      </div>
    </div>
  );
}
