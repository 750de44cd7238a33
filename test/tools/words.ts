/** What each language lacks against English: `node test/tools/words.ts`. */
import { readdirSync, readFileSync } from 'node:fs';
import { ROOT } from './steps.ts';

const LOCALES = `${ROOT}/public/_locales`;

export type Messages = Readonly<Record<string, { readonly message: string }>>;

export const languages: readonly string[] = readdirSync(LOCALES).sort();

export function messagesOf(language: string): Messages {
  return JSON.parse(readFileSync(`${LOCALES}/${language}/messages.json`, 'utf8'));
}

const slotsOf = (message: string) =>
  [...new Set([...message.matchAll(/\$\d/g)].map(([slot]) => slot))].sort().join(' ');

/** A line for each key that is missing, extra, empty, or fills other slots than English does. */
export function wordFaults(language: string): string[] {
  const english = messagesOf('en');
  const own = messagesOf(language);
  const extra = Object.keys(own).filter((key) => !Object.hasOwn(english, key));
  const faults = Object.entries(english).flatMap(([key, { message }]) => {
    const text = own[key]?.message;
    if (text === undefined) return [`lacks ${key}: ${message}`];
    if (text === '') return [`says nothing for ${key}: ${message}`];
    return slotsOf(text) === slotsOf(message) ? [] : [`fills other slots in ${key}: ${message} | ${text}`];
  });
  return [...faults, ...extra.map((key) => `has ${key}, which English has not`)];
}

if (import.meta.main) {
  let found = 0;
  for (const language of languages) {
    const faults = wordFaults(language);
    found += faults.length;
    console.log(`${language}: ${faults.length === 0 ? 'complete' : `${faults.length} to do`}`);
    for (const fault of faults) console.log(`  ${fault}`);
  }
  process.exitCode = found === 0 ? 0 : 1;
}
