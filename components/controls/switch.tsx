export interface SwitchProps {
  readonly on: boolean;
  readonly label: string;
  readonly onToggle: (on: boolean) => void;
}

export function Switch({ on, label, onToggle }: SwitchProps) {
  return (
    <button
      type="button"
      class="switch"
      role="switch"
      aria-checked={on}
      aria-label={label}
      title={label}
      onClick={() => onToggle(!on)}
    >
      <span class="switch-knob" />
    </button>
  );
}
