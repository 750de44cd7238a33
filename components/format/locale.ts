let locale = 'en';
const formats = new Map<string, Intl.NumberFormat>();

/** Numbers follow this language; the entrypoint sets the browser's. */
export function setLocale(next: string): void {
  locale = next;
  formats.clear();
}

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
