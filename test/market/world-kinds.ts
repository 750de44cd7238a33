/**
 * How traders behave, apart from any scenario. The standard world follows what is published about them;
 * the others break an assumption a liquidation map makes, so that no map is judged on its own mirror.
 */
export interface WorldKind {
  readonly name: string;
  readonly says: string;
  /** Multiplies the median of the leverage law. */
  readonly leverageFactor: number;
  /** Share of positions whose account's other collateral counts. */
  readonly crossShare: number;
  /** Share of positions with their opposite elsewhere: their owners defend them. */
  readonly hedgedShare: number;
  /** Chance at each look that the owner of a position in trouble adds margin. */
  readonly marginAddChance: number;
  /** Multiplies exits and, to keep open interest, entries. */
  readonly turnover: number;
  /** Extra entry intensity at key levels; 0 = entries know no levels. */
  readonly levelPull: number;
  readonly openInterestFeed: 'exact' | 'lagging-and-misquoted';
}

const standard: WorldKind = {
  name: 'standard',
  says: 'published leverage law, isolated margin, entries drawn to key levels',
  leverageFactor: 1,
  crossShare: 0.1,
  hedgedShare: 0.05,
  marginAddChance: 0.08,
  turnover: 1,
  levelPull: 2.5,
  openInterestFeed: 'exact',
};

export const WORLD_KINDS: Readonly<Record<string, WorldKind>> = {
  standard,
  'leverage-halved': { ...standard, name: 'leverage-halved', says: 'half the leverage', leverageFactor: 0.5 },
  'leverage-doubled': {
    ...standard,
    name: 'leverage-doubled',
    says: 'twice the leverage',
    leverageFactor: 2,
  },
  'cross-margin': {
    ...standard,
    name: 'cross-margin',
    says: '70 % of positions lean on other collateral that moves',
    crossShare: 0.7,
  },
  'margin-added': {
    ...standard,
    name: 'margin-added',
    says: 'owners in trouble add margin',
    marginAddChance: 0.5,
  },
  hedged: {
    ...standard,
    name: 'hedged',
    says: 'half the accounts hold the opposite elsewhere',
    hedgedShare: 0.5,
  },
  'fast-exits': { ...standard, name: 'fast-exits', says: 'positions live half as long', turnover: 2 },
  'levels-ignored': {
    ...standard,
    name: 'levels-ignored',
    says: 'entries unrelated to key levels',
    levelPull: 0,
  },
  'bad-oi-feed': {
    ...standard,
    name: 'bad-oi-feed',
    says: 'open interest arrives 10 minutes late, sometimes frozen or wrong',
    openInterestFeed: 'lagging-and-misquoted',
  },
};
