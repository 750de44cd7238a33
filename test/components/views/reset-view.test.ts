import { beforeAll, describe, expect, it } from 'vitest';
import { toResetView } from '../../../components/views/reset-view.ts';
import { RESET_STATES, type ResetState } from '../../../core/domain/reset.ts';
import { speakEnglish } from '../../fixtures/english.ts';
import { NOW, sampleReading, sampleReset } from '../../fixtures/readings.ts';

beforeAll(speakEnglish);

const view = (state: ResetState | null) => toResetView(sampleReading({ reset: sampleReset(state) }), NOW);
const plain = (text: string) => text.replaceAll('\u202f', ' ');

describe('the reset verdict', () => {
  it('has its own shape for each state', () => {
    const glyphs = RESET_STATES.map((state) => view(state).chip.glyph);
    expect(new Set(glyphs).size).toBe(RESET_STATES.length);
  });

  it.each([
    ['quiet', ['ahead', 'ahead', 'ahead', 'ahead']],
    ['building', ['now', 'ahead', 'ahead', 'ahead']],
    ['cooling', ['past', 'past', 'now', 'ahead']],
    ['reloading', ['past', 'past', 'past', 'now']],
  ] as const)('%s lights the steps %j', (state, reached) => {
    expect(view(state).steps.map((step) => step.reached)).toEqual(reached);
  });

  it('ends the stepper in the state it ended in', () => {
    expect(view('trend').steps.at(-1)?.word).toBe('Trend');
    expect(view('cooling').steps.at(-1)?.word).toBe('Clean');
  });

  it('says why there is none', () => {
    expect(view(null)).toMatchObject({ missing: 'no open interest history', active: false });
  });

  it('tells how long ago the flush was by the venue’s clock', () => {
    // Started 5.6 h before the Reading, which is one second old.
    expect(view('cooling').timing).toBe('flush 5 h 36 min ago');
    expect(view('building').timing).toBe('last flush 11 d ago');
  });
});

describe('its evidence', () => {
  it('gives each check its verdict, its value and its limit', () => {
    const rows = view('reloading').checklist.map(({ glyph, label, value }) => [glyph, label, plain(value)]);
    expect(rows).toEqual([
      ['✗', 'OI rebuilds slowly', '61 %, limit 50 %'],
      ['✓', 'Funding cooled', '0.0003 %/h'],
      ['✓', 'Basis compressed', '0.010 %, limit 0.060 %'],
      ['✗', 'Spot leads perps', '0.84×, limit 1.00×'],
      ['?', 'Book depth is back', 'too few depth samples before'],
      ['✓', '64,000 held', 'round number reclaimed'],
    ]);
  });

  it('draws the rebuilt share against the limit that makes it a reload', () => {
    expect(view('reloading').rebuild).toMatchObject({ share: 0.61, limit: 0.5, over: true });
    expect(view('clean').rebuild).toMatchObject({ share: 0.22, over: false });
    expect(view('building').rebuild).toBeNull();
  });

  it('says in words what would end the verdict, or what has', () => {
    expect(plain(view('reloading').invalidation?.text ?? '')).toBe(
      'Invalid if OI is above 91.3K BTC with price under 66,910, or funding is beyond 0.0025 %/h without spot buying.',
    );
    expect(view('invalidated').invalidation).toEqual({
      text: 'Reset void: OI is above 91.3K BTC with price under 66,910.',
      met: true,
    });
  });
});
