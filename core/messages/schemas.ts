import * as z from 'zod/mini';
import type { LookFollow, OverlayToBackground, PageRequests, Placement } from './protocol.ts';

const edgeOffset = z.number().check(z.gte(0), z.lte(20_000));

/** Also read from storage. */
export const placementSchema: z.ZodMiniType<Placement> = z.object({
  edgeX: z.enum(['left', 'right']),
  offsetX: edgeOffset,
  edgeY: z.enum(['top', 'bottom']),
  offsetY: edgeOffset,
  collapsed: z.boolean(),
});

/** A week: longer is a switch, not a mute. */
const muteMinutes = z.number().check(z.gte(0), z.lte(10_080));

const chartText = z.string().check(z.maxLength(160));

const overlaySchema: z.ZodMiniType<OverlayToBackground> = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('page:view'),
    url: z.string().check(z.maxLength(2_048)),
    navigation: z.int().check(z.gte(0)),
    chart: z.optional(z.object({ ticker: chartText, legend: chartText })),
  }),
  z.object({ type: z.literal('page:visible'), visible: z.boolean() }),
  z.object({ type: z.literal('page:alive') }),
  z.object({ type: z.literal('placement:save'), placement: placementSchema }),
  z.object({ type: z.literal('host:hide') }),
  z.object({ type: z.literal('symbol:mute'), minutes: muteMinutes }),
  z.object({ type: z.literal('options:open') }),
  z.object({ type: z.literal('panel:open') }),
]);

/** Null when a content script said anything the protocol does not know. */
export function parseOverlayMessage(message: unknown): OverlayToBackground | null {
  const read = z.safeParse(overlaySchema, message);
  return read.success ? read.data : null;
}

const key = z.string().check(z.minLength(3), z.maxLength(80));

const lookSchema: z.ZodMiniType<LookFollow> = z.object({
  type: z.literal('look:follow'),
  request: z.int().check(z.gte(0)),
  tab: z.nullable(z.int()),
  key: z.nullable(key),
  fallback: z.nullable(key),
});

/** Null when a side panel said anything the protocol does not know. */
export function parseLookMessage(message: unknown): LookFollow | null {
  const read = z.safeParse(lookSchema, message);
  return read.success ? read.data : null;
}

/** Settings values are judged where they are applied (core/settings), with words for the user. */
const section = z.optional(z.record(z.string().check(z.maxLength(64)), z.unknown()));

const requestSchemas = {
  'settings:update': z.object({
    thresholds: section,
    alerts: section,
    appearance: section,
    disabledVenues: z.optional(z.unknown()),
  }),
  'settings:undo': z.object({}),
  'watch:add': z.object({ key }),
  'watch:remove': z.object({ key }),
  'watch:toggle': z.object({ key, enabled: z.boolean() }),
  'watch:mute': z.object({ key, minutes: muteMinutes }),
  'pair:open': z.object({ key }),
  'pause:set': z.object({ paused: z.boolean() }),
  'host:show': z.object({ host: z.string().check(z.maxLength(253)) }),
  'instruments:search': z.object({ text: z.string().check(z.maxLength(64)) }),
  'warnings:preview': z.object({ thresholds: z.record(z.string().check(z.maxLength(64)), z.unknown()) }),
  'watch:thresholds': z.object({ key, thresholds: z.record(z.string().check(z.maxLength(64)), z.unknown()) }),
  // Longer than any settings file, so that a file too long is told so rather than not answered.
  'settings:import': z.object({ text: z.string().check(z.maxLength(2_000_000)), apply: z.boolean() }),
  'settings:reset': z.object({}),
  'data:size': z.object({}),
  'history:clear': z.object({}),
  'events:list': z.object({}),
  'notice:dismiss': z.object({ id: z.string().check(z.maxLength(64)) }),
} as const satisfies Record<keyof PageRequests, z.ZodMiniType>;

/** One request of an extension page, told apart by its type. */
export type PageRequest = {
  [K in keyof PageRequests]: {
    readonly type: K;
    readonly request: z.output<(typeof requestSchemas)[K]>;
  };
}[keyof PageRequests];

/** Null when an extension page asked for something the protocol does not know. */
export function parsePageRequest(message: unknown): PageRequest | null {
  if (typeof message !== 'object' || message === null || !('type' in message)) return null;
  const { type } = message;
  if (typeof type !== 'string' || !Object.hasOwn(requestSchemas, type)) return null;
  const read = z.safeParse(requestSchemas[type as keyof PageRequests], message);
  // The schema was picked by the type, which the compiler cannot follow through the table.
  return read.success ? ({ type, request: read.data } as PageRequest) : null;
}
