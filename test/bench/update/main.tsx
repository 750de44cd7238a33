import { render } from 'preact';
import chartsCss from '../../../components/charts/charts.css?inline';
import overlayCss from '../../../components/overlay/overlay.css?inline';
import { Overlay } from '../../../components/overlay/overlay.tsx';
import baseCss from '../../../components/theme/base.css?inline';
import tokensCss from '../../../components/theme/tokens.css?inline';
import { SECOND } from '../../../core/domain/time.ts';
import type { OverlayUpdate } from '../../../core/messages/protocol.ts';
import { createOverlayStore } from '../../../core/stores/overlay-store.ts';
import { speakEnglish } from '../../fixtures/english.ts';
import { NOW, sampleReading } from '../../fixtures/readings.ts';
import { readingView, sampleUpdate } from '../../fixtures/views.ts';
import { randomFrom } from '../market-bars.ts';
import { type DomWrite, replayable } from './dom-writes.ts';

const MARK = 65_370;

/** What a round of updates took, in ms, one number for each update. */
export interface UpdateTimes {
  /** Reading received → the DOM says so. */
  readonly product: number[];
  /** The same, with style and layout of the result. */
  readonly drawn: number[];
  /** The very writes the product made, made by hand on nodes known in advance. */
  readonly byHand: number[];
  /** DOM writes of each update. */
  readonly writes: number[];
}

speakEnglish();
const host = document.createElement('div');
const root = host.attachShadow({ mode: 'open' });
const sheet = new CSSStyleSheet();
sheet.replaceSync(tokensCss + baseCss + chartsCss + overlayCss);
root.adoptedStyleSheets = [sheet];
document.documentElement.append(host);

const store = createOverlayStore(NOW);
store.navigate();
const nothing = () => {};
const handlers = { onPlace: nothing, onMute: nothing, onHideHere: nothing, onOpenOptions: nothing };
store.receive(sampleUpdate());
render(<Overlay store={store} {...handlers} />, root);

const observer = new MutationObserver(nothing);
observer.observe(root, {
  subtree: true,
  childList: true,
  attributeOldValue: true,
  characterDataOldValue: true,
});

/** A copy, as it comes over a port: nothing in it is identical to the update before. */
const arrived = (update: OverlayUpdate): OverlayUpdate => structuredClone(update);
const layout = () => void root.firstElementChild?.getBoundingClientRect();
/** Preact draws in a microtask queued by the change; this one comes after it. */
const drawn = () => Promise.resolve();
const frame = () => new Promise(requestAnimationFrame);

function walk(random: () => number, mark: number): OverlayUpdate {
  const reading = sampleReading({}, mark);
  const change1h = { ...reading.openInterest.change1h, value: (random() - 0.5) * 0.02 };
  const openInterest = { ...reading.openInterest, change1h };
  return sampleUpdate(readingView({ ...reading, openInterest }));
}

/** Updates in which the price moves and everything that hangs on it. */
async function update(count: number): Promise<UpdateTimes> {
  const times: UpdateTimes = { product: [], drawn: [], byHand: [], writes: [] };
  const random = randomFrom(5);
  let mark = MARK;
  for (let i = 0; i < count; i += 1) {
    mark *= 1 + (random() - 0.5) * 0.002;
    const next = arrived(walk(random, mark));
    layout();
    await frame();
    observer.takeRecords();
    const start = performance.now();
    store.receive(next);
    await drawn();
    const written = performance.now();
    layout();
    const end = performance.now();
    const writes = observer.takeRecords();
    times.product.push(written - start);
    times.drawn.push(end - start);
    times.writes.push(writes.length);
    times.byHand.push(timeByHand(replayable(writes)));
  }
  return times;
}

function timeByHand(writes: readonly DomWrite[]): number {
  for (const { undo } of writes.toReversed()) undo();
  const start = performance.now();
  for (const { redo } of writes) redo();
  const time = performance.now() - start;
  observer.takeRecords();
  return time;
}

/** DOM writes when the same values are read again. */
async function sameReadingWrites(): Promise<number> {
  const same = sampleReading({}, MARK);
  store.receive(arrived(sampleUpdate(readingView(same))));
  await drawn();
  await frame();
  observer.takeRecords();
  store.receive(arrived(sampleUpdate(readingView({ ...same, sequence: same.sequence + 1 }))));
  await drawn();
  await frame();
  return observer.takeRecords().length;
}

/** DOM writes of each of `count` seconds in which only the clock moves. */
async function tickWrites(count: number): Promise<number[]> {
  const writes: number[] = [];
  for (let second = 1; second <= count; second += 1) {
    observer.takeRecords();
    store.tick(NOW + second * SECOND);
    await drawn();
    writes.push(observer.takeRecords().length);
  }
  store.tick(NOW);
  return writes;
}

const updateBench = { update, sameReadingWrites, tickWrites };
export type UpdateBench = typeof updateBench;
Object.assign(globalThis, { updateBench });
