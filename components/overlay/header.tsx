import { useRef, useState } from 'preact/hooks';
import { Icon } from '../controls/icon.tsx';
import { IconButton } from '../controls/icon-button.tsx';
import { t } from '../words/t.ts';
import type { OverlayActions } from './actions.ts';
import { Menu } from './menu.tsx';

export interface HeaderProps {
  readonly title: string;
  readonly subtitle: string;
  readonly subtitleHelp: string;
  readonly tone: string;
  readonly word: string;
  readonly help: string;
  /** Null where there is no symbol to mute. */
  readonly muted: { readonly on: boolean; readonly until: string } | null;
  readonly actions: OverlayActions;
}

/** Letters of both names for which there is room, and of the names with the word for freshness. */
const ROOM = { names: 15, line: 22 } as const;

export function Header({ title, subtitle, subtitleHelp, tone, word, help, muted, actions }: HeaderProps) {
  const [menu, setMenu] = useState<'closed' | 'pointer' | 'keyboard'>('closed');
  const opener = useRef<HTMLButtonElement>(null);
  const close = () => {
    if (menu === 'keyboard') opener.current?.focus({ preventScroll: true });
    setMenu('closed');
  };
  return (
    <header class="header" data-drag="true">
      <button
        type="button"
        class="grip"
        data-drag="true"
        data-nudge="true"
        title={t('grip')}
        aria-label={t('grip')}
      >
        <Icon name="grip" />
      </button>
      <h2 class="header-title">{title}</h2>
      {title.length + subtitle.length <= Math.min(ROOM.names, ROOM.line - word.length) && (
        <span class="label keep" title={subtitleHelp}>
          {subtitle}
        </span>
      )}
      <span class="freshness push label keep" title={help} data-id="freshness" data-tone={tone}>
        {word !== '' && <span class="dot" data-tone={tone} />}
        {word || null}
      </span>
      {actions.openPanel && <IconButton icon="panel" label={t('openPanel')} onPress={actions.openPanel} />}
      {muted && (
        <IconButton
          icon={muted.on ? 'bell-off' : 'bell'}
          label={muted.on ? t('mutedUntil', muted.until) : t('muteHour')}
          pressed={muted.on}
          onPress={() => actions.mute(muted.on ? 0 : 60)}
        />
      )}
      <button
        type="button"
        class="icon-button"
        ref={opener}
        title={t('menu')}
        aria-label={t('menu')}
        aria-haspopup="true"
        aria-expanded={menu !== 'closed'}
        onClick={({ detail }) =>
          menu === 'closed' ? setMenu(detail === 0 ? 'keyboard' : 'pointer') : close()
        }
      >
        <Icon name="menu" />
      </button>
      <IconButton icon="collapse" fold label={t('collapse')} onPress={() => actions.setCollapsed(true)} />
      {menu !== 'closed' && <Menu actions={actions} takesFocus={menu === 'keyboard'} onClose={close} />}
    </header>
  );
}
