import type { VenueStatus } from '../../core/messages/protocol.ts';
import { Switch } from '../controls/switch.tsx';
import { VenuePermission } from '../controls/venue-permission.tsx';
import { t } from '../words/t.ts';
import type { WelcomeActions } from './actions.ts';

export interface VenueChoicesProps {
  readonly sources: readonly VenueStatus[];
  readonly disabled: readonly string[];
  readonly actions: Pick<WelcomeActions, 'setVenue' | 'allowVenue' | 'takeBackVenue'>;
}

/** Which venues to ask, without their health: on the first run there is none yet. */
export function VenueChoices({ sources, disabled, actions }: VenueChoicesProps) {
  const installed = sources.filter(({ isOptional }) => !isOptional);
  const optional = sources.filter(({ isOptional }) => isOptional);
  const control = (venue: VenueStatus) => (
    <Switch
      on={!disabled.includes(venue.venue)}
      label={t('useSource', venue.name)}
      onToggle={(on) => actions.setVenue(venue.venue, on)}
    />
  );
  return (
    <>
      <ul class="venue-choices">
        {installed.map((venue) => (
          <li key={venue.venue} data-venue={venue.venue}>
            <span>{venue.name}</span>
            {control(venue)}
          </li>
        ))}
      </ul>
      {optional.length > 0 && (
        <>
          <h2 class="more-venues">{t('sourcesOptional')}</h2>
          <p class="label">{t('sourcesOptionalText')}</p>
          <ul class="venue-choices">
            {optional.map((venue) => (
              <li key={venue.venue} data-venue={venue.venue}>
                <span>{venue.name}</span>
                <span class="row">
                  <VenuePermission
                    venue={venue}
                    onAllow={actions.allowVenue}
                    onTakeBack={actions.takeBackVenue}
                  />
                  {venue.permission === 'granted' && control(venue)}
                </span>
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  );
}
