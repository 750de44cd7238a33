import type messages from '../../public/_locales/en/messages.json';

export type MessageKey = keyof typeof messages;

/** Returns the text of a message with `$1`…`$9` already replaced; empty when it is unknown. */
export type Dictionary = (key: string, substitutions: string[]) => string;

const SLOTS = ['{1}', '{2}', '{3}', '{4}', '{5}', '{6}', '{7}', '{8}', '{9}'];
const templates = new Map<string, string>();
let dictionary: Dictionary = () => '';
let chosen: Readonly<Record<string, string>> = {};

/** Says where texts come from: the browser's `_locales` in the product, a plain object elsewhere. */
export function setDictionary(next: Dictionary): void {
  dictionary = next;
  templates.clear();
}

/** Texts of the language the user chose, with `$1`…`$9` in them; what is not among them the dictionary has. */
export function setTexts(texts: Readonly<Record<string, string>>): void {
  chosen = texts;
  templates.clear();
}

/** The user's own text for `key`; the key itself when nobody translated it. */
export function t(key: MessageKey, ...values: readonly (string | number)[]): string {
  return fill(template(key) || key, values);
}

/** Looked up once with slots, so that later texts cost no call into the browser. Empty when there is none. */
function template(key: string): string {
  let found = templates.get(key);
  if (found === undefined) {
    found = chosen[key]?.replace(/\$(\d)/g, '{$1}') ?? dictionary(key, SLOTS);
    templates.set(key, found);
  }
  return found;
}

function fill(text: string, values: readonly (string | number)[]): string {
  if (values.length === 0) return text;
  return text.replace(/\{(\d)\}/g, (_slot, index) => String(values[Number(index) - 1] ?? ''));
}
