import { beforeEach, describe, expect, it } from 'vitest';
import { createWords, type Words } from '../../../core/browser/words.ts';
import type { WordsUpdate } from '../../../core/messages/protocol.ts';
import { settled } from '../feed/fakes.ts';

let asked: string[];
let told: WordsUpdate[];
let answers: Map<string, (texts: Readonly<Record<string, string>>) => void>;
let words: Words;

beforeEach(() => {
  asked = [];
  told = [];
  answers = new Map();
  words = createWords(
    (language) => {
      asked.push(language);
      return new Promise((answer) => answers.set(language, answer));
    },
    (update) => told.push(update),
  );
});

describe('the words of every surface', () => {
  it('are the browser’s own until something else is chosen', async () => {
    await words.follow({ language: 'browser', numbers: 'language' });
    expect([asked, told, words.current().texts]).toEqual([[], [], {}]);
  });

  it('are those of the chosen language, read once', async () => {
    const loaded = words.follow({ language: 'ko', numbers: 'language' });
    answers.get('ko')?.({ funding: '펀딩' });
    await loaded;
    await words.follow({ language: 'ko', numbers: 'language' });
    expect(asked).toEqual(['ko']);
    expect(told).toEqual([{ type: 'words:update', texts: { funding: '펀딩' } }]);
    expect(words.current()).toBe(told[0]);
  });

  it('take the number marks from their own setting', async () => {
    await words.follow({ language: 'browser', numbers: 'comma' });
    expect(words.current().texts).toEqual({ numberDecimal: ',', numberGroup: '.' });
  });

  it('go back to the browser’s own', async () => {
    await words.follow({ language: 'browser', numbers: 'space' });
    await words.follow({ language: 'browser', numbers: 'language' });
    expect(told.map(({ texts }) => Object.keys(texts).length)).toEqual([2, 0]);
  });

  it('are those of the last choice, however late an earlier one is read', async () => {
    const first = words.follow({ language: 'ko', numbers: 'language' });
    const second = words.follow({ language: 'ja', numbers: 'language' });
    answers.get('ja')?.({ funding: '資金調達率' });
    answers.get('ko')?.({ funding: '펀딩' });
    await Promise.all([first, second]);
    expect(words.current().texts).toEqual({ funding: '資金調達率' });
  });

  it('fall back to the browser’s own when a language cannot be read', async () => {
    const broken = createWords(
      () => Promise.reject(new Error('gone')),
      (update) => told.push(update),
    );
    await broken.follow({ language: 'vi', numbers: 'point' });
    await settled();
    expect(broken.current().texts).toEqual({ numberDecimal: '.', numberGroup: ',' });
  });
});
