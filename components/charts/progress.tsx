export interface ProgressProps {
  /** 0…1. */
  readonly share: number;
  readonly label: string;
  readonly tone?: 'accent' | 'warn';
  /** 0…1: where a limit lies. */
  readonly limit?: number | null;
}

export function Progress({ share, label, tone = 'accent', limit = null }: ProgressProps) {
  const percent = Math.round(Math.min(1, Math.max(0, share)) * 100);
  return (
    <div class="progress" role="img" aria-label={label} title={label}>
      <div class={`progress-fill ${tone}`} style={{ width: `${percent}%` }} />
      {limit !== null && <div class="progress-limit" style={{ left: `${Math.round(limit * 100)}%` }} />}
    </div>
  );
}
