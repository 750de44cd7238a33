import { browser } from 'wxt/browser';
import { defineContentScript } from 'wxt/utils/define-content-script';
import { setDictionary } from '../../components/words/t.ts';
import { OVERLAY_PORT } from '../../core/messages/protocol.ts';
import { startOverlay } from './controller.tsx';

/** The runtime's id goes away with the extension; `chrome` itself may be gone too. */
function isOrphan(): boolean {
  try {
    return !browser.runtime?.id;
  } catch {
    return true;
  }
}

export default defineContentScript({
  // Replaced by the registry's hosts when the manifest is written.
  matches: ['https://*.invalid/*'],
  runAt: 'document_end',
  allFrames: false,
  noScriptStartedPostMessage: true,
  main(context) {
    setDictionary((key, substitutions) => browser.i18n.getMessage(key as never, substitutions));
    const stop = new AbortController();
    const connect = () => browser.runtime.connect({ name: OVERLAY_PORT });
    startOverlay({ connect, isOrphan, hasPanel: !import.meta.env.FIREFOX }, stop.signal);
    // The page can forge this event; only a script that is really cut off gives up its place.
    context.onInvalidated(() => {
      if (isOrphan()) stop.abort();
    });
  },
});
