import { useId } from 'preact/hooks';

export interface ChoiceProps<Value extends string> {
  readonly label: string;
  readonly help?: string;
  readonly options: readonly (readonly [value: Value, text: string])[];
  /** Null when none of them is chosen. */
  readonly value: Value | null;
  readonly onChoose: (value: Value) => void;
}

/** One of a few, all visible. */
export function Choice<Value extends string>({ label, help, options, value, onChoose }: ChoiceProps<Value>) {
  const id = useId();
  return (
    <fieldset class="setting">
      <div>
        <legend>{label}</legend>
        {help && <p class="label">{help}</p>}
      </div>
      <div class="choice">
        {options.map(([option, text]) => (
          <label key={option} class="choice-option">
            <input type="radio" name={id} checked={option === value} onChange={() => onChoose(option)} />
            <span>{text}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
