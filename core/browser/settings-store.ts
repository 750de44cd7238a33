import { clause, quote } from '../domain/clause.ts';
import type { Notice } from '../messages/protocol.ts';
import type { Change } from '../settings/changes.ts';
import { DEFAULT_SETTINGS, SETTINGS_VERSION } from '../settings/defaults.ts';
import { readStoredSettings, type StoredSettings } from '../settings/migrations.ts';
import type { Settings } from '../settings/settings.ts';
import type { RecordStore } from './storage.ts';

const KEY = 'settings';
const LAST_GOOD = 'settings.lastGood';
const QUARANTINE = 'settings.quarantine';
const QUARANTINE_CHARS = 65_536;
/** In the session store: settings that could not go where they belong. */
const UNSAVED = 'settings.unsaved';
const UNDO = 'settings.undo';
const UNDO_STEPS = 20;

/** `{v, data, savedAt}`, as every settings record is stored. */
interface StoredRecord {
  readonly v: number;
  readonly data: unknown;
}

export interface SettingsStore {
  /** Reads what is stored; everything else waits for it. Later calls are free. */
  load(): Promise<Settings>;
  get(): Settings;
  /** One change after another; what is refused changes nothing. */
  change(to: (settings: Settings) => Change): Promise<Change>;
  /** Takes the last change back. */
  undo(): Promise<Change>;
}

function isRecord(value: unknown): value is StoredRecord {
  if (typeof value !== 'object' || value === null) return false;
  const { v } = value as { v?: unknown };
  return typeof v === 'number' && Number.isInteger(v) && v > 0 && 'data' in value;
}

/** The one writer of settings. A bad record is set aside, never silently lost, and a newer version's never overwritten. */
export function createSettingsStore(
  local: RecordStore,
  session: RecordStore,
  tools: { now(): number; notice(notice: Notice): void; changed(): void },
): SettingsStore {
  let current: Settings = DEFAULT_SETTINGS;
  let readOnly = false;
  /** Changes made while what is stored could not be read; null once it was. */
  let unread: ((settings: Settings) => Change)[] | null = [];
  let loading: Promise<Settings> | null = null;
  let queue: Promise<unknown> = Promise.resolve();

  async function load(): Promise<Settings> {
    const found = await local.look(KEY);
    // What cannot be read now may well be there: nothing is written over it.
    if (found === null) return current;
    const stored = found.value;
    const read = isRecord(stored) ? readStoredSettings(stored.v, stored.data) : await fallBack(stored);
    current = read.settings;
    const held = await session.read(UNSAVED);
    if (isRecord(held)) current = readStoredSettings(held.v, held.data).settings;
    for (const to of unread ?? []) {
      const change = to(current);
      if (change.ok) current = change.settings;
    }
    unread = null;
    readOnly = read.newer;
    if (read.newer) {
      tools.notice({
        id: 'settings-newer',
        clause: clause('settingsNewer'),
      });
    } else if (read.repaired.length > 0) {
      await quarantine(stored);
      tools.notice({
        id: 'settings-repaired',
        clause: clause('settingsRepaired', quote(read.repaired.join(', '))),
      });
      await save();
    } else if (isRecord(held)) await save();
    return current;
  }

  /** Nothing readable at all: the last good copy, or a fresh start. */
  async function fallBack(stored: unknown): Promise<StoredSettings> {
    const copy = await local.read(LAST_GOOD);
    const read = isRecord(copy)
      ? readStoredSettings(copy.v, copy.data)
      : { settings: DEFAULT_SETTINGS, repaired: [], newer: false };
    if (stored === undefined) return read;
    await quarantine(stored);
    tools.notice({
      id: 'settings-repaired',
      clause: clause(isRecord(copy) ? 'settingsLastGood' : 'settingsDefaults'),
    });
    return { ...read, repaired: [] };
  }

  async function quarantine(stored: unknown): Promise<void> {
    const text = JSON.stringify(stored)?.slice(0, QUARANTINE_CHARS) ?? '';
    await local.write(QUARANTINE, { text, savedAt: tools.now() });
  }

  async function save(): Promise<void> {
    if (unread !== null) return;
    const record = { v: SETTINGS_VERSION, data: current, savedAt: tools.now() };
    if (!readOnly) {
      await local.write(KEY, record);
      if (local.trouble() === null) {
        await local.write(LAST_GOOD, record);
        await session.remove(UNSAVED);
        return;
      }
    }
    // The next worker must know it although the disk does not.
    await session.write(UNSAVED, record);
  }

  /** One after another: two changes at once must not lose each other. */
  function inTurn(step: () => Promise<Change>): Promise<Change> {
    const turn = queue.then(step);
    queue = turn.catch(() => {});
    return turn;
  }

  async function history(): Promise<unknown[]> {
    const steps = await session.read(UNDO);
    return Array.isArray(steps) ? steps : [];
  }

  async function adopt(settings: Settings): Promise<void> {
    current = settings;
    await save();
    tools.changed();
  }

  async function loaded(): Promise<Settings> {
    loading ??= load();
    await loading;
    if (unread === null) return current;
    loading = load();
    return loading;
  }

  return {
    async load() {
      loading ??= load();
      return loading;
    },
    get: () => current,
    change: (to) =>
      inTurn(async () => {
        await loaded();
        const before = current;
        const change = to(before);
        if (!change.ok || change.settings === before) return change;
        unread?.push(to);
        await session.write(UNDO, [...(await history()), before].slice(-UNDO_STEPS));
        await adopt(change.settings);
        return change;
      }),
    undo: () =>
      inTurn(async () => {
        await loaded();
        const steps = await history();
        if (steps.length === 0) return { ok: false, field: 'settings', error: clause('nothingToUndo') };
        const { settings } = readStoredSettings(SETTINGS_VERSION, steps.at(-1));
        await session.write(UNDO, steps.slice(0, -1));
        await adopt(settings);
        return { ok: true, settings };
      }),
  };
}
