import type { Instrument, VenueId } from '../domain/instrument.ts';

/** The first word of a venue's id names the house, whose products spell coins alike: `binance` of `binance-usdm`. */
type House = string;

/**
 * Tickers under which a house lists another coin than the rest of the field does, and the name the field gives
 * to what it lists. Two coins under one ticker would make one wrong mean; a coin kept apart only makes a mean
 * without it. Taken from `commonCurrencies` of ccxt 4.5.84, whose remark is the reason where there is one.
 */
const OTHER_COINS: Readonly<
  Record<House, readonly (readonly [ticker: string, coin: string, why: string])[]>
> = {
  okx: [['AE', 'AET', 'AEToken of ERC-20, not the chain Aeternity (ccxt issue 4981)']],
  bitget: [
    ['APX', 'ASTROPEPEX', 'AstroPepeX, not ApolloX'],
    ['DEGEN', 'DEGENREBORN', 'Degen Reborn, not Degen of Base'],
    ['EVA', 'EVADORE', 'Evadore, not EverValue Coin'],
    ['JADE', 'JADEPROTOCOL', 'Jade Protocol'],
    ['OMNI', 'OMNIPROTOCOL', 'omni, not Omni Network'],
  ],
  gate: [
    ['AXIS', 'AXISDEFI', 'Axis DeFi'],
    ['BIFI', 'BITCOINFILE', 'Bitcoin File, not Beefy (ccxt issue 8706)'],
    ['BOX', 'DEFIBOX', 'DefiBox'],
    ['GTC', 'GAMECOM', 'Game.com, not Gitcoin'],
    ['HIT', 'HITCHAIN', 'HitChain'],
    ['MM', 'MILLION', 'Million, not MilliMeter'],
    ['MPH', 'MORPHER', 'Morpher, not 88mph'],
    ['TRAC', 'TRACO', 'Traco, not OriginTrail'],
    ['VAI', 'VAIOT', 'Vaiot, not the dollar of Venus'],
  ],
  kucoin: [
    ['ALT', 'APTOSLAUNCH', 'Aptos Launch Token; AltLayer is KALT there'],
    ['BIFI', 'BIFIF', 'BiFi, not Beefy'],
    ['VAI', 'VAIOT', 'Vaiot, not the dollar of Venus'],
  ],
  mexc: [
    ['BIFI', 'BIFIF', 'BiFi, not Beefy'],
    ['FLUX', 'FLUX1', 'the two coins of this name are switched there'],
    ['GAS', 'GASDAO', 'Gas DAO; the gas of NEO is GASNEO there'],
    ['GMT', 'GMTTOKEN', 'GMT Token; STEPN’s is STEPN there'],
    ['HERO', 'STEPHERO', 'Step Hero, not Metahero'],
    ['PROS', 'PROSFINANCE', 'Pros Finance, not Prosper'],
    ['SOUL', 'SOULSWAP', 'SoulSwap'],
  ],
  htx: [
    ['BIFI', 'BITCOINFILE', 'Bitcoin File, not Beefy (ccxt issue 8706)'],
    ['GET', 'THEMIS', 'Themis, not GET Protocol'],
    ['GTC', 'GAMECOM', 'Game.com, not Gitcoin'],
    ['HIT', 'HITCHAIN', 'HitChain'],
    ['NGL', 'GFNGL', 'another coin of this ticker'],
    ['PNT', 'PENTA', 'Penta, not pNetwork (ccxt issue 7399)'],
    ['SOUL', 'SOULSAVER', 'Soul Saver'],
  ],
  bingx: [
    ['OMNI', 'OMNICAT', 'OmniCat, not Omni Network'],
    ['SNOW', 'SNOWMAN', 'Snowman, not SnowSwap'],
    ['TRUMP', 'TRUMPMAGA', 'the older MAGA; the president’s coin is TRUMPSOL there'],
  ],
  kraken: [['LUNA', 'LUNC', 'Terra Classic; the chain after it is LUNA2 there']],
};

/** Other spellings of the field's own name for a coin. */
const SPELLINGS: Readonly<Record<House, Readonly<Record<string, string>>>> = {
  bitget: { TONCOIN: 'TON' },
  kucoin: { KALT: 'ALT', WAX: 'WAXP' },
  mexc: { FLUX1: 'FLUX', GASNEO: 'GAS', STEPN: 'GMT' },
  bingx: { TRUMPSOL: 'TRUMP' },
  kraken: { XDG: 'DOGE', LUNA2: 'LUNA' },
};

/** After the fork of 2022 the new chain's coin kept the old ticker at some houses and got this one at others. */
const EVERYWHERE: Readonly<Record<string, string>> = { LUNA2: 'LUNA' };

/** What a venue's asset is called across venues: one name for one coin, and two for two. */
export function identityOf({
  venue,
  asset,
}: Pick<Instrument, 'asset'> & { readonly venue: VenueId }): string {
  const house = venue.split('-')[0] ?? venue;
  const other = OTHER_COINS[house]?.find(([ticker]) => ticker === asset);
  return other?.[1] ?? SPELLINGS[house]?.[asset] ?? EVERYWHERE[asset] ?? asset;
}
