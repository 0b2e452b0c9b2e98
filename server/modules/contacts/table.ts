import { sql } from 'drizzle-orm';
import { foreignKey, index, pgTable, primaryKey } from 'drizzle-orm/pg-core';
import { instant, key } from '../../db/columns.ts';
import { users } from '../users/table.ts';

/** Who is whose contact: a row for each of the two, so that each finds his by one key. */
export const contacts = pgTable(
  'contacts',
  {
    tenantId: key('tenant_id').notNull(),
    userId: key('user_id').notNull(),
    contactId: key('contact_id').notNull(),
    since: instant('since').notNull().default(sql`now()`),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.userId, t.contactId] }),
    foreignKey({ columns: [t.tenantId, t.userId], foreignColumns: [users.tenantId, users.id] }),
    foreignKey({ columns: [t.tenantId, t.contactId], foreignColumns: [users.tenantId, users.id] }),
  ],
);

/** Who has blocked whom. The blocked is told nothing of it, by whatever way. */
export const blocks = pgTable(
  'blocks',
  {
    tenantId: key('tenant_id').notNull(),
    blockerId: key('blocker_id').notNull(),
    blockedId: key('blocked_id').notNull(),
    blockedAt: instant('blocked_at').notNull().default(sql`now()`),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.blockerId, t.blockedId] }),
    index('blocks_blocked').on(t.tenantId, t.blockedId),
    foreignKey({ columns: [t.tenantId, t.blockerId], foreignColumns: [users.tenantId, users.id] }),
    foreignKey({ columns: [t.tenantId, t.blockedId], foreignColumns: [users.tenantId, users.id] }),
  ],
);
