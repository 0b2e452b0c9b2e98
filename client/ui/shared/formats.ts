const formats = new Map<string, Intl.DateTimeFormat>();

/** The time of day. Formats are kept, for making one costs more than a message's drawing. */
export function timeText(at: string, locale?: string): string {
  const key = locale ?? '';
  const format = formats.get(key) ?? new Intl.DateTimeFormat(locale, { timeStyle: 'short' });
  formats.set(key, format);
  return format.format(new Date(at));
}

/** A size in the unit that suits it. */
export function sizeText(bytes: number, locale?: string): string {
  const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const;
  const power = Math.min(Math.floor(Math.log10(Math.max(bytes, 1)) / 3), units.length - 1);
  const unit = units[power] ?? 'byte';
  const format = new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'short', maximumFractionDigits: 1 });
  return format.format(bytes / 1_000 ** power);
}

/** A distance in metres, or from a kilometre on in kilometres. */
export function distanceText(meters: number, locale?: string): string {
  const [value, unit] = meters < 1_000 ? [meters, 'meter'] : [meters / 1_000, 'kilometer'];
  return new Intl.NumberFormat(locale, { style: 'unit', unit, maximumSignificantDigits: 3 }).format(value);
}
