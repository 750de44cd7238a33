import type { Tab } from './tab.ts';

interface Versions {
  readonly versions: readonly { readonly runningStatus: string }[];
}

/** Stops the browser's service workers by force and resolves when none runs. */
export async function stopWorkers(tab: Tab): Promise<void> {
  await tab.send('ServiceWorker.enable');
  const stopped = new Promise<void>((resolve) => {
    const stop = tab.on<Versions>('ServiceWorker.workerVersionUpdated', ({ versions }) => {
      if (versions.length > 0 && versions.every(({ runningStatus }) => runningStatus === 'stopped')) {
        stop();
        resolve();
      }
    });
  });
  await tab.send('ServiceWorker.stopAllWorkers');
  await stopped;
  await tab.send('ServiceWorker.disable');
}
