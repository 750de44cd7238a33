import { useId } from 'preact/hooks';

export interface SelectProps<Value extends string> {
  readonly label: string;
  readonly help?: string;
  readonly options: readonly (readonly [value: Value, text: string])[];
  readonly value: Value;
  readonly onChoose: (value: Value) => void;
}

/** One of many, told apart by their names. */
export function Select<Value extends string>({ label, help, options, value, onChoose }: SelectProps<Value>) {
  const id = useId();
  return (
    <div class="setting">
      <div>
        <label for={id}>{label}</label>
        {help && <p class="label">{help}</p>}
      </div>
      <select
        id={id}
        class="field select"
        value={value}
        onChange={({ currentTarget }) => onChoose(currentTarget.value as Value)}
      >
        {options.map(([option, text]) => (
          <option key={option} value={option}>
            {text}
          </option>
        ))}
      </select>
    </div>
  );
}
