import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { setDictionary, setTexts, t } from '../../../components/words/t.ts';
import messages from '../../../public/_locales/en/messages.json' with { type: 'json' };

const root = fileURLToPath(new URL('../../..', import.meta.url));
const source = ['components', 'entrypoints', 'core', 'wxt.config.ts']
  .flatMap((place) =>
    place.endsWith('.ts')
      ? [place]
      : readdirSync(`${root}/${place}`, { recursive: true, encoding: 'utf8' })
          .filter((file) => /\.tsx?$/.test(file) && !file.endsWith('domain/clause.ts'))
          .map((file) => `${place}/${file}`),
  )
  .map((file) => readFileSync(`${root}/${file}`, 'utf8'))
  .join('\n');

describe('texts', () => {
  it('fills its slots in any order and asks the dictionary once', () => {
    let asked = 0;
    setDictionary((_key, slots) => {
      asked++;
      return `${slots[1]} before ${slots[0]}`;
    });
    expect(t('durationHoursMinutes', 'a', 'b')).toBe('b before a');
    expect(t('durationHoursMinutes', 1, 2)).toBe('2 before 1');
    expect(asked).toBe(1);
  });

  it('prefers the language that was chosen, and asks the dictionary for what it lacks', () => {
    setDictionary((key, [slot]) => (key === 'menu' ? 'Menu' : `in ${slot}`));
    setTexts({ inDuration: '$1 후' });
    expect(t('inDuration', '5분')).toBe('5분 후');
    expect(t('menu')).toBe('Menu');
    setTexts({});
    expect(t('inDuration', '5 min')).toBe('in 5 min');
  });

  it('shows the key where nobody wrote a text', () => {
    setDictionary(() => '');
    expect(t('grip')).toBe('grip');
  });

  it('are all used somewhere', () => {
    const unused = Object.keys(messages).filter((key) => {
      // A clause's key is made of its code.
      const name = key.replace(/^clause_/, '');
      return !new RegExp(`['"_]${name}['"_]`).test(source);
    });
    expect(unused).toEqual([]);
  });

  it('number their slots from one without gaps', () => {
    const broken = Object.entries(messages).filter(([, { message }]) => {
      const slots = [...new Set([...message.matchAll(/\$(\d)/g)].map(([, slot]) => Number(slot)))].sort();
      return slots.some((slot, index) => slot !== index + 1);
    });
    expect(broken).toEqual([]);
  });
});
