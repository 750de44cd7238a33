import { setTimeout as sleep } from 'node:timers/promises';
import type { Bench, BenchRow } from './bench.ts';
import { productBuild } from './browser/builds.ts';
import { byClass, centreOf, mouse, type Point } from './browser/closed-root.ts';
import { connectToValues, countWrites, writesCounted } from './browser/in-content-script.ts';
import { TABLE_PAGE, withMarket } from './browser/market.ts';
import type { Tab } from './browser/tab.ts';
import { middle, quantile } from './quantile.ts';

/** The overlay follows the pointer on a slow machine: frames a second, and what it makes the page do. */
export const bench: Bench = { id: 'P9', title: 'dragging at 4× processor throttle', run };

const WARM_UPS = 3;
const DRAGS = 15;
const SLOWER = 4;
const DRAG_MS = 800;
const MOVE_EVERY_MS = 8;
const WAY: Point = { x: 240, y: 160 };

interface Drag {
  readonly framesPerSecond: number;
  readonly longestFrame: number;
  readonly layouts: number;
}

async function run(): Promise<BenchRow[]> {
  const extension = await productBuild();
  return withMarket(async (market) => {
    const plain = await (await market.browser(null)).newTab();
    const byHand = await dragsIn(plain, boxCentre, async (drag) => {
      if (drag === -1) await plain.evaluate(putBox);
    });
    const tab = await (await market.browser(extension)).newTab();
    let writesBefore = 0;
    const drags = await dragsIn(tab, grip, async (drag) => {
      if (drag === -1) {
        await tab.inContentScript(connectToValues);
        await tab.inContentScript(countWrites, 'placements');
      } else if (drag === WARM_UPS) {
        writesBefore = await tab.inContentScript(writesCounted);
      }
    });
    const writes = (await tab.inContentScript(writesCounted)) - writesBefore;
    return report(byHand, drags, writes);
  });
}

/** The overlay's title: dragged like its header, and no button. */
async function grip(tab: Tab): Promise<Point> {
  const [title] = await byClass(tab, 'header-title');
  if (title === undefined) throw new Error('No overlay to drag');
  return centreOf(tab, title);
}

/** In the page: the least a dragged panel can be, an empty box of the card's size that follows by transform. */
function putBox(): void {
  const box = document.createElement('div');
  box.id = 'box';
  box.style.cssText =
    'position:fixed;left:16px;top:96px;width:320px;height:560px;background:#111;will-change:transform';
  document.body.append(box);
  let [x, y] = [0, 0];
  addEventListener('pointermove', ({ buttons, movementX, movementY }) => {
    if (buttons === 0) return;
    x += movementX;
    y += movementY;
    requestAnimationFrame(() => {
      box.style.transform = `translate3d(${x}px, ${y}px, 0)`;
    });
  });
}

function boxCentre(tab: Tab): Promise<Point> {
  return tab.evaluate(() => {
    const { x, y, width, height } = document.querySelector('#box')!.getBoundingClientRect();
    return { x: x + width / 2, y: y + height / 2 };
  });
}

async function dragsIn(
  tab: Tab,
  start: (tab: Tab) => Promise<Point>,
  before: (drag: number) => Promise<void>,
): Promise<Drag[]> {
  await tab.goTo(TABLE_PAGE);
  await before(-1);
  await sleep(3_000);
  await tab.send('Emulation.setCPUThrottlingRate', { rate: SLOWER });
  const drags: Drag[] = [];
  for (let i = 0; i < WARM_UPS + DRAGS; i += 1) {
    await before(i);
    const way = i % 2 === 0 ? WAY : { x: -WAY.x, y: -WAY.y };
    const drag = await dragOnce(tab, await start(tab), way);
    if (i >= WARM_UPS) drags.push(drag);
    await sleep(300);
  }
  return drags;
}

async function dragOnce(tab: Tab, from: Point, way: Point): Promise<Drag> {
  await mouse(tab, 'Pressed', from);
  const layoutsBefore = (await tab.metrics()).get('LayoutCount') ?? Number.NaN;
  const recording = tab.evaluate(recordFrames, DRAG_MS);
  const moves: Promise<void>[] = [];
  const steps = DRAG_MS / MOVE_EVERY_MS;
  for (let step = 1; step <= steps; step += 1) {
    const share = step / steps;
    // Not waited for: a pointer does not wait for the page either.
    moves.push(mouse(tab, 'Moved', { x: from.x + way.x * share, y: from.y + way.y * share }));
    await sleep(MOVE_EVERY_MS);
  }
  const frames = await recording;
  const layouts = ((await tab.metrics()).get('LayoutCount') ?? Number.NaN) - layoutsBefore;
  await Promise.all(moves);
  await mouse(tab, 'Released', { x: from.x + way.x, y: from.y + way.y });
  const gaps = frames.slice(1).map((time, i) => time - (frames[i] ?? time));
  const total = gaps.reduce((sum, gap) => sum + gap, 0);
  return { framesPerSecond: (1_000 * gaps.length) / total, longestFrame: Math.max(...gaps), layouts };
}

/** In the page: when each frame of the next `span` ms began. */
function recordFrames(span: number): Promise<number[]> {
  return new Promise((resolve) => {
    const frames: number[] = [];
    const note = (time: number) => {
      frames.push(time);
      if (time - (frames[0] ?? time) < span) requestAnimationFrame(note);
      else resolve(frames);
    };
    requestAnimationFrame(note);
  });
}

function report(byHand: readonly Drag[], drags: readonly Drag[], writes: number): BenchRow[] {
  const frames = (of: readonly Drag[]) => middle(of.map(({ framesPerSecond }) => framesPerSecond));
  const plain = (what: string, value: string): BenchRow => ({ what, value, goal: '', met: null });
  const worst = (of: readonly Drag[]) =>
    quantile(
      of.map(({ longestFrame }) => longestFrame),
      0.95,
    );
  return [
    {
      what: `frames a second, median of ${DRAGS} drags of ${DRAG_MS} ms`,
      value: frames(drags).toFixed(1),
      goal: '≥ 55',
      met: frames(drags) >= 55,
    },
    plain('…of an empty box on the same page', frames(byHand).toFixed(1)),
    plain('longest frame, p95: overlay / box', `${worst(drags).toFixed(1)} / ${worst(byHand).toFixed(1)} ms`),
    plain('layouts during one drag, median', String(middle(drags.map(({ layouts }) => layouts)))),
    {
      what: `writes of the place to storage in ${DRAGS} drags`,
      value: String(writes),
      goal: 'one each',
      met: writes === DRAGS,
    },
  ];
}
