import type { OverlayView } from '../../core/messages/protocol.ts';
import type { MessageBodyProps } from '../overlay/message-body.tsx';
import { t } from '../words/t.ts';
import type { PanelActions } from './actions.ts';

/** What the panel says where there is no Reading to draw; null where there is one. */
export function toStateView(
  view: OverlayView | null,
  actions: Pick<PanelActions, 'openOptions'>,
): MessageBodyProps | null {
  if (view === null) return { title: t('loading'), text: t('panelLoadingText'), busy: true };
  switch (view.kind) {
    case 'reading':
      return null;
    case 'waiting':
      return {
        title: t('firstAnswer'),
        text: t('firstAnswerText', view.venueName),
        sources: view.sources,
        busy: true,
      };
    case 'paused':
      return { title: t('paused'), text: t('pausedText') };
    case 'switched-off':
      return { title: t('switchedOff'), text: t('switchedOffText', view.label) };
    case 'unsupported':
      return { title: t('unsupported'), text: t('unsupportedText', view.read, view.venueName) };
    case 'no-permission':
      return {
        title: t('needsPermission'),
        text: t('needsPermissionText', view.host),
        action: { label: t('allowInOptions'), onPress: actions.openOptions },
      };
    case 'hidden':
    case 'dormant':
      return { title: t('panelNoPair'), text: t('panelNoPairText') };
  }
}
