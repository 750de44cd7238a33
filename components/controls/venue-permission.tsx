import type { Grantable } from '../../core/messages/protocol.ts';
import { t } from '../words/t.ts';

export interface VenuePermissionProps {
  readonly venue: Grantable;
  /** Called inside the click: the browser shows its own question only then. */
  readonly onAllow: (venue: Grantable) => unknown;
  readonly onTakeBack: (venue: Grantable) => unknown;
}

/** The one button about a venue's permission: give it, or take back what was given after the install. */
export function VenuePermission({ venue, onAllow, onTakeBack }: VenuePermissionProps) {
  const { name, permission, isOptional, grants } = venue;
  const covers = t('grantCovers', grants.map(hostOf).join(', '));
  if (permission === 'missing') {
    return (
      <button
        type="button"
        class="quiet-button"
        aria-label={t('allowVenue', name)}
        title={covers}
        onClick={() => onAllow(venue)}
      >
        {t('allow')}
      </button>
    );
  }
  if (!isOptional) return null;
  return (
    <button
      type="button"
      class="quiet-button"
      aria-label={t('takeBackVenue', name)}
      title={covers}
      onClick={() => onTakeBack(venue)}
    >
      {t('takeBack')}
    </button>
  );
}

function hostOf(pattern: string): string {
  return pattern.replace(/^https:\/\//, '').replace(/\/\*$/, '');
}
