let locale = 'en';
const formats = new Map<string, Intl.NumberFormat>();

/** Numbers and clocks follow this language; the entrypoint sets the browser's. */
export function setLocale(next: string): void {
  locale = next;
  formats.clear();
  clocks.clear();
}

const clocks = new Map<string, Intl.DateTimeFormat>();

/** Formatters are costly to build and cheap to use. */
export function numberFormat(options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const key = JSON.stringify(options);
  let format = formats.get(key);
  if (!format) {
    format = new Intl.NumberFormat(locale, options);
    formats.set(key, format);
  }
  return format;
}

export function clockFormat(options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = JSON.stringify(options);
  let format = clocks.get(key);
  if (!format) {
    format = new Intl.DateTimeFormat(locale, options);
    clocks.set(key, format);
  }
  return format;
}
