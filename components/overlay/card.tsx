import type { OverlayState } from '../../core/stores/overlay-store.ts';
import { formatClockMinute } from '../format/time.ts';
import { type FreshnessView, toFreshnessView } from '../views/freshness-view.ts';
import { warningText } from '../views/warning-view.ts';
import { t } from '../words/t.ts';
import type { OverlayActions } from './actions.ts';
import { Header } from './header.tsx';
import { MessageBody, type MessageBodyProps } from './message-body.tsx';
import { ReadingBody } from './reading-body.tsx';
import { Warnings } from './warnings.tsx';

export interface CardProps {
  readonly state: OverlayState;
  readonly actions: OverlayActions;
}

/** The overlay opened up. */
export function Card({ state, actions }: CardProps) {
  const view = state.link === 'orphan' ? null : state.update?.view;
  if (view?.kind !== 'reading') {
    const { title, ...message } = messageOf(state, actions);
    return (
      <article class="card">
        <Header
          title={title}
          subtitle=""
          subtitleHelp=""
          tone="off"
          word=""
          help=""
          muted={null}
          actions={actions}
        />
        <MessageBody {...message} title={message.heading} />
      </article>
    );
  }
  const { reading, venueName, product, fromSpot, freshness, mutedUntil } = view;
  const link = { status: state.link, since: state.linkSince };
  const fresh: FreshnessView = toFreshnessView(freshness, venueName, state.now, link);
  const { asset, venueSymbol } = reading.instrument;
  return (
    <article class="card">
      <Header
        title={asset}
        subtitle={venueName}
        subtitleHelp={`${venueName} ${product} · ${venueSymbol}`}
        tone={fresh.tone}
        word={fresh.word}
        help={fresh.title}
        muted={{ on: mutedUntil > state.now, until: formatClockMinute(mutedUntil) }}
        actions={actions}
      />
      {fresh.notice !== '' && <p class="notice fade">{fresh.notice}</p>}
      {fromSpot && <p class="notice info">{t('fromSpot', venueSymbol)}</p>}
      {!fresh.greyed && state.update && state.update.warnings.length > 0 && (
        <Warnings texts={state.update.warnings.map(warningText)} />
      )}
      <ReadingBody
        reading={reading}
        appearance={state.update!.appearance}
        now={state.now}
        greyed={fresh.greyed}
      />
    </article>
  );
}

type Message = Omit<MessageBodyProps, 'title'> & { readonly title: string; readonly heading: string };

function messageOf({ link, update }: OverlayState, actions: OverlayActions): Message {
  if (link === 'orphan') return { title: 'Flushpoint', heading: t('reloadHeading'), text: t('noticeOrphan') };
  const view = update?.view;
  switch (view?.kind) {
    case 'paused':
      return { title: 'Flushpoint', heading: t('paused'), text: t('pausedText') };
    case 'switched-off':
      return { title: view.label, heading: t('switchedOff'), text: t('switchedOffText', view.label) };
    case 'unsupported':
      return {
        title: view.venueName,
        heading: t('unsupported'),
        text: t('unsupportedText', view.read, view.venueName),
      };
    case 'no-permission':
      return {
        title: view.venueName,
        heading: t('needsPermission'),
        text: t('needsPermissionText', view.host),
        action: { label: t('allowInOptions'), onPress: actions.openOptions },
      };
    case 'waiting':
      return {
        title: view.label,
        heading: t('firstAnswer'),
        text: t('firstAnswerText', view.venueName),
        sources: view.sources,
        busy: true,
      };
    default:
      return { title: 'Flushpoint', heading: t('readingHeading'), text: t('readingPageText'), busy: true };
  }
}
