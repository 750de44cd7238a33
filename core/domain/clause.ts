import type { KeyLevelKind } from './key-level.ts';

interface FigureValues {
  count: number;
  times: number;
  usd: number;
  /** 0…1. */
  fraction: number;
  /** A signed fraction. */
  change: number;
  /** A percentile, 0…1. */
  rank: number;
  level: KeyLevelKind;
  /** Not ours to translate: a symbol, a field's name, what a venue or the browser said. */
  quote: string;
}

interface Of<Unit extends keyof FigureValues> {
  readonly unit: Unit;
  readonly value: FigureValues[Unit];
}

/** A figure inside a clause, with its unit, so that any surface can write it in any language. */
export type Figure = { [Unit in keyof FigureValues]: Of<Unit> }[keyof FigureValues];

type Count = Of<'count'>;
type Fraction = Of<'fraction'>;
type Level = Of<'level'>;
type Quote = Of<'quote'>;

/** Every clause core can say, with its figures in the order the words name them. */
export interface ClauseFigures {
  // Why a value is missing.
  bookEmpty: [];
  coverageLow: [known: Fraction];
  fewAsks: [least: Count, venueSymbol: Quote];
  fewBids: [least: Count, venueSymbol: Quote];
  fewBarsForAtr: [];
  fewBarsForSigma: [];
  fundingInterestUnknown: [];
  fundingIntervalUnknown: [];
  fundingTermsUnknown: [];
  historyDays: [have: Count, needed: Count];
  movingDays: [needed: Count];
  newestOld: [hours: Count];
  nextFundingUnknown: [];
  noClosedBar: [];
  noDirectionPart: [];
  noEarlierDay: [];
  noHistory: [];
  noHourlyBars: [];
  noLeveragePart: [];
  noLongCluster: [];
  noOpenInterestAgo: [hours: Count];
  noOpenInterestHistory: [];
  noPriceHistory: [];
  noSharedDay: [];
  noShortCluster: [];
  noSpotBars: [];
  notANumber: [];
  notAboveZero: [];
  openInterestEnded: [];
  openInterestMisfit: [];
  orderBook: [];
  perpTakersUnpublished: [];
  spotTakersUnpublished: [];
  // How a reset check came out.
  basisCompressed: [];
  basisStretched: [];
  bookBack: [];
  bookThin: [];
  bookUnknown: [];
  btcBeyond: [level: Level, hours: Count];
  btcHolds: [level: Level];
  fewBars: [];
  fewBtcBars: [];
  fewDepthSamples: [];
  fundingCooled: [];
  fundingFlipped: [];
  fundingPaid: [];
  fundingUnderDays: [needed: Count];
  levelHeld: [level: Level];
  levelLost: [level: Level];
  levelReclaimed: [level: Level];
  leverageBack: [];
  leverageGone: [];
  noBtcBars: [];
  noDepthSamples: [];
  noLevelAhead: [];
  noRecentDepth: [];
  nothingTraded: [];
  openInterestUnknown: [];
  perpsLead: [];
  premiumUnderDays: [needed: Count];
  spotLeads: [];
  takersUnpublished: [];
  // Why the reset state changed.
  btcSupportLost: [];
  checksPass: [passed: Count, failed: Count];
  daysSinceFlush: [days: Count];
  fellFast: [openInterest: Of<'change'>, price: Of<'change'>];
  fellInADay: [openInterest: Of<'change'>, price: Of<'change'>];
  fellOn: [openInterest: Of<'change'>];
  fundingRank: [rank: Of<'rank'>];
  fundingWithoutSpot: [];
  keyLevelLost: [];
  noFlushBar: [minutes: Count];
  nothingBuilt: [hours: Count];
  nothingToFollow: [];
  openInterestAbove: [];
  openInterestFalls: [];
  openInterestRank: [rank: Of<'rank'>];
  openInterestRegained: [share: Fraction];
  premiumRank: [rank: Of<'rank'>];
  priceRegained: [share: Fraction];
  reloadOdds: [odds: Fraction];
  spotSells: [];
  // What holds the grade down.
  depthUnknown: [];
  noVenue: [];
  oneVenue: [];
  openInterestJumped: [times: Count];
  openInterestOverTraded: [steps: Count, of: Count];
  openInterestStill: [hours: Count];
  openInterestUnchecked: [];
  partsKnown: [share: Fraction];
  smallVenues: [share: Fraction];
  someVenues: [count: Count];
  thinBook: [withinOnePercent: Of<'usd'>];
  turnover: [times: Of<'times'>];
  turnoverUnknown: [];
  // What is wrong with a source.
  answerAhead: [];
  answerEmpty: [];
  answerFailed: [];
  answerTooLarge: [];
  answerUnreadable: [];
  noConnection: [];
  openInterestOld: [];
  priceApart: [difference: Of<'change'>];
  quoted: [text: Quote];
  timedOut: [];
  valueRepeats: [];
  webPage: [];
  // What became of settings and history.
  historyUnsaved: [error: Quote];
  settingsDefaults: [];
  settingsLastGood: [];
  settingsNewer: [];
  settingsRepaired: [fields: Quote];
  settingsUnsaved: [error: Quote];
  // Why a change of settings is refused.
  noAnswer: [];
  noSuchSetting: [];
  noVenueLists: [];
  notAmongChoices: [];
  nothingGiven: [];
  nothingToUndo: [];
  rangeCount: [low: Count, high: Count];
  rangeFraction: [low: Fraction, high: Fraction];
  watchlistFull: [limit: Count];
}

export type ClauseCode = keyof ClauseFigures;

/** A short statement as data; surfaces put it into the user's words. Plain JSON. */
export type Clause = {
  [Code in ClauseCode]: { readonly code: Code; readonly figures: Readonly<ClauseFigures[Code]> };
}[ClauseCode];

export function clause<Code extends ClauseCode>(code: Code, ...figures: ClauseFigures[Code]): Clause {
  // A union member of its own code, which the compiler cannot follow through the type parameter.
  return { code, figures } as unknown as Clause;
}

/** A clause is for reading: a hundredth of a percent is fine enough, and small noise in a figure makes no other clause. */
const rounded = (value: number) => Math.round(value * 1e4) / 1e4;

export const count = (value: number): Count => ({ unit: 'count', value });
export const fraction = (value: number): Fraction => ({ unit: 'fraction', value: rounded(value) });
export const change = (value: number): Of<'change'> => ({ unit: 'change', value: rounded(value) });
export const rank = (value: number): Of<'rank'> => ({ unit: 'rank', value: rounded(value) });
export const level = (value: KeyLevelKind): Level => ({ unit: 'level', value });
export const quote = (value: string): Quote => ({ unit: 'quote', value });
