import { setTimeout as sleep } from 'node:timers/promises';
import type { Bench, BenchRow } from './bench.ts';
import { productBuild } from './browser/builds.ts';
import type { Chromium } from './browser/chromium.ts';
import { all, byClass, centreOf, click, closedRoot, type DomNode } from './browser/closed-root.ts';
import { TABLE_PAGE, withMarket } from './browser/market.ts';
import type { Tab } from './browser/tab.ts';
import { middle } from './quantile.ts';

/** What stays in memory after a collection, in the page and in the worker. */
export const bench: Bench = { id: 'P6', title: 'memory', run };

const ROUNDS = 5;
/** The first wave of requests is answered and stored. */
const SETTLE_MS = 15_000;
const ELEMENT = 1;

async function run(): Promise<BenchRow[]> {
  const extension = await productBuild();
  return withMarket(async (market) => {
    const alone = await market.browser(null);
    const ours = await market.browser(extension);
    const first = await openPage(ours);
    await sleep(SETTLE_MS);
    const worker = await workerHeap(ours);
    const nodes = await countNodes(first);
    await first.close();
    const deltas: number[] = [];
    for (let i = 0; i < ROUNDS; i += 1) deltas.push((await pageHeap(ours)) - (await pageHeap(alone)));
    return report(middle(deltas), nodes, worker);
  });
}

async function openPage(browser: Chromium): Promise<Tab> {
  const tab = await browser.newTab();
  await tab.goTo(TABLE_PAGE);
  return tab;
}

async function pageHeap(browser: Chromium): Promise<number> {
  const tab = await openPage(browser);
  await sleep(2_000);
  await tab.send('HeapProfiler.collectGarbage');
  const used = (await tab.metrics()).get('JSHeapUsedSize') ?? Number.NaN;
  await tab.close();
  return used;
}

interface Heap {
  readonly usedSize: number;
  /** Array buffers, outside of the heap proper. */
  readonly backingStorageSize?: number;
}

async function workerHeap({ devtools }: Chromium): Promise<Heap> {
  const { targetInfos } = await devtools.send<{ targetInfos: { type: string; targetId: string }[] }>(
    'Target.getTargets',
  );
  const worker = targetInfos.find(({ type }) => type === 'service_worker');
  if (worker === undefined) throw new Error('No worker runs');
  const { targetId } = worker;
  const { sessionId } = await devtools.send<{ sessionId: string }>('Target.attachToTarget', {
    targetId,
    flatten: true,
  });
  await devtools.send('HeapProfiler.collectGarbage', {}, sessionId);
  const heap = await devtools.send<Heap>('Runtime.getHeapUsage', {}, sessionId);
  await devtools.send('Target.detachFromTarget', { sessionId });
  return heap;
}

interface NodeCounts {
  readonly card: number;
  readonly everySection: number;
  readonly pill: number;
  readonly elements: number;
}

async function countNodes(tab: Tab): Promise<NodeCounts> {
  const card = await nodesOf(tab);
  for (const head of await byClass(tab, 'section-head')) {
    if (attribute(head, 'aria-expanded') === 'false') await click(tab, await centreOf(tab, head));
  }
  const everySection = await nodesOf(tab);
  const fold = all((await closedRoot(tab))!).find((node) => attribute(node, 'data-fold') !== null);
  if (fold === undefined) throw new Error('The card cannot be folded');
  await click(tab, await centreOf(tab, fold));
  const pill = await nodesOf(tab);
  return {
    card: card.length,
    everySection: everySection.length,
    pill: pill.length,
    elements: everySection.filter(({ nodeType }) => nodeType === ELEMENT).length,
  };
}

async function nodesOf(tab: Tab): Promise<DomNode[]> {
  const root = await closedRoot(tab);
  return root === null ? [] : all(root).slice(1);
}

function attribute({ attributes = [] }: DomNode, name: string): string | null {
  const at = attributes.findIndex((value, i) => i % 2 === 0 && value === name);
  return at < 0 ? null : (attributes[at + 1] ?? '');
}

function report(pageDelta: number, nodes: NodeCounts, worker: Heap): BenchRow[] {
  const megabytes = (bytes: number) => `${(bytes / 1e6).toFixed(2)} MB`;
  const buffers = worker.backingStorageSize ?? 0;
  const together = nodes.pill + nodes.everySection;
  const workerTotal = worker.usedSize + buffers;
  return [
    {
      what: `page heap added, after a collection (median of ${ROUNDS} loads)`,
      value: megabytes(pageDelta),
      goal: '≤ +1 MB',
      met: pageDelta <= 1e6,
    },
    {
      what: 'DOM nodes, pill and card with every section open together',
      value: String(together),
      goal: '≤ 250',
      met: together <= 250,
    },
    {
      what: '…pill / card as it opens / every section open (elements of those)',
      value: `${nodes.pill} / ${nodes.card} / ${nodes.everySection} (${nodes.elements})`,
      goal: '',
      met: null,
    },
    {
      what: 'worker heap, one asset on 4 venues, 30 days, array buffers included',
      value: megabytes(workerTotal),
      goal: '≤ 12 MB',
      met: workerTotal <= 12e6,
    },
    { what: '…of it array buffers', value: megabytes(buffers), goal: '', met: null },
  ];
}
