import { browser } from 'wxt/browser';
import type { WordsUpdate } from '../messages/protocol.ts';
import type { Appearance } from '../settings/settings.ts';

/** Marks of a number format: between whole and fraction, and between groups of three digits. */
const NUMBER_MARKS: Readonly<Record<Exclude<Appearance['numbers'], 'language'>, readonly [string, string]>> =
  {
    point: ['.', ','],
    comma: [',', '.'],
    space: [',', '\u202f'],
  };

/** `_locales` of a language as plain texts, with `$1`…`$9` still in them. */
export type ReadTexts = (language: string) => Promise<Readonly<Record<string, string>>>;

/** The words every surface is to use: only what differs from the browser's own. */
export interface Words {
  /** Changes its identity with every change. */
  current(): WordsUpdate;
  /** Loads what the settings ask for; free when nothing changed. */
  follow(appearance: Pick<Appearance, 'language' | 'numbers'>): Promise<void>;
}

/** @param changed hears every new set of words, before anyone is told */
export function createWords(read: ReadTexts, changed: (words: WordsUpdate) => void): Words {
  let words: WordsUpdate = { type: 'words:update', texts: {} };
  let wanted = 'browser language';

  return {
    current: () => words,
    async follow({ language, numbers }) {
      const asked = `${language} ${numbers}`;
      if (asked === wanted) return;
      wanted = asked;
      // Missing texts fall back to the browser's own; without any of them that is what all do.
      const texts = language === 'browser' ? {} : await read(language).catch(() => ({}));
      if (wanted !== asked) return;
      const marks = numbers === 'language' ? null : NUMBER_MARKS[numbers];
      words = {
        type: 'words:update',
        texts: { ...texts, ...(marks && { numberDecimal: marks[0], numberGroup: marks[1] }) },
      };
      changed(words);
    },
  };
}

/** `browser.i18n` speaks the browser's language only; the others are read from the package itself. */
export const readPackagedTexts: ReadTexts = async (language) => {
  const answer = await fetch(`${browser.runtime.getURL('/')}_locales/${language}/messages.json`);
  const messages: Record<string, { readonly message: string }> = await answer.json();
  return Object.fromEntries(Object.entries(messages).map(([key, { message }]) => [key, message]));
};
