import type { UiMessages } from '../ui-messages.ts';

/** The day of a time where the reader is, as a number that sorts. */
function dayOf(at: string | number): number {
  const date = new Date(at);
  return date.getFullYear() * 10_000 + date.getMonth() * 100 + date.getDate();
}

/** Whether a line with the day stands above a message: it is the first one, or the first of another day. */
export function beginsDay(previous: string | undefined, at: string): boolean {
  return previous === undefined || dayOf(previous) !== dayOf(at);
}

/** A day as a separator names it: today, yesterday, else the date, with the year where it is another one. */
export function dayText(
  at: string,
  now: number,
  words: Pick<UiMessages, 'today' | 'yesterday'>,
  locale?: string,
): string {
  if (dayOf(at) === dayOf(now)) return words.today;
  const yesterday = new Date(now);
  yesterday.setDate(yesterday.getDate() - 1);
  if (dayOf(at) === dayOf(yesterday.getTime())) return words.yesterday;
  const isThisYear = new Date(at).getFullYear() === new Date(now).getFullYear();
  const year = isThisYear ? {} : { year: 'numeric' as const };
  return new Intl.DateTimeFormat(locale, { weekday: 'long', month: 'long', day: 'numeric', ...year }).format(
    new Date(at),
  );
}

/** Messages of one author that come within this time stand together under his name. */
const groupMs = 5 * 60_000;

/** Whether a message goes on what its author has just said, so that his name need not be shown again. */
export function goesOn(
  previous: { author: { id: string }; createdAt: string } | undefined,
  message: { author: { id: string }; createdAt: string },
): boolean {
  if (previous === undefined || previous.author.id !== message.author.id) return false;
  if (beginsDay(previous.createdAt, message.createdAt)) return false;
  return Date.parse(message.createdAt) - Date.parse(previous.createdAt) < groupMs;
}
