import type { Ms } from '../domain/time.ts';

/** How far the starting open interest has been given entries. */
export interface Seeding {
  /** All of it has an entry from here on. */
  endTime: Ms;
  /** Volume and time seen so far, for the mean rate. */
  volume: number;
  duration: Ms;
}

/**
 * Share of the still unplaced open interest whose entry is put into a bar, so that all of it is spread over the
 * seeding days in proportion to volume. The volume still to come is taken at the mean rate seen so far: the
 * future is not known when a bar is added.
 */
export function placedShare(seeding: Seeding, endTime: Ms, duration: Ms, volume: number): number {
  const remaining = seeding.endTime - endTime;
  const traded = Number.isNaN(volume) ? duration : volume;
  seeding.volume += traded;
  seeding.duration += duration;
  if (remaining <= 0) return 1;
  if (traded <= 0) return 0;
  return traded / (traded + (seeding.volume / seeding.duration) * remaining);
}
