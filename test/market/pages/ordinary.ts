import type { WireAnswer } from '../wire/wire.ts';

/** A plain trading page: chart, book, order form, and links that navigate without a load. */
export function ordinaryPage(url: URL, direction: 'ltr' | 'rtl'): WireAnswer {
  const name = url.hostname.replace(/^(www|app|my)\./, '');
  const rows = Array.from(
    { length: 24 },
    (_, i) => `<tr><td>${i % 2 ? 'ask' : 'bid'}</td><td>${(i * 37) % 97}.${i}</td><td>0.${i}</td></tr>`,
  );
  const body = `<!doctype html><html lang="en" dir="${direction}"><head><meta charset="utf-8"><title>Stand-in trading page</title>
<link rel="icon" href="data:,"><style>
*{box-sizing:border-box}body{margin:0;font:13px/1.4 system-ui,"DejaVu Sans",sans-serif;background:#0b0e11;color:#8a94a6}
header{display:flex;gap:18px;align-items:center;padding:12px 18px;border-bottom:1px solid #1e242d}header b{color:#e6eaf0;font-size:15px}
main{display:grid;grid-template-columns:1fr 220px 260px;gap:1px;background:#1e242d;min-height:calc(100vh - 46px)}section{background:#0f1319;padding:14px}
#chart{padding:0;position:relative;min-height:420px}canvas{position:absolute;inset:0;width:100%;height:100%}table{width:100%;border-collapse:collapse;font-size:11px}
form{display:grid;gap:10px}input,button{background:#171c24;border:1px solid #2a323d;color:#c7d0dc;padding:8px;border-radius:4px}a{color:#7aa7ff}
</style></head><body><header><b id="pair"></b><span>${name} · simulated stand-in, not the exchange</span><a href="#" id="go"></a></header>
<main><section id="chart"><canvas></canvas></section><section><table>${rows.join('')}</table></section>
<section><form onsubmit="return false"><input id="price" placeholder="Price"><input id="size" placeholder="Size"><button type="button">Buy / Long</button><button type="button">Sell / Short</button></form></section></main>
<script>
const show=()=>{document.getElementById('pair').textContent=decodeURIComponent(location.pathname.split('/').filter(Boolean).slice(-1)[0]||'')};
window.goTo=(path)=>{history.pushState({},'',path);show()};addEventListener('popstate',show);show();
const canvas=document.querySelector('canvas'),pen=canvas.getContext('2d');
const draw=(rows)=>{const box=canvas.getBoundingClientRect(),ratio=devicePixelRatio;canvas.width=box.width*ratio;canvas.height=box.height*ratio;pen.scale(ratio,ratio);
if(!rows.length)return;const top=Math.max(...rows.map((r)=>r[1])),low=Math.min(...rows.map((r)=>r[2])),y=(p)=>24+(top-p)/(top-low||1)*(box.height-48),step=(box.width-70)/rows.length;
pen.font='11px system-ui';for(let i=0;i<6;i++){const p=low+(top-low)*i/5;pen.fillStyle='#1a202a';pen.fillRect(0,y(p),box.width-66,1);pen.fillStyle='#66707f';pen.fillText(p.toFixed(p>1000?0:2),box.width-60,y(p)+4)}
rows.forEach(([o,h,l,c],i)=>{const x=i*step;pen.fillStyle=c>=o?'#2fa37a':'#c9505b';pen.fillRect(x+step/2-.5,y(h),1,y(l)-y(h));pen.fillRect(x+1,Math.min(y(o),y(c)),Math.max(1,step-2),Math.max(1,Math.abs(y(o)-y(c))))})};
const tick=async()=>{try{const parts=location.pathname.split('/').filter(Boolean);const answer=await fetch('/stand-in/candles?symbol='+encodeURIComponent(parts.slice(-1)[0]||''));draw((await answer.json()).rows)}catch{}};tick();setInterval(tick,1000);
window.keys=[];addEventListener('keydown',(event)=>window.keys.push(event.key),true);
</script></body></html>`;
  return { status: 200, headers: { 'Content-Type': 'text/html; charset=utf-8' }, body };
}
