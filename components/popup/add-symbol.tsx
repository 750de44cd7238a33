import { useEffect, useRef, useState } from 'preact/hooks';
import type { InstrumentHit } from '../../core/messages/protocol.ts';
import { t } from '../words/t.ts';

export interface AddSymbolProps {
  readonly watched: readonly string[];
  readonly search: (text: string) => Promise<InstrumentHit[]>;
  readonly onAdd: (key: string) => void;
}

const PAUSE_MS = 120;
/** Exchanges whose list was still on its way join what was found. */
const AGAIN_MS = 2_000;

/** Finds any known instrument by typing; Enter takes the first. */
export function AddSymbol({ watched, search, onAdd }: AddSymbolProps) {
  const [text, setText] = useState('');
  const [hits, setHits] = useState<readonly InstrumentHit[] | null>(null);
  const field = useRef<HTMLInputElement>(null);
  const wanted = text.trim();

  useEffect(() => {
    if (!wanted) {
      setHits(null);
      return;
    }
    let current = true;
    let timer = setTimeout(ask, PAUSE_MS);
    async function ask() {
      const found = await search(wanted).catch(() => []);
      if (!current) return;
      setHits(found);
      timer = setTimeout(ask, AGAIN_MS);
    }
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, [wanted]);

  const fresh = hits?.filter(({ key }) => !watched.includes(key)) ?? [];
  const add = (key: string) => {
    onAdd(key);
    setText('');
    field.current?.focus();
  };

  return (
    <div class="add">
      <input
        ref={field}
        type="search"
        class="field"
        placeholder={t('addSymbol')}
        aria-label={t('addSymbol')}
        autocomplete="off"
        spellcheck={false}
        value={text}
        onInput={(event) => setText(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && fresh[0]) add(fresh[0].key);
        }}
      />
      {hits && (
        <ul class="hits">
          {fresh.map(({ key, asset, label }) => (
            <li key={key}>
              <button type="button" class="hit" onClick={() => add(key)}>
                <b>{asset}</b> <span class="label">{label}</span>
              </button>
            </li>
          ))}
          {fresh.length === 0 && (
            <li class="label hit-none">
              {hits.length > 0 ? t('alreadyWatched') : t('nothingFound', wanted)}
            </li>
          )}
        </ul>
      )}
    </div>
  );
}
