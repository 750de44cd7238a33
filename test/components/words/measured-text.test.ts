import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { MEASURED } from '../../../components/words/measured-figures.ts';
import { measuredText } from '../../../components/words/measured-text.ts';
import { speakEnglish } from '../../fixtures/english.ts';

const REPORT = fileURLToPath(new URL('../../validation/REPORT.md', import.meta.url));

function reported(): Record<string, unknown> | null {
  const block = existsSync(REPORT) ? /```json\n([\s\S]*?)```/.exec(readFileSync(REPORT, 'utf8')) : null;
  return block === null ? null : (JSON.parse(block[1]!) as Record<string, unknown>);
}

describe('what the help text says of the signals', () => {
  beforeAll(speakEnglish);

  const figures = reported();
  // A run on other folders writes a report of other dates and markets; the product keeps what it was published with.
  const isSame = (['from', 'to', 'markets'] as const).every((key) => figures?.[key] === MEASURED[key]);
  if (!isSame) console.log('skipped: the report at hand is about other history than the help text');

  it.skipIf(!isSame)('is what the report measured', () => {
    expect(figures).toEqual(MEASURED);
  });

  it.each([
    ['flush', [MEASURED.flushRecall, MEASURED.flushPrecision, MEASURED.flushShareDone]],
    ['reset', [MEASURED.resetAccuracy4h, MEASURED.resetAccuracy24h]],
    ['map', [MEASURED.mapTopTenth, MEASURED.mapTopTenthByChance]],
  ] as const)('says every figure of «%s» as a percentage', (claim, shares) => {
    const text = measuredText[claim]();
    for (const share of shares) expect(text).toContain(`${Math.round(100 * share)}`);
    expect(text).not.toMatch(/\$\d|NaN|undefined/);
  });

  it('says the areas and the calibration of the flush risk', () => {
    const text = measuredText.flushRisk();
    expect(text).toContain(MEASURED.riskAuc.toFixed(2));
    expect(text).toContain(MEASURED.riskAucGivenShock.toFixed(2));
    expect(text).toContain((100 * MEASURED.riskSaid).toFixed(1));
    expect(text).toContain((100 * MEASURED.riskSeen).toFixed(1));
  });

  it('calls the map weak for as long as its best bins are hardly better than chance', () => {
    const isWeak = MEASURED.mapTopTenth - MEASURED.mapTopTenthByChance < 0.1;
    expect(/weak/i.test(measuredText.map())).toBe(isWeak);
  });
});
