import { useEffect, useRef } from 'preact/hooks';
import { t } from '../words/t.ts';
import type { OverlayActions } from './actions.ts';

const CORNERS = [
  ['left', 'top', 'moveTopLeft', 'M3 3h10v10H3zM3 7.5h4.5V3'],
  ['right', 'top', 'moveTopRight', 'M3 3h10v10H3zM13 7.5H8.5V3'],
  ['left', 'bottom', 'moveBottomLeft', 'M3 3h10v10H3zM3 8.5h4.5V13'],
  ['right', 'bottom', 'moveBottomRight', 'M3 3h10v10H3zM13 8.5H8.5V13'],
] as const;

export interface MenuProps {
  readonly actions: OverlayActions;
  /** Opened with the keyboard: the focus goes to the first item. */
  readonly takesFocus: boolean;
  readonly onClose: () => void;
}

export function Menu({ actions, takesFocus, onClose }: MenuProps) {
  const menu = useRef<HTMLDivElement>(null);
  const items = () => [...(menu.current?.querySelectorAll('button') ?? [])];
  const choose = (action: () => void) => () => {
    onClose();
    action();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const all = items();
    const at = all.indexOf(event.target as HTMLButtonElement);
    if (event.key === 'Escape') onClose();
    else if (event.key === 'ArrowDown' || event.key === 'ArrowRight') all[(at + 1) % all.length]?.focus();
    else if (event.key === 'ArrowUp' || event.key === 'ArrowLeft') all.at(at - 1)?.focus();
    else return;
    event.preventDefault();
  };

  useEffect(() => {
    if (takesFocus) items()[0]?.focus({ preventScroll: true });
    const root = menu.current?.getRootNode();
    const outside = (event: Event) => {
      const target = event.target as Element;
      if (!menu.current?.contains(target) && !target.closest('[aria-haspopup]')) onClose();
    };
    root?.addEventListener('pointerdown', outside);
    return () => root?.removeEventListener('pointerdown', outside);
  }, []);

  return (
    <div class="menu fade" ref={menu} role="menu" tabIndex={-1} aria-label={t('menu')} onKeyDown={onKeyDown}>
      <div class="menu-row" role="none">
        <span class="label">{t('moveTo')}</span>
        {CORNERS.map(([edgeX, edgeY, label, path]) => (
          <button
            key={label}
            type="button"
            role="menuitem"
            class="icon-button"
            title={t(label)}
            aria-label={t(label)}
            onClick={choose(() => actions.moveToCorner(edgeX, edgeY))}
          >
            <svg class="icon" viewBox="0 0 16 16" aria-hidden="true">
              <path d={path} />
            </svg>
          </button>
        ))}
      </div>
      <button type="button" role="menuitem" class="menu-item" onClick={choose(actions.hideHere)}>
        {t('hideHere')}
      </button>
      <button type="button" role="menuitem" class="menu-item" onClick={choose(actions.openOptions)}>
        {t('options')}
      </button>
    </div>
  );
}
