import { act } from 'preact/test-utils';

/** Does something and waits until everything it caused is drawn. */
export function acting(action: () => unknown): Promise<void> {
  return act(async () => {
    await action();
  });
}
