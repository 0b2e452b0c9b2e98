import { foreignKey, jsonb, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { instant, key } from '../../db/columns.ts';
import type { StoredCustomStatus } from '../../realtime/log-event.ts';
import { users } from '../users/table.ts';

/** What a user can set his status to; ONLINE is none of them, since it means that his devices decide. */
export const manualStatuses = ['AWAY', 'BUSY'] as const;

/** What lasts of a user's presence. Whoever never went away and never set anything has no row. */
export const presences = pgTable(
  'presence',
  {
    tenantId: key('tenant_id').notNull(),
    userId: key('user_id').notNull(),
    /** Null: his devices decide. */
    manualStatus: text('manual_status', { enum: manualStatuses }),
    /** When the manual status is over; null: never by itself. */
    manualUntil: instant('manual_until'),
    customStatus: jsonb('custom_status').$type<StoredCustomStatus>(),
    /** When he was last there: whole seconds. While he is there, of the time before. */
    lastSeenAt: instant('last_seen_at'),
    /** While he is invisible: what others see, which is what there was when he turned it on. */
    shownCustomStatus: jsonb('shown_custom_status').$type<StoredCustomStatus>(),
    shownLastSeenAt: instant('shown_last_seen_at'),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.userId] }),
    foreignKey({ columns: [t.tenantId, t.userId], foreignColumns: [users.tenantId, users.id] }),
  ],
);
