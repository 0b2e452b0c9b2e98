const clock = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit' });
const day = new Intl.DateTimeFormat(undefined, { weekday: 'short', day: 'numeric', month: 'short' });

/** A time of day, such as 14:05. */
export const timeOf = (at: string | number): string => clock.format(new Date(at));

/** A day, such as Tue, 3 Mar. */
export const dayOf = (at: string | number): string => day.format(new Date(at));

/** The time of today, the day of what was before. */
export function shortTimeOf(at: string): string {
  return dayOf(at) === dayOf(Date.now()) ? timeOf(at) : dayOf(at);
}
