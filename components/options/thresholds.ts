import type { WarningRule } from '../../core/domain/warning.ts';
import { DEFAULT_SETTINGS } from '../../core/settings/defaults.ts';
import type { Thresholds } from '../../core/settings/settings.ts';
import type { MessageKey } from '../words/t.ts';

export type NumberThreshold = Exclude<keyof Thresholds, 'resetStates' | 'off'>;

/** How one threshold is typed: `shown = stored × scale`, in `unit`, from `low` to `high` as shown. */
export interface ThresholdField {
  readonly key: NumberThreshold;
  readonly label: MessageKey;
  readonly help: MessageKey;
  readonly unit: MessageKey;
  readonly scale: number;
  readonly low: number;
  readonly high: number;
}

/** One or two rules with what is set for them. */
export interface ThresholdGroup {
  readonly id: string;
  readonly title: MessageKey;
  readonly rules: readonly WarningRule[];
  readonly fields: readonly ThresholdField[];
}

export const THRESHOLD_GROUPS: readonly ThresholdGroup[] = [
  {
    id: 'crowding',
    title: 'thresholdCrowding',
    rules: ['crowding'],
    fields: [field('crowding', 'thresholdCrowding', 'thresholdCrowdingHelp', 'unitPoints', 1, 30, 100)],
  },
  {
    id: 'flush-risk',
    title: 'thresholdFlushRisk',
    rules: ['flush-risk'],
    fields: [
      field('flushRisk', 'thresholdFlushRisk', 'thresholdFlushRiskHelp', 'unitPercent', 100, 0.5, 100),
      field('flushRiskFold', 'thresholdFlushRiskFold', 'thresholdFlushRiskFoldHelp', 'unitFold', 1, 1.2, 20),
    ],
  },
  {
    id: 'clusters',
    title: 'clusters',
    rules: ['long-cluster', 'short-cluster'],
    fields: [
      field('clusterDistance', 'thresholdDistance', 'thresholdDistanceHelp', 'unitPercent', 100, 0.05, 10),
      field('clusterDistanceAtr', 'thresholdAtr', 'thresholdAtrHelp', 'unitAtr', 1, 0.1, 10),
      field('clusterShare', 'thresholdShare', 'thresholdShareHelp', 'unitPercent', 100, 1, 100),
    ],
  },
  {
    id: 'funding',
    title: 'thresholdFunding',
    rules: ['funding'],
    fields: [
      field('fundingApr', 'thresholdFunding', 'thresholdFundingHelp', 'unitPercentYear', 100, 1, 2000),
    ],
  },
  {
    id: 'open-interest',
    title: 'thresholdOpenInterest',
    rules: ['open-interest'],
    fields: [
      field(
        'openInterestChange',
        'thresholdOpenInterest',
        'thresholdOpenInterestHelp',
        'unitPercent',
        100,
        0.2,
        100,
      ),
    ],
  },
];

export const THRESHOLD_FIELDS: readonly ThresholdField[] = THRESHOLD_GROUPS.flatMap(({ fields }) => fields);

function field(
  key: NumberThreshold,
  label: MessageKey,
  help: MessageKey,
  unit: MessageKey,
  scale: number,
  low: number,
  high: number,
): ThresholdField {
  return { key, label, help, unit, scale, low, high };
}

/** As typed: no more digits than the user would have written. */
export function toShown(stored: number, scale: number): string {
  return String(Number((stored * scale).toPrecision(6)));
}

/** The stored value, or null when the text is no number in the field's range. */
export function toStored(text: string, { scale, low, high }: Pick<ThresholdField, 'scale' | 'low' | 'high'>) {
  const trimmed = text.trim().replace(',', '.');
  if (!/^\d+(\.\d+)?$/.test(trimmed)) return null;
  const shown = Number(trimmed);
  return shown >= low && shown <= high ? Number((shown / scale).toPrecision(12)) : null;
}

export type PresetId = 'calm' | 'standard' | 'sharp';

/** What a preset sets: every threshold, but not which rules are off. */
type Preset = Omit<Thresholds, 'off'>;

/** From a few warnings a week to many a day. */
export const PRESETS: Readonly<Record<PresetId, Preset>> = {
  calm: {
    crowding: 80,
    flushRisk: 0.12,
    flushRiskFold: 5,
    clusterDistance: 0.005,
    clusterDistanceAtr: 0.5,
    clusterShare: 0.12,
    fundingApr: 1,
    openInterestChange: 0.06,
    resetStates: ['flushing', 'reloading'],
  },
  standard: withoutOff(DEFAULT_SETTINGS.thresholds),
  sharp: {
    crowding: 45,
    flushRisk: 0.03,
    flushRiskFold: 2,
    clusterDistance: 0.02,
    clusterDistanceAtr: 2,
    clusterShare: 0.05,
    fundingApr: 0.25,
    openInterestChange: 0.015,
    resetStates: ['building', 'flushing', 'cooling', 'clean', 'reloading', 'invalidated', 'trend'],
  },
};

export function presetOf(thresholds: Preset): PresetId | null {
  const same = (preset: Preset) =>
    THRESHOLD_FIELDS.every(({ key }) => preset[key] === thresholds[key]) &&
    [...preset.resetStates].sort().join() === [...thresholds.resetStates].sort().join();
  return (Object.keys(PRESETS) as PresetId[]).find((id) => same(PRESETS[id])) ?? null;
}

function withoutOff({ off: _off, ...preset }: Thresholds): Preset {
  return preset;
}
