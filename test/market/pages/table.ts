import type { WireAnswer } from '../wire/wire.ts';

const ROWS = 1_500;

/** A big, quiet page: 1 500 rows, styled, and nothing that moves by itself. What an overlay adds to it shows. */
export function tablePage(): WireAnswer {
  const rows = Array.from({ length: ROWS }, (_, i) => {
    const price = (60_000 + ((i * 7_919) % 5_000) / 10).toFixed(1);
    const size = (((i * 104_729) % 10_000) / 1_000).toFixed(3);
    const side = i % 3 === 0 ? 'sell' : 'buy';
    return `<tr class="${side}"><td>${i}</td><td>${price}</td><td>${size}</td><td>${side}</td><td><a href="#${i}">more</a></td></tr>`;
  });
  const body = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Stand-in table</title>
<link rel="icon" href="data:,"><style>
*{box-sizing:border-box}body{margin:0;font:13px/1.4 system-ui,"DejaVu Sans",sans-serif;background:#0b0e11;color:#8a94a6}
table{width:100%;table-layout:fixed;border-collapse:collapse}td{padding:2px 8px;border-bottom:1px solid #1e242d}tr:nth-child(even){background:#0f1319}
.buy td:nth-child(2){color:#2fa37a}.sell td:nth-child(2){color:#c9505b}a{color:#7aa7ff}
</style></head><body><h1>Trades · simulated stand-in, not the exchange</h1><table>${rows.join('')}</table></body></html>`;
  return { status: 200, headers: { 'Content-Type': 'text/html; charset=utf-8' }, body };
}
