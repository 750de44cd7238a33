import { useState } from 'preact/hooks';
import { DEFAULT_SETTINGS } from '../../core/settings/defaults.ts';
import { Choice } from '../options/choice.tsx';
import { ReadingBody } from '../overlay/reading-body.tsx';
import { t } from '../words/t.ts';
import { type ExampleMoment, exampleReading } from './example-reading.ts';

/** Any moment will do: nothing in the example is of now. */
const THEN = Date.UTC(2026, 0, 5, 12);

/** The overlay's own card with invented figures, said so above it. */
export function Example() {
  const [moment, setMoment] = useState<ExampleMoment>('crowded');
  return (
    <figure class="example">
      <article class="card" aria-label={t('exampleLabel')}>
        <h2 class="example-label">{t('exampleLabel')}</h2>
        <ReadingBody
          key={moment}
          reading={exampleReading(moment, THEN)}
          appearance={DEFAULT_SETTINGS.appearance}
          now={THEN}
          greyed={false}
        />
      </article>
      <figcaption>
        <Choice<ExampleMoment>
          label={t('exampleMoment')}
          value={moment}
          options={[
            ['crowded', t('exampleCrowded')],
            ['clean', t('exampleClean')],
          ]}
          onChoose={setMoment}
        />
      </figcaption>
    </figure>
  );
}
