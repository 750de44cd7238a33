import { useEffect, useState } from 'preact/hooks';
import type { AlertSettings } from '../../core/settings/settings.ts';
import { t } from '../words/t.ts';
import type { OptionsActions } from './actions.ts';
import { NumberField } from './number-field.tsx';
import { TimeField } from './time-field.tsx';
import { Toggle } from './toggle.tsx';

export interface AlertSectionProps {
  readonly alerts: AlertSettings;
  readonly onChange: (part: Partial<AlertSettings>) => void;
  readonly actions: Pick<OptionsActions, 'areNotificationsAllowed' | 'tryAlert'>;
}

/** What quiet hours begin as: ten in the evening to seven, in minutes after midnight. */
const NIGHT = { quietFrom: 1320, quietTo: 420 } as const;

export function AlertSection({ alerts, onChange, actions }: AlertSectionProps) {
  const quiet = alerts.quietFrom !== alerts.quietTo;
  const [allowed, setAllowed] = useState<boolean | null>(null);
  useEffect(() => {
    void actions.areNotificationsAllowed().then(setAllowed, () => setAllowed(null));
  }, [alerts.notifications]);
  return (
    <>
      <Toggle
        label={t('notifications')}
        help={t('notificationsHelp')}
        on={alerts.notifications}
        onToggle={(notifications) => onChange({ notifications })}
      />
      {alerts.notifications && (
        <div class="setting">
          <p class={allowed === false ? 'warn' : 'label'}>
            {t(allowed === false ? 'notificationsDenied' : 'notificationsTry')}
          </p>
          <button type="button" class="quiet-button" onClick={() => actions.tryAlert()}>
            {t('tryAlert')}
          </button>
        </div>
      )}
      <Toggle
        label={t('quietHours')}
        help={t('quietHoursHelp')}
        on={quiet}
        onToggle={(on) => onChange(on ? NIGHT : { quietFrom: 0, quietTo: 0 })}
      />
      {quiet && (
        <div class="setting">
          <p class="label">{t('quietSpan')}</p>
          <div class="times">
            <TimeField
              label={t('quietFrom')}
              minute={alerts.quietFrom}
              not={alerts.quietTo}
              onChange={(quietFrom) => onChange({ quietFrom })}
            />
            <span aria-hidden="true">–</span>
            <TimeField
              label={t('quietTo')}
              minute={alerts.quietTo}
              not={alerts.quietFrom}
              onChange={(quietTo) => onChange({ quietTo })}
            />
          </div>
        </div>
      )}
      <NumberField
        label={t('coolDown')}
        help={t('coolDownHelp')}
        unit={t('unitMinutes')}
        scale={1}
        low={1}
        high={1440}
        value={alerts.coolDownMinutes}
        onChange={(coolDownMinutes) => onChange({ coolDownMinutes })}
      />
      <Toggle
        label={t('onGradeD')}
        help={t('onGradeDHelp')}
        on={alerts.onGradeD}
        onToggle={(onGradeD) => onChange({ onGradeD })}
      />
    </>
  );
}
