import { readdirSync, readFileSync } from 'node:fs';
import type { Chromium } from './chromium.ts';

/** Processor time (s) all the browser's processes have used so far. */
export async function browserProcessorTime({ devtools }: Chromium): Promise<number> {
  const { processInfo } = await devtools.send<{ processInfo: { id: number; cpuTime: number }[] }>(
    'SystemInfo.getProcessInfo',
  );
  return processInfo.reduce((sum, { id, cpuTime }) => sum + (threadTimes(id) ?? cpuTime), 0);
}

/** The browser tells it in steps of 10 ms; Linux knows nanoseconds of each thread. */
function threadTimes(process: number): number | null {
  try {
    const threads = readdirSync(`/proc/${process}/task`);
    const times = threads.map((thread) =>
      Number(readFileSync(`/proc/${process}/task/${thread}/schedstat`, 'utf8').split(' ')[0]),
    );
    return times.reduce((sum, time) => sum + time, 0) / 1e9;
  } catch {
    return null;
  }
}
