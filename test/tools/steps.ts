import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

export const ROOT = fileURLToPath(new URL('../..', import.meta.url));

export interface Step {
  readonly name: string;
  readonly command: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

/** Runs one command in the project's root with its output shown; resolves to its exit code. */
export function run(command: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<number> {
  const [program = '', ...parameters] = command;
  return new Promise((resolve) => {
    const child = spawn(program, parameters, {
      cwd: ROOT,
      stdio: ['ignore', 'inherit', 'inherit'],
      env: { ...process.env, ...env },
    });
    child.on('error', () => resolve(127));
    child.on('close', (code) => resolve(code ?? 1));
  });
}

/** Runs each step, going on after a failure; resolves to the names that failed. */
export async function runAll(steps: readonly Step[]): Promise<string[]> {
  const failed: string[] = [];
  for (const { name, command, env } of steps) {
    const started = performance.now();
    console.log(`\n── ${name}`);
    const code = await run(command, env);
    console.log(
      `── ${name}: ${code === 0 ? 'ok' : `failed (${code})`}, ${((performance.now() - started) / 1000).toFixed(1)} s`,
    );
    if (code !== 0) failed.push(name);
  }
  return failed;
}
