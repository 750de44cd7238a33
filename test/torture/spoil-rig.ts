import { HttpFailure } from '../../core/feed/ports.ts';
import type { Rig, Spoil } from '../core/feed/rig.ts';
import { askWire } from '../market/wire/ask-wire.ts';
import { createFaultBoard, type FaultBoard, type Pace } from '../market/wire/faults.ts';
import type { WireAnswer } from '../market/wire/wire.ts';
import { createWires } from '../market/wire/wires.ts';

const MAX_BYTES = 8 * 1_048_576;

/** What `core/browser/http.ts` makes of a body that does not come as it should. */
const FAILURES: Readonly<Record<Pace, HttpFailure['reason']>> = {
  drip: 'timeout',
  endless: 'too-large',
  cut: 'network',
};

/** The fault board of the wire server for the rig, in which nothing is really sent. */
export function spoilRig(rig: Rig): FaultBoard {
  const wires = createWires(rig.machine.clock.now);
  const board = createFaultBoard(() => rig.world.now());
  const spoil: Spoil = (request, venue) => {
    const wire = wires.find((each) => each.venue === venue);
    if (wire === undefined) return undefined;
    const url = new URL(request.url);
    const asked = {
      host: url.hostname,
      path: url.pathname,
      query: new Map(url.searchParams),
      method: request.method,
      body: request.body,
    };
    const spoiled = board.spoil(wire.venue, asked, () => askWire(wire, request, rig.world));
    if (spoiled === null) return undefined;
    if ('hang' in spoiled) return new HttpFailure('timeout');
    if ('reset' in spoiled) return new HttpFailure('network');
    const { answer, pace, date } = spoiled;
    if (pace !== undefined) return new HttpFailure(FAILURES[pace]);
    return received(answer, date === undefined ? rig.world.now() : date);
  };
  rig.spoil(spoil);
  return board;
}

function received({ status, headers = {}, body }: WireAnswer, date: number | null) {
  if (status >= 300 && status < 400) return new HttpFailure('network');
  if (headers['Content-Encoding'] !== undefined) return new HttpFailure('network');
  if (typeof body === 'string' && body.length > MAX_BYTES) return new HttpFailure('too-large');
  const named = Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value] as const);
  return {
    status,
    headers: new Map([...(date === null ? [] : [['date', new Date(date).toUTCString()] as const]), ...named]),
    body: parsed(Buffer.isBuffer(body) ? body.toString('utf8') : body),
  };
}

function parsed(body: unknown): unknown {
  if (typeof body !== 'string') return JSON.parse(JSON.stringify(body));
  try {
    return JSON.parse(body);
  } catch {
    return body;
  }
}
