/** The part of the Navigation API that is used; not every browser has it. */
interface Navigation extends EventTarget {}

const POLL_MS = 1_000;

/**
 * Tells each change of the address that happens without a page load.
 * `currententrychange` fires after the change; without it the address is looked at each second.
 */
export function watchAddress(onChange: (href: string) => void, signal: AbortSignal): void {
  let known = location.href;
  const look = () => {
    if (location.href === known) return;
    known = location.href;
    onChange(known);
  };
  const { navigation } = globalThis as { navigation?: Navigation };
  if (navigation) {
    navigation.addEventListener('currententrychange', look, { signal });
  } else {
    const poll = setInterval(() => {
      if (!document.hidden) look();
    }, POLL_MS);
    signal.addEventListener('abort', () => clearInterval(poll));
  }
  addEventListener('popstate', look, { signal });
  addEventListener('hashchange', look, { signal });
  document.addEventListener('visibilitychange', look, { signal });
}
