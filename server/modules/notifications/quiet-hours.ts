import { Temporal } from 'temporal-polyfill';
import type { QuietHours } from './notification.ts';

/** Whether a text names a time zone that this process knows. Offsets such as `+02:00` are none: they know no summer time. */
export function isTimeZone(name: string): boolean {
  if (!/^[A-Za-z]/.test(name)) return false;
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(name);
    return true;
  } catch {
    return false;
  }
}

/**
 * When the quiet hours end in which `now` is; null: it is in none. The clock on the wall decides: an hour that is skipped in
 * spring is not waited for, and one that comes twice in autumn is quiet twice. That is within 25 hours, but where the clock
 * skips all that is not quiet of a day.
 */
export function endOfQuietHours(hours: QuietHours, now: Date): Date | null {
  const isQuiet = isQuietBy(hours);
  const local = Temporal.Instant.fromEpochMilliseconds(now.getTime()).toZonedDateTimeISO(hours.timeZone);
  if (!isQuiet(local)) return null;
  const end = possibleEnds(hours, local)
    .filter((each) => Temporal.ZonedDateTime.compare(each, local) > 0 && !isQuiet(each))
    .sort(Temporal.ZonedDateTime.compare)[0];
  if (end === undefined) throw new Error(`Quiet hours from ${hours.start} to ${hours.end} never end.`);
  return new Date(end.epochMilliseconds);
}

function isQuietBy({ start, end }: QuietHours): (at: Temporal.ZonedDateTime) => boolean {
  const [from, to] = [start, end].map((text) => Temporal.PlainTime.from(text)) as [
    Temporal.PlainTime,
    Temporal.PlainTime,
  ];
  const isOvernight = Temporal.PlainTime.compare(from, to) >= 0;
  return (at) => {
    const time = at.toPlainTime();
    const hasBegun = Temporal.PlainTime.compare(time, from) >= 0;
    const hasNotEnded = Temporal.PlainTime.compare(time, to) < 0;
    return isOvernight ? hasBegun || hasNotEnded : hasBegun && hasNotEnded;
  };
}

/** What comes next may be free of them only where the clock shows their end, or where it leaps. */
function possibleEnds({ end, timeZone }: QuietHours, now: Temporal.ZonedDateTime): Temporal.ZonedDateTime[] {
  const time = Temporal.PlainTime.from(end);
  const days = [0, 1, 2].map((days) => now.toPlainDate().add({ days }));
  const ends = days.flatMap((day) => {
    const wanted = day.toPlainDateTime(time);
    const earlier = wanted.toZonedDateTime(timeZone, { disambiguation: 'earlier' });
    return [earlier, wanted.toZonedDateTime(timeZone, { disambiguation: 'later' })];
  });
  // Looking for the next leap costs much more than seeing that there is none.
  const isSteady = now.offsetNanoseconds === now.add({ hours: 72 }).offsetNanoseconds;
  const leap = isSteady ? null : now.getTimeZoneTransition('next');
  return leap === null ? ends : [...ends, leap];
}
