import type { Reading } from '../../core/domain/reading.ts';
import { toCascadeView } from '../views/cascade-view.ts';
import { t } from '../words/t.ts';
import { Section } from './section.tsx';

/** What a hit on the nearest cluster would do, each way, with the whole book and with what is left in a rush. */
export function CascadeSection({ reading }: { reading: Reading }) {
  const { heads, rows, missing } = toCascadeView(reading);
  return (
    <Section title={t('cascadeTitle')} id="cascade">
      {missing !== '' ? (
        <p class="label">{missing}</p>
      ) : (
        rows.map(({ arrow, price, about, outcomes }) => (
          <table key={arrow} class="figures cascade-table" title={about}>
            <caption>
              {arrow} {t('cascadeFrom', price)}
            </caption>
            <tbody>
              {outcomes.map(({ text, tone, title }, index) => (
                <tr key={heads[index]}>
                  <th scope="row">{heads[index]}</th>
                  <td class={tone}>
                    <b>{text}</b>
                  </td>
                  <td class="cascade-words label">{title}</td>
                </tr>
              ))}
            </tbody>
          </table>
        ))
      )}
      <p class="caption">{t('cascadeCaption')}</p>
    </Section>
  );
}
