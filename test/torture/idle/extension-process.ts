import { execFileSync } from 'node:child_process';

interface Process {
  readonly pid: number;
  readonly parent: number;
  readonly command: string;
}

function processes(): Process[] {
  const text = execFileSync('ps', ['-eo', 'pid=,ppid=,args='], { encoding: 'utf8', maxBuffer: 1 << 24 });
  return text.split('\n').flatMap((line) => {
    const [, pid, parent, command] = /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line) ?? [];
    return command === undefined ? [] : [{ pid: Number(pid), parent: Number(parent), command }];
  });
}

/**
 * The renderer in which a Chromium runs its extension, or null. With no page of the extension open it lives
 * exactly as long as the extension's worker: the one sign of its death that needs no debugger.
 * @param browser process id the browser was started as
 */
export function extensionProcess(browser: number): number | null {
  const all = processes();
  const mine = new Set([browser]);
  for (let grown = true; grown; ) {
    grown = false;
    for (const { pid, parent } of all) {
      if (!mine.has(parent) || mine.has(pid)) continue;
      mine.add(pid);
      grown = true;
    }
  }
  return (
    all.find(({ pid, command }) => mine.has(pid) && command.includes('--extension-process'))?.pid ?? null
  );
}
