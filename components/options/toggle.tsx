import { Switch } from '../controls/switch.tsx';

export interface ToggleProps {
  readonly label: string;
  readonly help: string;
  readonly on: boolean;
  readonly onToggle: (on: boolean) => void;
}

/** A setting that is on or off. */
export function Toggle({ label, help, on, onToggle }: ToggleProps) {
  return (
    <div class="setting toggle">
      <div>
        <span>{label}</span>
        <p class="label">{help}</p>
      </div>
      <Switch on={on} label={label} onToggle={onToggle} />
    </div>
  );
}
