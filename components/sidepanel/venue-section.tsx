import type { MeasureView } from '../views/measure-view.ts';
import { t } from '../words/t.ts';
import { Scroller } from './scroller.tsx';
import { Section } from './section.tsx';
import type { VenueRowView } from './venue-view.ts';

/** The same asset on every venue that is asked. */
export function VenueSection({ rows }: { rows: readonly VenueRowView[] }) {
  return (
    <Section title={t('venuesTitle')} id="venues">
      {rows.length === 0 ? (
        <p class="label">{t('venuesNone')}</p>
      ) : (
        <Scroller label={t('venuesTitle')}>
          <table class="figures">
            <thead>
              <tr>
                <th scope="col">{t('columnVenue')}</th>
                <th scope="col">{t('partFunding')}</th>
                <th scope="col">{t('sparkOpenInterest')}</th>
                <th scope="col">{t('columnChange1h')}</th>
                <th scope="col">{t('columnChange24h')}</th>
                <th scope="col">{t('partPremium')}</th>
                <th scope="col">{t('columnDepth')}</th>
                <th scope="col">{t('columnAge')}</th>
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <tr key={row.venue} data-viewed={row.viewed} data-venue={row.venue}>
                  <th scope="row">{row.viewed ? <b>{row.name}</b> : row.name}</th>
                  <Cell view={row.funding} />
                  <Cell view={row.openInterest} id="venue-open-interest" />
                  <Cell view={row.change1h} />
                  <Cell view={row.change24h} />
                  <Cell view={row.premium} />
                  <Cell view={row.depth} />
                  <td title={row.statusTitle} class="keep">
                    <span class="dot" data-tone={row.tone} /> {row.status}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </Scroller>
      )}
      <p class="caption">{t('venuesCaption')}</p>
    </Section>
  );
}

function Cell({ view, id }: { view: MeasureView; id?: string }) {
  return (
    <td title={view.about} class={view.known ? '' : 'faint'} data-id={id}>
      {view.text}
      {!view.known && <span class="spoken">{view.about}</span>}
    </td>
  );
}
