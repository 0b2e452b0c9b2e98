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
 * spring is not waited for, and one that comes twice in autumn is quiet twice.
 */
export function endOfQuietHours({ start, end, timeZone }: QuietHours, now: Date): Date | null {
  const local = Temporal.Instant.fromEpochMilliseconds(now.getTime()).toZonedDateTimeISO(timeZone);
  const at = local.toPlainTime();
  const from = Temporal.PlainTime.from(start);
  const to = Temporal.PlainTime.from(end);
  const isAtOrAfter = (a: Temporal.PlainTime, b: Temporal.PlainTime) => Temporal.PlainTime.compare(a, b) >= 0;
  const isOvernight = isAtOrAfter(from, to);
  const isWithin = isOvernight
    ? isAtOrAfter(at, from) || !isAtOrAfter(at, to)
    : isAtOrAfter(at, from) && !isAtOrAfter(at, to);
  if (!isWithin) return null;
  const endsTomorrow = isOvernight && isAtOrAfter(at, from);
  const day = local.toPlainDate().add({ days: endsTomorrow ? 1 : 0 });
  return endOn(day.toPlainDateTime(to), local);
}

function endOn(wanted: Temporal.PlainDateTime, now: Temporal.ZonedDateTime): Date {
  const { timeZoneId } = now;
  const earlier = wanted.toZonedDateTime(timeZoneId, { disambiguation: 'earlier' });
  const later = wanted.toZonedDateTime(timeZoneId, { disambiguation: 'later' });
  // The clock skips the end: it is over with the leap.
  const isSkipped = !later.toPlainDateTime().equals(wanted);
  const leap = isSkipped ? earlier.getTimeZoneTransition('next') : null;
  const end = leap ?? (Temporal.ZonedDateTime.compare(earlier, now) > 0 ? earlier : later);
  return new Date(end.epochMilliseconds);
}
