import { Icon, type IconName } from './icon.tsx';

export interface IconButtonProps {
  readonly icon: IconName;
  /** Says what a press does; also the tooltip. */
  readonly label: string;
  readonly onPress: () => void;
  readonly pressed?: boolean;
  readonly expanded?: boolean;
  /** Takes the focus after unfolding with the keyboard. */
  readonly fold?: boolean;
}

export function IconButton({ icon, label, onPress, pressed, expanded, fold }: IconButtonProps) {
  return (
    <button
      type="button"
      class="icon-button"
      title={label}
      aria-label={label}
      aria-pressed={pressed}
      aria-expanded={expanded}
      data-fold={fold}
      onClick={onPress}
    >
      <Icon name={icon} />
    </button>
  );
}
