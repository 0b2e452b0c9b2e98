import type { UiMessages } from '../ui-messages.ts';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

type Words = Pick<UiMessages, 'justNow' | 'minutesAgo' | 'hoursAgo' | 'daysAgo'>;

/** How long ago something was: "Just now", "5m ago", "3h ago", "2d ago", and from a week on the date. */
export function lastSeenText(at: string, now: number, words: Words, locale?: string): string {
  const ageMs = now - Date.parse(at);
  // Clocks differ: what lies ahead is now.
  if (ageMs < minuteMs) return words.justNow;
  if (ageMs < hourMs) return words.minutesAgo(Math.floor(ageMs / minuteMs));
  if (ageMs < dayMs) return words.hoursAgo(Math.floor(ageMs / hourMs));
  if (ageMs < 7 * dayMs) return words.daysAgo(Math.floor(ageMs / dayMs));
  return new Intl.DateTimeFormat(locale, { dateStyle: 'medium' }).format(new Date(at));
}
