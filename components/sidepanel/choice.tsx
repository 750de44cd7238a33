export interface ChoiceProps<Value extends string> {
  readonly label: string;
  readonly value: Value;
  readonly options: readonly (readonly [value: Value, text: string])[];
  readonly onPick: (value: Value) => void;
}

/** A few exclusive choices as joined buttons. */
export function Choice<Value extends string>({ label, value, options, onPick }: ChoiceProps<Value>) {
  return (
    <fieldset class="choice" aria-label={label}>
      {options.map(([each, text]) => (
        <button key={each} type="button" aria-pressed={each === value} onClick={() => onPick(each)}>
          {text}
        </button>
      ))}
    </fieldset>
  );
}
