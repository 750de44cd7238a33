/** Writes a changing value; callers during a write share the next one. */
export interface Saver {
  /** Resolves once a write that began after this call has ended. */
  save(): Promise<void>;
}

export function createSaver(write: () => Promise<void>): Saver {
  let running: Promise<void> | null = null;
  let queued: Promise<void> | null = null;

  function start(): Promise<void> {
    running = write().finally(() => {
      running = null;
    });
    return running;
  }

  return {
    save() {
      if (running === null) return start();
      queued ??= running.then(() => {
        queued = null;
        return start();
      });
      return queued;
    },
  };
}
