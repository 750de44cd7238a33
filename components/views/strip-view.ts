import { isKnown } from '../../core/domain/measured.ts';
import type { Reading } from '../../core/domain/reading.ts';
import type { Ms } from '../../core/domain/time.ts';
import { marketNow } from '../format/age.ts';
import { formatPercent, formatSignedPercent, formatUsd } from '../format/number.ts';
import { formatDuration } from '../format/time.ts';
import { t } from '../words/t.ts';
import { aboutText, type MeasureView, toMeasureView } from './measure-view.ts';

/** Size of the sparkline in CSS px. */
export const SPARK = { width: 78, height: 34 } as const;

export interface StripView {
  readonly fundingLabel: string;
  readonly rate: MeasureView;
  /** APR, or that the rate sits at its anchor or cap. */
  readonly terms: { readonly text: string; readonly tone: '' | 'warn'; readonly title: string };
  readonly countdown: string;
  readonly openInterest: MeasureView;
  readonly change1h: MeasureView;
  readonly change24h: MeasureView;
  readonly spark: { readonly openInterest: string; readonly price: string };
  readonly sparkAbout: string;
}

export function toStripView(reading: Reading, now: Ms): StripView {
  const { funding, openInterest } = reading;
  const hours = funding.fundingIntervalHours;
  const next = funding.nextFundingTime;
  return {
    fundingLabel: isKnown(hours) ? t('fundingEvery', hours.value) : t('funding'),
    rate: toMeasureView(funding.fundingRate, reading, (rate) => formatSignedPercent(rate, 4)),
    terms: terms(reading),
    countdown: isKnown(next) ? t('inDuration', formatDuration(next.value - marketNow(reading, now))) : '',
    openInterest: toMeasureView(openInterest.openInterestValue, reading, formatUsd),
    change1h: toMeasureView(openInterest.change1h, reading, (change) =>
      t('over1h', formatSignedPercent(change)),
    ),
    change24h: toMeasureView(openInterest.change24h, reading, (change) =>
      t('over24h', formatSignedPercent(change)),
    ),
    spark: {
      openInterest: tracePath(reading.sparkline.openInterest),
      price: tracePath(reading.sparkline.price),
    },
    sparkAbout: sparkAbout(reading),
  };
}

function terms(reading: Reading): StripView['terms'] {
  const { funding } = reading;
  const apr = isKnown(funding.apr)
    ? t('aprValue', formatPercent(funding.apr.value, aprDigits(funding.apr.value)))
    : '';
  const about = aboutText(funding.apr, reading);
  if (funding.atCap)
    return { text: t('atCap'), tone: 'warn', title: `${apr} · ${t('atCapHelp')} · ${about}` };
  if (funding.atAnchor)
    return { text: t('atAnchor'), tone: '', title: `${apr} · ${t('atAnchorHelp')} · ${about}` };
  return { text: apr, tone: '', title: about };
}

const aprDigits = (apr: number) => (Math.abs(apr) < 0.0995 ? 1 : 0);

function sparkAbout({ sparkline }: Reading): string {
  const span = (values: readonly (number | null)[]) => {
    const present = values.filter((value) => value !== null);
    const first = present[0];
    const last = present.at(-1);
    return first && last ? formatSignedPercent(last / first - 1) : '–';
  };
  return t('sparkTitle', span(sparkline.openInterest), span(sparkline.price));
}

/** The trace scaled to its own range; gaps stay gaps. */
export function tracePath(values: readonly (number | null)[]): string {
  const present = values.filter((value): value is number => value !== null);
  if (present.length < 2) return '';
  const low = Math.min(...present);
  const spread = Math.max(...present) - low;
  const step = SPARK.width / Math.max(1, values.length - 1);
  let path = '';
  let pen = 'M';
  values.forEach((value, index) => {
    if (value === null) {
      pen = 'M';
      return;
    }
    const x = Math.round(index * step * 10) / 10;
    const y =
      Math.round((SPARK.height - 2 - (spread > 0 ? (value - low) / spread : 0.5) * (SPARK.height - 4)) * 10) /
      10;
    path += `${pen}${x} ${y}`;
    pen = 'L';
  });
  return path;
}
