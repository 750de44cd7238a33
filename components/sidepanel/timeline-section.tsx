import { t } from '../words/t.ts';
import { Scroller } from './scroller.tsx';
import { Section } from './section.tsx';
import type { TimelineView } from './timeline-view.ts';

const WIDTH = 1_000;

/** Thirty days of reset states with the flushes in them, and each flush in figures. */
export function TimelineSection({ view }: { view: TimelineView }) {
  const { stretches, marks, ticks, flushes, description } = view;
  return (
    <Section title={t('timelineTitle')} id="timeline" aside={t('timelineSpan')}>
      <div class="timeline" dir="ltr" role="img" aria-label={description}>
        <svg
          viewBox={`0 0 ${WIDTH} 26`}
          preserveAspectRatio="none"
          width="100%"
          height="26"
          aria-hidden="true"
        >
          {stretches.map(({ from, to, tone, title }) => (
            <rect
              key={from}
              x={from * WIDTH}
              y="12"
              width={Math.max(2, (to - from) * WIDTH - 1)}
              height="8"
              class={`stretch ${tone}`}
            >
              <title>{title}</title>
            </rect>
          ))}
        </svg>
        {marks.map(({ at, side, title }) => (
          <span key={at} class={`flush-mark ${side}`} style={{ left: `${at * 100}%` }} title={title}>
            {side === 'long' ? '▼' : '▲'}
          </span>
        ))}
        <p class="timeline-ticks faint" aria-hidden="true">
          {ticks.map(({ at, text }) => (
            <span key={at} style={{ left: `${at * 100}%` }} data-last={at === 1}>
              {text}
            </span>
          ))}
        </p>
      </div>
      {flushes.length === 0 ? (
        <p class="label">{t('noFlushes')}</p>
      ) : (
        <Scroller label={t('timelineTitle')}>
          <table class="figures" data-id="flushes">
            <thead>
              <tr>
                <th scope="col">{t('columnFlush')}</th>
                <th scope="col">{t('sparkOpenInterest')}</th>
                <th scope="col">{t('sparkPrice')}</th>
                <th scope="col">{t('columnLasted')}</th>
                <th scope="col">{t('columnRebuilt')}</th>
              </tr>
            </thead>
            <tbody>
              {flushes.map(({ time, when, side, who, drop, move, lasted, rebuilt }) => (
                <tr key={time}>
                  <th scope="row">
                    <span class={side} aria-hidden="true">
                      {side === 'long' ? '▼' : '▲'}
                    </span>{' '}
                    {when} <span class="label">{who}</span>
                  </th>
                  <td>{drop}</td>
                  <td>{move}</td>
                  <td>{lasted}</td>
                  <td>{rebuilt || '–'}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </Scroller>
      )}
      <p class="caption">{t('timelineCaption')}</p>
    </Section>
  );
}
