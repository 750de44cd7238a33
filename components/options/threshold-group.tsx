import type { Thresholds } from '../../core/settings/settings.ts';
import { Switch } from '../controls/switch.tsx';
import { t } from '../words/t.ts';
import { NumberField } from './number-field.tsx';
import { type ThresholdGroup, toShown } from './thresholds.ts';

export interface ThresholdGroupProps {
  readonly group: ThresholdGroup;
  readonly thresholds: Thresholds;
  /** What a symbol's own thresholds stand against; null while the common ones are set. */
  readonly common: Thresholds | null;
  readonly isOwn: (name: keyof Thresholds) => boolean;
  readonly onSet: (part: Partial<Thresholds>) => void;
  readonly onUnset: (name: keyof Thresholds) => void;
}

/** The fields of one rule behind its switch. */
export function ThresholdGroupFields(props: ThresholdGroupProps) {
  const { group, thresholds, common, isOwn, onSet, onUnset } = props;
  const { rules, fields } = group;
  const on = rules.some((rule) => !thresholds.off.includes(rule));
  const toggle = (next: boolean) => {
    const others = thresholds.off.filter((rule) => !rules.includes(rule));
    onSet({ off: next ? others : [...others, ...rules] });
  };
  return (
    <div class="rule-group" data-rule={group.id}>
      {fields.map((field, index) => (
        <NumberField
          key={field.key}
          label={t(field.label)}
          help={t(field.help)}
          unit={t(field.unit)}
          scale={field.scale}
          low={field.low}
          high={field.high}
          value={thresholds[field.key]}
          disabled={!on}
          note={
            common !== null &&
            isOwn(field.key) && (
              <p class="label own">
                {t('ownValue', toShown(common[field.key], field.scale), t(field.unit))}{' '}
                <button type="button" class="link" onClick={() => onUnset(field.key)}>
                  {t('useCommonValue')}
                </button>
              </p>
            )
          }
          after={index === 0 && <Switch on={on} label={t('ruleOn', t(group.title))} onToggle={toggle} />}
          onChange={(value) => onSet({ [field.key]: value })}
        />
      ))}
    </div>
  );
}
