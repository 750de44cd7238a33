import { createBinanceWire } from './binance.ts';
import { createBybitWire } from './bybit.ts';
import { createGateWire } from './gate.ts';
import { createHyperliquidWire } from './hyperliquid.ts';
import { createOkxWire } from './okx.ts';
import type { VenueWire } from './wire.ts';

/**
 * Every venue the market can play.
 * @param now machine clock: used weight is counted and sockets are paced by it
 */
export function createWires(now: () => number): readonly VenueWire[] {
  return [createBinanceWire, createBybitWire, createOkxWire, createHyperliquidWire, createGateWire].map(
    (create) => create(now),
  );
}
