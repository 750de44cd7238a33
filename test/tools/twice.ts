import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { ROOT, run } from './steps.ts';

/** Builds for Chrome again and compares with the build that is there: byte for byte the same, or it is no proof. */
const output = `${ROOT}.output/chrome-mv3`;

function sums(): Map<string, string> {
  const files = readdirSync(output, { recursive: true, encoding: 'utf8' })
    .filter((file) => statSync(`${output}/${file}`).isFile())
    .sort();
  return new Map(
    files.map((file) => [
      file,
      createHash('sha256')
        .update(readFileSync(`${output}/${file}`))
        .digest('hex'),
    ]),
  );
}

const first = sums();
const code = await run(['npx', 'wxt', 'build']);
const second = sums();
const names = new Set([...first.keys(), ...second.keys()]);
const different = [...names].filter((file) => first.get(file) !== second.get(file));
for (const file of different) console.error(`${file} differs between two builds`);
console.log(`${names.size} files, ${different.length} different`);
process.exitCode = code === 0 && names.size > 0 && different.length === 0 ? 0 : 1;
