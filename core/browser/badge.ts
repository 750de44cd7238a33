import { browser } from 'wxt/browser';
import { isKnown } from '../domain/measured.ts';
import type { Warning } from '../domain/warning.ts';
import type { OverlayView } from '../messages/protocol.ts';

/** What the toolbar says of one tab; empty text shows nothing. */
export interface Badge {
  readonly text: string;
  readonly colour: string;
}

/** Orange is the longs' risk, teal the shorts': never to be read as buy and sell. */
const COLOURS = { long: '#c2570c', short: '#0f766e', balanced: '#4b5563', stale: '#9ca3af' } as const;

/** |crowding| in its side's colour, «!» while something warns, grey when the values are not live. */
export function badgeOf(view: OverlayView | null, warnings: readonly Warning[]): Badge {
  if (view?.kind !== 'reading') return { text: '', colour: COLOURS.balanced };
  const { score, band, side } = view.reading.crowding;
  const live = view.freshness.status === 'live';
  const colour = !live
    ? COLOURS.stale
    : band === 'balanced' || side === null
      ? COLOURS.balanced
      : COLOURS[side];
  if (live && warnings.length > 0) return { text: '!', colour };
  return { text: isKnown(score) ? String(Math.round(Math.abs(score.value))) : '?', colour };
}

/** Shows a tab's badge; the tab may be gone by then. */
export function createBadges(): (tab: number, badge: Badge) => void {
  const shown = new Map<number, string>();
  return (tabId, { text, colour }) => {
    const look = `${text} ${colour}`;
    if (shown.get(tabId) === look) return;
    shown.set(tabId, look);
    void browser.action.setBadgeText({ tabId, text }).catch(() => shown.delete(tabId));
    void browser.action.setBadgeBackgroundColor({ tabId, color: colour }).catch(() => shown.delete(tabId));
  };
}
