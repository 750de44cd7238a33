export interface TimeFieldProps {
  readonly label: string;
  /** Minutes after local midnight. */
  readonly minute: number;
  /** The other end: an empty span would mean no quiet hours at all. */
  readonly not: number;
  readonly onChange: (minute: number) => void;
}

const two = (number: number) => String(number).padStart(2, '0');

/** `22:00`, as the browser lets a time of day be typed. */
export function TimeField({ label, minute, not, onChange }: TimeFieldProps) {
  return (
    <input
      type="time"
      class="field time"
      aria-label={label}
      title={label}
      value={`${two(Math.floor(minute / 60))}:${two(minute % 60)}`}
      onChange={(event) => {
        const [hours, minutes] = event.currentTarget.value.split(':').map(Number);
        const next = (hours ?? Number.NaN) * 60 + (minutes ?? Number.NaN);
        if (Number.isInteger(next) && next !== not) onChange(next);
      }}
    />
  );
}
