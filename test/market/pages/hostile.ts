import type { WireAnswer } from '../wire/wire.ts';

const NONCE = 'c3RhbmQtaW4';

/**
 * A page that fights back: strict CSP with Trusted Types, `all: unset` on everything, 60 DOM updates a second,
 * its body replaced every second, keys captured at the window, forged events.
 */
export function hostilePage(url: URL): WireAnswer {
  const csp = [
    "default-src 'none'",
    `script-src 'nonce-${NONCE}'`,
    "style-src 'none'",
    "connect-src 'none'",
    "require-trusted-types-for 'script'",
    "frame-ancestors 'none'",
  ].join('; ');
  const pair = url.pathname.split('/').filter(Boolean).at(-1) ?? '';
  const body = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Hostile stand-in</title></head>
<body><main><h1>${pair.replace(/[^\w:.-]/g, '')}</h1><ul id="feed"></ul></main>
<script nonce="${NONCE}">
const sheet=new CSSStyleSheet();sheet.replaceSync('*{all:unset!important;color:red!important;position:static!important;display:block!important}');document.adoptedStyleSheets=[sheet];
let n=0;const beat=()=>{const feed=document.getElementById('feed');if(feed){const li=document.createElement('li');li.textContent='tick '+n++;feed.append(li);while(feed.childElementCount>200)feed.firstElementChild.remove()}requestAnimationFrame(beat)};beat();
setInterval(()=>{const fresh=document.createElement('body');const main=document.createElement('main');const h=document.createElement('h1');h.textContent='replaced '+n;const ul=document.createElement('ul');ul.id='feed';main.append(h,ul);fresh.append(main);document.body.replaceWith(fresh)},1000);
window.keys=[];for(const type of ['keydown','keyup','keypress'])addEventListener(type,(event)=>{window.keys.push(event.key);event.stopImmediatePropagation()},true);
window.goTo=(path)=>history.pushState({},'',path);
setInterval(()=>{document.dispatchEvent(new CustomEvent('wxt:content-script-started',{detail:{messageId:'forged'}}));window.postMessage({type:'settings:update'},'*')},500);
</script></body></html>`;
  return {
    status: 200,
    headers: { 'Content-Type': 'text/html; charset=utf-8', 'Content-Security-Policy': csp },
    body,
  };
}
