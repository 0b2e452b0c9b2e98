import { sql } from 'drizzle-orm';
import { boolean, foreignKey, index, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { key, xid8 } from '../../db/columns.ts';
import { presenceAudiences } from '../../realtime/log-event.ts';
import { users } from '../users/table.ts';

/** What users let others see. Whoever never changed anything has no row: all is as by default. */
export const privacySettings = pgTable(
  'privacy_settings',
  {
    tenantId: key('tenant_id').notNull(),
    userId: key('user_id').notNull(),
    shareTyping: boolean('share_typing').notNull().default(true),
    shareReadReceipts: boolean('share_read_receipts').notNull().default(true),
    visibility: text('visibility', { enum: presenceAudiences }).notNull().default('EVERYONE'),
    showOnlineStatus: boolean('show_online_status').notNull().default(true),
    showLastSeen: boolean('show_last_seen').notNull().default(true),
    invisible: boolean('invisible').notNull().default(false),
    /** The transaction that last turned read receipts off or on; null before the first. Audits and resumes find it. */
    receiptsTx: xid8('receipts_tx'),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.userId] }),
    index('privacy_settings_receipts_tx').on(t.receiptsTx).where(sql`receipts_tx is not null`),
    foreignKey({ columns: [t.tenantId, t.userId], foreignColumns: [users.tenantId, users.id] }),
  ],
);
