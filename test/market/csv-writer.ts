import { closeSync, mkdirSync, openSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';

/** A CSV file written in blocks, so that long runs need no memory for it. */
export class CsvWriter {
  private readonly file: number;
  private lines: string[] = [];

  constructor(path: string, header: string) {
    mkdirSync(dirname(path), { recursive: true });
    this.file = openSync(path, 'w');
    this.lines.push(header);
  }

  row(...values: readonly (number | string)[]): void {
    this.lines.push(values.map((value) => (typeof value === 'number' ? cell(value) : value)).join(','));
    if (this.lines.length >= 4096) this.flush();
  }

  close(): void {
    this.flush();
    closeSync(this.file);
  }

  private flush(): void {
    if (this.lines.length > 0) writeSync(this.file, `${this.lines.join('\n')}\n`);
    this.lines = [];
  }
}

function cell(value: number): string {
  return Number.isFinite(value) ? String(Number(value.toPrecision(12))) : '';
}
