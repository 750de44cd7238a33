import type { Appearance } from '../../core/settings/settings.ts';
import { t } from '../words/t.ts';
import { Choice } from './choice.tsx';
import { NumberField } from './number-field.tsx';
import { Select } from './select.tsx';

export interface AppearanceSectionProps {
  readonly appearance: Appearance;
  readonly onChange: (part: Partial<Appearance>) => void;
}

/** Each in its own words: whoever is lost in a language looks for theirs. */
const LANGUAGES: readonly (readonly [Exclude<Appearance['language'], 'browser'>, string])[] = [
  ['en', 'English'],
  ['zh_CN', '简体中文'],
  ['ko', '한국어'],
  ['ja', '日本語'],
  ['es', 'Español'],
  ['ru', 'Русский'],
  ['tr', 'Türkçe'],
  ['pt_BR', 'Português (Brasil)'],
  ['vi', 'Tiếng Việt'],
];

export function AppearanceSection({ appearance, onChange }: AppearanceSectionProps) {
  return (
    <>
      <Select
        label={t('language')}
        help={t('languageHelp')}
        value={appearance.language}
        options={[['browser', t('languageBrowser')], ...LANGUAGES]}
        onChoose={(language) => onChange({ language })}
      />
      <Choice
        label={t('numbers')}
        value={appearance.numbers}
        options={[
          ['language', t('numbersLanguage')],
          ['point', '1,234.5'],
          ['comma', '1.234,5'],
          ['space', '1\u202f234,5'],
        ]}
        onChoose={(numbers) => onChange({ numbers })}
      />
      <Choice
        label={t('theme')}
        help={t('themeHelp')}
        value={appearance.theme}
        options={[
          ['dark', t('themeDark')],
          ['light', t('themeLight')],
          ['system', t('themeSystem')],
          ['page', t('themePage')],
        ]}
        onChoose={(theme) => onChange({ theme })}
      />
      <Choice
        label={t('palette')}
        help={t('paletteHelp')}
        value={appearance.palette}
        options={[
          ['standard', t('paletteStandard')],
          ['colour-blind', t('paletteColourBlind')],
        ]}
        onChoose={(palette) => onChange({ palette })}
      />
      <Choice
        label={t('rising')}
        help={t('risingHelp')}
        value={appearance.rising}
        options={[
          ['green', t('risingGreen')],
          ['red', t('risingRed')],
        ]}
        onChoose={(rising) => onChange({ rising })}
      />
      <Choice
        label={t('density')}
        help={t('densityHelp')}
        value={appearance.density}
        options={[
          ['full', t('densityFull')],
          ['compact', t('densityCompact')],
        ]}
        onChoose={(density) => onChange({ density })}
      />
      <NumberField
        label={t('opacity')}
        help={t('opacityHelp')}
        unit={t('unitPercent')}
        scale={100}
        low={50}
        high={100}
        value={appearance.opacity}
        onChange={(opacity) => onChange({ opacity })}
      />
      <NumberField
        label={t('ladderRange')}
        help={t('ladderRangeHelp')}
        unit={t('unitPercent')}
        scale={100}
        low={0.5}
        high={25}
        value={appearance.ladderRange}
        onChange={(ladderRange) => onChange({ ladderRange })}
      />
    </>
  );
}
