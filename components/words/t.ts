import type messages from '../../public/_locales/en/messages.json';

export type MessageKey = keyof typeof messages;

/** Returns the text of a message with `$1`…`$9` already replaced; empty when it is unknown. */
export type Dictionary = (key: string, substitutions: string[]) => string;

const SLOTS = ['{1}', '{2}', '{3}', '{4}', '{5}', '{6}', '{7}', '{8}', '{9}'];
const templates = new Map<MessageKey, string>();
let dictionary: Dictionary = () => '';

/** Says where texts come from: the browser's `_locales` in the product, a plain object elsewhere. */
export function setDictionary(next: Dictionary): void {
  dictionary = next;
  templates.clear();
}

/** The user's own text for `key`; the key itself when nobody translated it. */
export function t(key: MessageKey, ...values: readonly (string | number)[]): string {
  let template = templates.get(key);
  if (template === undefined) {
    // Asked once with slots, so that later texts cost no call into the browser.
    template = dictionary(key, SLOTS) || key;
    templates.set(key, template);
  }
  if (values.length === 0) return template;
  return template.replace(/\{(\d)\}/g, (_slot, index) => String(values[Number(index) - 1] ?? ''));
}
