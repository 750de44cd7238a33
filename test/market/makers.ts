import { drift } from './amounts.ts';
import type { AssetTerms } from './asset-terms.ts';
import type { Exchange } from './exchange.ts';
import type { Random } from './random.ts';
import type { SpotMarket } from './spot-market.ts';

/** Some makers are obliged to stay. */
const THINNEST = 0.055;
/** Makers withdraw above this alarm (in ordinary volatilities); the further above, the more. */
const CALM = 3;
const FEAR = 2.6;
const COME_BACK_SECONDS = 1500;

/** How much the makers of one coin quote. */
export class Makers {
  /** Share of their usual size. */
  survival = 1;
  private mood = 0;
  private readonly asset: AssetTerms;
  private readonly random: Random;

  constructor(asset: AssetTerms, random: Random) {
    this.asset = asset;
    this.random = random;
  }

  /** They pull their quotes at once when the price runs and come back slowly. */
  look(alarm: number, seconds: number): void {
    const wanted = Math.max(THINNEST, 1 / (1 + (Math.max(0, alarm - CALM) / FEAR) ** 1.6));
    if (wanted < this.survival) this.survival += 0.6 * (wanted - this.survival);
    else this.survival += (1 - Math.exp(-seconds / COME_BACK_SECONDS)) * (wanted - this.survival);
    this.mood += drift(this.mood, 0.12, 7200, seconds, this.random.normal());
  }

  quote(exchanges: readonly Exchange[], spot: SpotMarket, fair: number, depthFactor: number): void {
    const scale = (this.survival * Math.exp(this.mood) * depthFactor) / fair;
    for (const exchange of exchanges)
      exchange.book.depth = this.asset.perpDepth * exchange.terms.depthShare * scale;
    spot.book.depth = this.asset.spotDepth * scale;
  }
}
