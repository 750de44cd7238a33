import type { MapCase } from './map-cases.ts';

/** Distance classes in log price. */
const CLASS_WIDTH = 0.004;

/**
 * What hindsight alone could say: how much liquidates at each distance on average, in all runs but the case's own.
 * No product can know it; a map that does not beat it knows the law of leverage, not the places.
 */
export function usualProfiles(cases: readonly MapCase[]): Map<MapCase, number[]> {
  const everyone = new Profile();
  const byRun = new Map<string, Profile>();
  for (const each of cases) {
    everyone.add(each);
    const own = byRun.get(each.run) ?? new Profile();
    own.add(each);
    byRun.set(each.run, own);
  }
  return new Map(
    cases.map((each) => {
      const own = byRun.get(each.run)!;
      return [each, each.distance.map((distance) => everyone.without(own, each.side, distance))];
    }),
  );
}

/** Truth by side and distance class, and the bins it was spread over. */
class Profile {
  private readonly amounts = new Map<string, number>();
  private readonly counts = new Map<string, number>();

  add({ side, distance, standing }: MapCase): void {
    distance.forEach((far, bin) => {
      const key = keyOf(side, far);
      this.amounts.set(key, (this.amounts.get(key) ?? 0) + standing[bin]!);
      this.counts.set(key, (this.counts.get(key) ?? 0) + 1);
    });
  }

  without(other: Profile, side: MapCase['side'], distance: number): number {
    const key = keyOf(side, distance);
    const count = (this.counts.get(key) ?? 0) - (other.counts.get(key) ?? 0);
    const amount = (this.amounts.get(key) ?? 0) - (other.amounts.get(key) ?? 0);
    return count > 0 ? Math.max(0, amount) / count : 0;
  }
}

function keyOf(side: string, distance: number): string {
  return `${side}${Math.floor(distance / CLASS_WIDTH)}`;
}
