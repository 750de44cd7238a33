import { readFileSync } from 'node:fs';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import ccxt from 'ccxt';
import type { Instrument } from '../../core/domain/instrument.ts';
import type { Observation } from '../../core/domain/observation.ts';
import { venueById } from '../../core/venues/registry.ts';
import { type Bench, type BenchRow, median, milliseconds, ratio } from './bench.ts';

/** Each venue's answer for every symbol, parsed by us and by ccxt's parser of the same rows. */
export const bench: Bench = { id: 'P12', title: 'all symbols of a venue, beside ccxt', run };

type Row = Record<string, unknown>;
type Parsed = Record<string, unknown>;
// biome-ignore lint/suspicious/noExplicitAny: ccxt's classes share no narrower type
type Exchange = any;

interface Peer {
  readonly venue: string;
  readonly endpoint: string;
  /** ccxt's class and its parser of one row. */
  readonly exchange: string;
  readonly parser: 'parseFundingRate' | 'parseTicker';
  rows(answer: unknown): Row[];
}

const PEERS: readonly Peer[] = [
  {
    venue: 'okx-swap',
    endpoint: 'fundingRate',
    exchange: 'okx',
    parser: 'parseFundingRate',
    rows: (answer) => (answer as { data: Row[] }).data,
  },
  {
    venue: 'gate',
    endpoint: 'contracts',
    exchange: 'gate',
    parser: 'parseFundingRate',
    rows: (answer) => answer as Row[],
  },
  {
    venue: 'bitget',
    endpoint: 'tickers',
    exchange: 'bitget',
    parser: 'parseTicker',
    rows: (answer) => (answer as { data: Row[] }).data,
  },
  {
    venue: 'mexc',
    endpoint: 'tickers',
    exchange: 'mexc',
    parser: 'parseTicker',
    rows: (answer) => (answer as { data: Row[] }).data,
  },
  {
    venue: 'kraken-futures',
    endpoint: 'tickers',
    exchange: 'krakenfutures',
    parser: 'parseFundingRate',
    rows: (answer) => (answer as { tickers: Row[] }).tickers,
  },
];

/** Where the two disagree, who is right and why. */
const JUDGED: Readonly<Record<string, string>> = {
  'kraken-futures fundingRate':
    'ours: the venue relates its absolute rate to the index, ccxt divides by the mark (also for inverse contracts, where the rate is multiplied)',
};

/** Rows of an answer are repeated until it is as long as a venue's real list. */
const SYMBOLS = 400;

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

/** Bytes on the heap a call leaves behind before anything is collected; median of nine. */
function allocated(run: () => unknown): number {
  const bytes = Array.from({ length: 9 }, () => {
    collect();
    const before = process.memoryUsage().heapUsed;
    const kept = run();
    const used = process.memoryUsage().heapUsed - before;
    return kept === undefined ? 0 : used;
  });
  return bytes.sort((a, b) => a - b)[4]!;
}

function sameRow(observations: readonly Observation[], theirs: Parsed): string[] {
  const own = (kind: Observation['kind']) => observations.find((one) => one.kind === kind);
  const funding = own('funding');
  const price = own('price');
  const pairs: readonly (readonly [string, unknown, unknown])[] = [
    ['fundingRate', funding?.kind === 'funding' ? funding.fundingRate : undefined, theirs.fundingRate],
    [
      'nextFundingTime',
      funding?.kind === 'funding' ? funding.nextFundingTime : undefined,
      theirs.fundingTimestamp,
    ],
    ['markPrice', price?.kind === 'price' ? price.markPrice : undefined, theirs.markPrice],
    ['indexPrice', price?.kind === 'price' ? price.indexPrice : undefined, theirs.indexPrice],
  ];
  return pairs.flatMap(([field, ours, their]) => {
    if (ours == null || their == null) return [];
    const agree = Math.abs(Number(ours) - Number(their)) <= 1e-9 * Math.max(1, Math.abs(Number(their)));
    return agree ? [] : [`${field} ${ours}, ccxt ${their}`];
  });
}

function measure(peer: Peer): BenchRow[] {
  const venue = venueById(peer.venue);
  const endpoint = venue?.endpoints.find(({ id }) => id === peer.endpoint);
  const fixture = JSON.parse(
    readFileSync(new URL(`../fixtures/${peer.venue}.json`, import.meta.url), 'utf8'),
  );
  const sample = fixture.endpoints.find((one: { endpoint: string }) => one.endpoint === peer.endpoint);
  if (venue === undefined || endpoint === undefined || sample === undefined) return [];
  const answer = structuredClone(sample.answer);
  const rows = peer.rows(answer);
  const few = [...rows];
  while (rows.length < SYMBOLS) rows.push(...structuredClone(few).slice(0, SYMBOLS - rows.length));
  const instruments = new Map<string, Instrument>(
    fixture.instruments.map((one: Instrument) => [one.venueSymbol, one]),
  );
  const context = {
    query: {},
    instruments,
    receivedTime: fixture.receivedTime,
    venueTime: fixture.venueTime,
  };
  const exchange: Exchange = new (ccxt as Exchange)[peer.exchange]();
  const idOf = (row: Row) => String(row.instId ?? row.name ?? row.contract ?? row.symbol);
  const markets = [...new Set(rows.map(idOf))].map((id) =>
    exchange.safeMarketStructure({
      id,
      symbol: id,
      base: id,
      quote: 'USDT',
      type: 'swap',
      swap: true,
      contract: true,
    }),
  );
  exchange.setMarkets(markets);
  const theirs = () => rows.map((row) => exchange[peer.parser](row));
  const ours = () => endpoint.parse(answer, context);
  const [ourTime, theirTime] = [median(ours), median(theirs)];
  const [ourBytes, theirBytes] = [allocated(ours), allocated(theirs)];
  const differences = few.flatMap((row) => {
    const symbol = idOf(row);
    const observations = endpoint.parse(sample.answer, context).filter((one) => one.venueSymbol === symbol);
    return observations.length === 0
      ? []
      : sameRow(observations, exchange[peer.parser](row)).map((text) => `${symbol} ${text}`);
  });
  const judged = Object.entries(JUDGED)
    .filter(
      ([of]) =>
        differences.some((text) => `${peer.venue} ${text}`.includes(of.split(' ')[1] ?? '')) &&
        of.startsWith(peer.venue),
    )
    .map(([, why]) => why);
  const name = `${peer.venue} ${peer.endpoint} × ${rows.length}`;
  return [
    {
      what: `${name}: time`,
      value: `${milliseconds(ourTime)}, ccxt ${milliseconds(theirTime)}: ${ratio(ourTime / theirTime)}`,
      goal: '≤ ccxt',
      met: ourTime <= theirTime,
    },
    {
      what: `${name}: allocated`,
      value: `${(ourBytes / 1e6).toFixed(2)} MB, ccxt ${(theirBytes / 1e6).toFixed(2)} MB: ${ratio(ourBytes / theirBytes)}`,
      goal: '≤ ccxt',
      met: ourBytes <= theirBytes,
    },
    {
      what: `${name}: values on which the two disagree`,
      value: differences.length === 0 ? 'none' : [...differences, ...judged].join('; '),
      goal: '',
      met: null,
    },
  ];
}

function run(): BenchRow[] {
  return PEERS.flatMap(measure);
}
