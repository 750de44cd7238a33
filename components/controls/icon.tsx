const PATHS = {
  menu: 'M8 3.4v.1M8 8v.1M8 12.5v.1',
  bell: 'M4 11V7a4 4 0 0 1 8 0v4l1 1.5H3zM7 14h2',
  'bell-off': 'M4 11V7a4 4 0 0 1 6.6-3M12 7v4l1 1.5H4.5M7 14h2M2.5 2.5l11 11',
  collapse: 'M4 8h8',
  chevron: 'M4.5 6.5 8 10l3.5-3.5',
  grip: 'M6 4v.1M10 4v.1M6 8v.1M10 8v.1M6 12v.1M10 12v.1',
  close: 'M4.5 4.5l7 7M11.5 4.5l-7 7',
  pause: 'M6 4v8M10 4v8',
  play: 'M5.5 3.8v8.4l6.5-4.2z',
  panel: 'M2.5 3.5h11v9h-11zM9.5 3.5v9',
  undo: 'M3.5 6.5h6a3.2 3.2 0 0 1 0 6.4H6M3.5 6.5l3-3M3.5 6.5l3 3',
} as const;

export type IconName = keyof typeof PATHS;

/** Lines of these icons are dots and need a fatter pen. */
const DOTTED: readonly IconName[] = ['menu', 'grip'];

export function Icon({ name, turned = false }: { name: IconName; turned?: boolean }) {
  return (
    <svg
      class="icon"
      viewBox="0 0 16 16"
      aria-hidden="true"
      stroke-width={DOTTED.includes(name) ? 2.2 : undefined}
      style={turned ? { transform: 'rotate(180deg)' } : undefined}
    >
      <path d={PATHS[name]} />
    </svg>
  );
}
