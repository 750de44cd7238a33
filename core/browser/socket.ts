import type { OpenSocket } from '../feed/ports.ts';

/**
 * Opens WebSockets of the venues. Reconnecting and subscribing are the feed's; here a socket is opened, its
 * text frames are handed on, and its end is told exactly once.
 * @param origins e.g. `wss://fstream.binance.com`
 */
export function createOpenSocket(origins: ReadonlySet<string>): OpenSocket {
  return (url, handlers) => {
    let socket: WebSocket | null = null;
    let ended = false;
    const end = () => {
      if (ended) return;
      ended = true;
      handlers.closed();
    };
    try {
      if (!origins.has(new URL(url).origin)) throw new RangeError(`no venue at ${url}`);
      socket = new WebSocket(url);
    } catch {
      queueMicrotask(end);
    }
    if (socket !== null) {
      socket.onopen = () => !ended && handlers.opened();
      socket.onmessage = ({ data }) => {
        if (!ended && typeof data === 'string') handlers.frame(data);
      };
      socket.onclose = end;
      socket.onerror = end;
    }
    return {
      send(frame) {
        if (socket?.readyState === WebSocket.OPEN) socket.send(frame);
      },
      close() {
        ended = true;
        socket?.close();
      },
    };
  };
}
