import type { NotificationPreferencesState, NotificationState } from '../store/state.ts';

/** How far a notification may disturb now: be shown with a sound, in silence, or only lie in the inbox. */
export function loudnessOf(
  { priority }: Pick<NotificationState, 'priority'>,
  { doNotDisturbUntil, quietHours }: NotificationPreferencesState,
  now: number,
): 'loud' | 'silent' | 'none' {
  if (doNotDisturbUntil !== null && Date.parse(doNotDisturbUntil) > now) return 'none';
  if (quietHours === null || priority === 'URGENT') return 'loud';
  return isWithin(quietHours, now) ? 'silent' : 'loud';
}

/** By the clock on the wall, as the server judges it. */
function isWithin({ start, end, timeZone }: { start: string; end: string; timeZone: string }, now: number): boolean {
  const time = clockAt(now, timeZone);
  return start < end ? time >= start && time < end : time >= start || time < end;
}

/** `HH:MM`. A zone that this browser does not know is taken for its own. */
function clockAt(now: number, timeZone: string): string {
  const format = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;
  try {
    return new Intl.DateTimeFormat('en-GB', { ...format, timeZone }).format(now);
  } catch {
    return new Intl.DateTimeFormat('en-GB', format).format(now);
  }
}
