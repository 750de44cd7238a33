import type { Random } from './random.ts';

/** News: how much the price moves by itself, from quotes revised without a trade. */
const NEWS_SHARE = 0.8;
/** Rare news come with a jump worth this many ordinary hours of volatility. */
const JUMPS_PER_DAY = 0.18;
const JUMP_HOURS_SIGMA = 0.8;

const RUN_SECONDS = 240;

/**
 * Volatility that clusters: a slow and a fast log-normal part, and excitement by the moves just seen.
 * Its long-run mean is the asset's daily sigma.
 */
export class Volatility {
  private slow = 0;
  private fast = 0;
  private excitement = 1;
  /** Volatility now over the ordinary one. */
  ratio = 1;
  /** Variance of the past two minutes over the ordinary one. */
  private burst = 1;
  /** Sum of the past minutes' returns. */
  private run = 0;
  private readonly perSecond: number;
  private readonly random: Random;
  private jumpLeft = 0;

  constructor(dailySigma: number, random: Random) {
    this.perSecond = dailySigma / Math.sqrt(86_400);
    this.random = random;
  }

  /** The log return that news brings in one step. */
  news(seconds: number, season: number): number {
    const r = this.random;
    this.slow += -this.slow * (seconds / 345_600) + 0.32 * Math.sqrt((2 * seconds) / 345_600) * r.normal();
    this.fast += -this.fast * (seconds / 9_000) + 0.5 * Math.sqrt((2 * seconds) / 9_000) * r.normal();
    const level = Math.exp(this.slow + this.fast - 0.36);
    this.ratio = Math.sqrt(level * level * 0.6 + 0.4 * Math.min(9, this.excitement)) * Math.sqrt(season);
    const sigma = this.perSecond * Math.sqrt(seconds);
    if (r.next() < (JUMPS_PER_DAY * seconds) / 86_400) {
      const size = this.perSecond * 60 * JUMP_HOURS_SIGMA * r.exponential();
      this.jumpLeft += r.next() < 0.5 ? size : -size;
    }
    // A jump is digested within a minute or two.
    const jump = this.jumpLeft * (1 - Math.exp(-seconds / 40));
    this.jumpLeft -= jump;
    return NEWS_SHARE * sigma * this.ratio * r.normal() + jump;
  }

  /** What frightens makers: a burst, or a run in one direction, in units of the ordinary. */
  get alarm(): number {
    return Math.max(
      Math.sqrt(this.burst),
      Math.abs(this.run) / (this.perSecond * Math.sqrt(RUN_SECONDS / 2)),
    );
  }

  /** Takes note of the return all causes together made. */
  observe(logReturn: number, seconds: number): void {
    const scaled = (logReturn * logReturn) / (this.perSecond * this.perSecond * seconds);
    this.excitement += (Math.min(60, scaled) - this.excitement) * (seconds / 1_500);
    this.burst += (Math.min(900, scaled) - this.burst) * (1 - Math.exp(-seconds / 120));
    this.run = this.run * Math.exp(-seconds / RUN_SECONDS) + logReturn;
  }
}
