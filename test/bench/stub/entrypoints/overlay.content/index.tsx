import { render } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { browser } from 'wxt/browser';
import { defineContentScript } from 'wxt/utils/define-content-script';

function Pill({ text }: { text: string }) {
  const [now, setNow] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1_000);
    return () => clearInterval(timer);
  }, []);
  return (
    <p>
      {text} {now > 0 ? 'live' : ''}
    </p>
  );
}

/** The least an overlay of this kind can be: a closed root, one line in Preact, one message from its worker. */
export default defineContentScript({
  matches: ['https://*/*'],
  runAt: 'document_end',
  noScriptStartedPostMessage: true,
  main() {
    const port = browser.runtime.connect({ name: 'overlay' });
    let place: ShadowRoot | null = null;
    port.onMessage.addListener(({ text }: { text: string }) => {
      if (place === null) {
        const host = document.createElement('fp-stub');
        place = host.attachShadow({ mode: 'closed' });
        const sheet = new CSSStyleSheet();
        sheet.replaceSync(':host{position:fixed;right:16px;top:16px;z-index:9}p{margin:0;padding:8px}');
        place.adoptedStyleSheets = [sheet];
        document.documentElement.append(host);
      }
      render(<Pill text={text} />, place);
    });
    port.postMessage({ type: 'page:view' });
  },
});
