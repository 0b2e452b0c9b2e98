import DataLoader from 'dataloader';
import { sql } from 'drizzle-orm';
import type { Db } from '../../db/transaction.ts';
import { perKey } from '../../lib/per-key.ts';
import {
  type NotificationChannel,
  type NotificationType,
  notificationChannels,
  notificationTypes,
  type QuietHours,
  type StoredNotificationPreferences,
} from './notification.ts';

/** Types of which mail is sent only to whoever wants it: they come too often, or are over before it is read. */
const withoutMail: ReadonlySet<NotificationType> = new Set([
  'MESSAGE',
  'REACTION',
  'LOCATION_SHARED',
  'NEARBY_CONTACT',
]);

const channelsOf = (type: NotificationType): readonly NotificationChannel[] =>
  notificationChannels.filter((channel) => channel !== 'EMAIL' || !withoutMail.has(type));

/** What holds for whoever never changed anything. */
export const defaultPreferences: StoredNotificationPreferences = {
  types: Object.fromEntries(
    notificationTypes.map((type) => [type, channelsOf(type)]),
  ) as StoredNotificationPreferences['types'],
  quietHours: null,
  doNotDisturbUntil: null,
  mutedUserIds: [],
  minimumPriority: 'LOW',
};

interface UserKey {
  tenantId: string;
  userId: string;
}

interface Row extends Record<string, unknown> {
  place: number;
  /** Of the types that he has changed. */
  types: Partial<Record<NotificationType, NotificationChannel[]>>;
  quiet_hours: QuietHours | null;
  do_not_disturb_until: string | null;
  muted_user_ids: string[];
  minimum_priority: StoredNotificationPreferences['minimumPriority'];
}

/** Users' preferences, in the order asked for. One statement. */
export async function readPreferences(db: Db, users: readonly UserKey[]): Promise<StoredNotificationPreferences[]> {
  if (users.length === 0) return [];
  const asked = users.map(({ tenantId, userId }, place) => [place, tenantId, userId]);
  const rows = await db.execute<Row>(sql`
    select (j->>0)::int as place, p.types, p.quiet_hours, p.do_not_disturb_until, p.muted_user_ids, p.minimum_priority
    from jsonb_array_elements(${JSON.stringify(asked)}::jsonb) as j
    join notification_preferences p on p.tenant_id = (j->>1) collate "C" and p.user_id = (j->>2) collate "C"`);
  const found = new Map(rows.map((row) => [row.place, row]));
  return users.map((_, place) => preferencesOf(found.get(place)));
}

function preferencesOf(row: Row | undefined): StoredNotificationPreferences {
  if (row === undefined) return defaultPreferences;
  const until = row.do_not_disturb_until;
  return {
    types: { ...defaultPreferences.types, ...row.types },
    quietHours: row.quiet_hours,
    doNotDisturbUntil: until === null ? null : new Date(until).toISOString(),
    mutedUserIds: row.muted_user_ids,
    minimumPriority: row.minimum_priority,
  };
}

/** Gathers one turn's questions for users' preferences into one read. It remembers nothing. */
export const preferencesLoader = perKey(
  (db: Db) =>
    new DataLoader<UserKey, StoredNotificationPreferences>((users) => readPreferences(db, users), {
      cache: false,
      maxBatchSize: 1_000,
    }),
);
