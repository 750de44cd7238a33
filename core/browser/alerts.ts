import type { Ms } from '../domain/time.ts';
import { type Warning, warningId } from '../domain/warning.ts';
import type { Engine } from '../feed/engine.ts';
import { venueById } from '../venues/registry.ts';
import { type EventLog, faultText } from './event-log.ts';
import type { NotificationText } from './notifications.ts';
import type { WarningDesk } from './warning-desk.ts';

/** Puts an alert of one pair into the user's words. */
export type AlertWords = (
  asset: string,
  venueName: string,
  warnings: readonly Warning[],
  now: Ms,
) => NotificationText;

export interface AlertTools {
  readonly engine: Pick<Engine, 'pair'>;
  readonly desk: WarningDesk;
  readonly log: EventLog;
  readonly words: AlertWords;
  now(): Ms;
  notify(key: string, text: NotificationText): Promise<void>;
}

/** Tells the user of a pair what is due, each time its Reading changes. */
export function createAlerts({ engine, desk, log, words, now, notify }: AlertTools): (key: string) => void {
  const silences = new Map<string, string>();

  async function heed(key: string): Promise<void> {
    const pair = engine.pair(key);
    if (pair === null) return;
    const { told, silence } = await desk.tell(pair);
    if (silence !== null && silences.get(key) !== silence) log.note('alert-held', `${key} ${silence}`);
    silences.set(key, silence ?? '');
    if (told.length === 0) return;
    log.note('alert', `${key} ${told.map(warningId).join(' ')}`);
    const { instrument } = pair.reading;
    const venueName = venueById(instrument.venue)?.name ?? instrument.venue;
    await notify(key, words(instrument.asset, venueName, told, now()));
  }

  return (key) => void heed(key).catch((error: unknown) => log.note('error', faultText(error)));
}
