import { Random } from '../market/random.ts';
import { type Border, borders } from './borders.ts';

export interface BorderReport {
  readonly border: string;
  readonly inputs: number;
  /** What came past the border as an exception of another kind than the border declares. */
  readonly thrown: readonly string[];
  /** Milliseconds of the slowest input: a regular expression that is not linear shows here. */
  readonly slowestMs: number;
  readonly prototypeChanged: boolean;
}

/** `count` bad inputs at each border. Same seed, same inputs. */
export async function runBadInputs(count: number, seed: string): Promise<BorderReport[]> {
  const reports: BorderReport[] = [];
  for (const border of borders())
    reports.push(await runBorder(border, count, new Random(`${seed}/${border.name}`)));
  return reports;
}

async function runBorder({ name, admit }: Border, count: number, random: Random): Promise<BorderReport> {
  const thrown = new Map<string, number>();
  let slowestMs = 0;
  for (let i = 0; i < count; i++) {
    const began = performance.now();
    try {
      await admit(random);
    } catch (error) {
      const text = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
      thrown.set(text, (thrown.get(text) ?? 0) + 1);
    }
    slowestMs = Math.max(slowestMs, performance.now() - began);
  }
  return {
    border: name,
    inputs: count,
    thrown: [...thrown].map(([text, times]) => `${text} × ${times}`),
    slowestMs: Math.round(slowestMs),
    prototypeChanged: Object.keys(Object.prototype).length > 0 || 'polluted' in {},
  };
}
