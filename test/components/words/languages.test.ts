import { describe, expect, it } from 'vitest';
import { LANGUAGES } from '../../../core/settings/settings.ts';
import { languages, messagesOf, wordFaults } from '../../tools/words.ts';

describe('the languages', () => {
  it('are those the options offer', () => {
    expect([...languages]).toEqual(LANGUAGES.filter((language) => language !== 'browser').sort());
  });

  it.each(languages)('%s says all that English says, with the same slots', (language) => {
    expect(wordFaults(language)).toEqual([]);
  });

  it.each(languages)('%s names itself, and writes numbers as it does everywhere else', (language) => {
    const { languageTag, numberDecimal, numberGroup } = messagesOf(language);
    expect(languageTag?.message.replace('-', '_')).toBe(language);
    const parts = new Intl.NumberFormat(languageTag?.message).formatToParts(1_234_567.8);
    const mark = (type: string) => parts.find((part) => part.type === type)?.value;
    expect([numberDecimal?.message, numberGroup?.message]).toEqual([mark('decimal'), mark('group')]);
  });
});
