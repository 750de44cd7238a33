import type { Reading } from '../../core/domain/reading.ts';
import type { Ms } from '../../core/domain/time.ts';
import { toPartViews } from '../views/crowding-view.ts';
import { t } from '../words/t.ts';
import { Scroller } from './scroller.tsx';
import { Section } from './section.tsx';

/** Every part of the score with its value, rank, weight in points, age and source. */
export function CrowdingTable({ reading, now }: { reading: Reading; now: Ms }) {
  return (
    <Section title={t('breakdownTitle')} id="breakdown" aside={t('breakdownAside')}>
      <Scroller label={t('breakdownTitle')}>
        <table class="figures parts">
          <thead>
            <tr>
              <th scope="col">{t('columnPart')}</th>
              <th scope="col">{t('columnValue')}</th>
              <th scope="col">{t('columnPercentile')}</th>
              <th scope="col">{t('columnPoints')}</th>
            </tr>
          </thead>
          <tbody>
            {toPartViews(reading, now).map(({ part, name, value, percentile, points, about, help }) => (
              <tr key={part} title={help}>
                <th scope="row">
                  {name}
                  <span class="part-about faint">{about}</span>
                </th>
                <td>{value}</td>
                <td>{percentile}</td>
                <td>
                  <b>{points}</b>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scroller>
    </Section>
  );
}
