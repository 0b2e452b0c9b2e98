import type { Services } from '../../context.ts';
import { readPresenceSettings } from '../privacy/queries.ts';
import { readPresenceRows } from './queries.ts';
import { showPresence } from './show-presence.ts';

/** Of a tenant's users, those who are there or were at this time or later, as far as strangers are shown it. */
export async function filterSeenSince(
  { db, realtime }: Pick<Services, 'db' | 'realtime'>,
  tenantId: string,
  userIds: readonly string[],
  since: string,
): Promise<string[]> {
  if (userIds.length === 0) return [];
  const users = userIds.map((userId) => ({ tenantId, userId }));
  // In this order: what somebody did after he had hidden it must not be shown by what he allowed before.
  const whereabouts = await realtime.presence.read(users);
  const [settings, rows] = await Promise.all([readPresenceSettings(db, users), readPresenceRows(db, users)]);
  const now = Date.now();
  return userIds.filter((userId, at) => {
    const [of, where, row] = [settings[at], whereabouts[at], rows[at]];
    if (of === undefined || where === undefined || row === undefined) throw new Error('A question got no answer.');
    const shown = showPresence('STRANGER', { userId, settings: of, whereabouts: where, row }, now);
    return shown.status !== 'OFFLINE' || (shown.lastSeenAt !== null && shown.lastSeenAt >= since);
  });
}
