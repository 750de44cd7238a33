import type { Instrument } from '../../core/domain/instrument.ts';
import type { Observation } from '../../core/domain/observation.ts';
import type { Venue } from '../../core/venues/venue.ts';
import { CLOCK, usualSymbol } from './known-instruments.ts';
import { compareWithTardis } from './parsed-comparison.ts';
import { foreignOnly, otherLine, symbolsIn } from './product-line.ts';
import { messagesOf, type RecordedSample } from './recorded.ts';
import { type Instruments, judge, messageOf, notCovered, refused, type Verdict } from './verdict.ts';

/** `btcusdt@kline_1m`, `kline.5.BTCUSDT`, `mark-price`: what a message says it is. */
function topicOf(message: unknown): string {
  const { stream, topic, arg, channel, e, table, params } = (message ?? {}) as Record<string, unknown>;
  const argued = ((arg ?? params) as { channel?: unknown } | undefined)?.channel;
  return String(stream ?? topic ?? argued ?? channel ?? e ?? table ?? 'unnamed');
}

/** Whether what we would subscribe to for this symbol includes a message of this name. */
function isSubscribed(venue: Venue, topic: string, instrument: Instrument): boolean {
  const { stream } = venue;
  if (stream === undefined) return false;
  const asked = [
    stream.url([instrument], stream.channels),
    ...stream.subscribe([instrument], stream.channels),
  ];
  const words = asked.flatMap((text) => decodeURIComponent(text).split(/[?=/"]/));
  return words.includes(topic);
}

/** A candle's length when it is none we store. */
function barOf(message: unknown): string | null {
  const length = /"(?:i|interval|resolution|n)":"(\d+[^"_]*)/.exec(JSON.stringify(message))?.[1] ?? null;
  return length === null || ['5m', '5', '5MINS', '1h', '60', '1HOUR'].includes(length) ? null : length;
}

/** Trades are subscribed to for the liquidations among them. */
function isPlainTrades(topic: string, message: unknown): boolean {
  return /trade/.test(topic) && !/liquidat/i.test(JSON.stringify(message));
}

/** Reads a sample of socket messages with the venue's stream. */
export function readMessages(venue: Venue, sample: RecordedSample, known: Instruments): Verdict {
  const { stream } = venue;
  if (stream === undefined) return notCovered('the venue has no stream of ours');
  const all: Observation[] = [];
  const mismatches: string[] = [];
  const silent: string[] = [];
  const theirs = Array.isArray(sample.parsed) ? sample.parsed : [];
  let compared = 0;
  for (const [index, message] of messagesOf(sample).entries()) {
    const symbols = symbolsIn(message);
    const own = symbols.filter((symbol) => otherLine(venue.id, symbol) === null);
    const instruments = new Map(own.map((symbol) => [symbol, known(symbol)]));
    let observations: Observation[];
    try {
      observations = stream.parse(JSON.stringify(message), {
        instruments,
        receivedTime: CLOCK,
        venueTime: CLOCK,
      });
    } catch (error) {
      return refused('stream', messageOf(error));
    }
    all.push(...observations);
    if (observations.length > 0 && theirs[index] !== undefined) {
      const comparison = compareWithTardis(observations, theirs[index], known);
      compared += comparison.compared;
      mismatches.push(...comparison.mismatches);
    }
    if (observations.length > 0) continue;
    const topic = topicOf(message);
    const foreign = foreignOnly(venue.id, symbols);
    const isDelta = (message as { type?: unknown } | null)?.type === 'delta';
    const bar = barOf(message);
    if (foreign !== null) silent.push(foreign);
    else if (bar !== null) silent.push(`${bar} bars are not stored`);
    else if (!isSubscribed(venue, topic, known(own[0] ?? usualSymbol(venue.id)))) {
      silent.push(`not subscribed to ${topic}`);
    } else if (isPlainTrades(topic, message)) silent.push(`no liquidation among ${topic}`);
    else if (isDelta) silent.push(`a delta of ${topic} without a whole value`);
    else return refused('stream', `nothing read in ${topic}`);
  }
  const left = [...new Set(silent)].join('; ');
  if (all.length === 0) return notCovered(left, 'stream');
  const extra = [compared > 0 ? `${compared} values as the other library reads them` : '', left];
  const verdict = judge('stream', sample.httpResponse, all, extra.filter((part) => part !== '').join('; '));
  return { ...verdict, mismatches: [...verdict.mismatches, ...mismatches] };
}
