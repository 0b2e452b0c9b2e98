/**
 * How long the answer of a server asks to wait, by its `Retry-After`: seconds, or a date of HTTP. Milliseconds, 0 for a
 * time that is past; null where it says nothing that can be understood.
 */
export function readRetryAfter(text: string | null, now: Date): number | null {
  const value = text?.trim() ?? '';
  if (/^\d{1,9}$/.test(value)) return Number(value) * 1_000;
  // Dates of HTTP end so, and without it whatever the runtime takes for a date would be one.
  const at = value.endsWith('GMT') ? Date.parse(value) : Number.NaN;
  return Number.isNaN(at) ? null : Math.max(0, at - now.getTime());
}
