import { sql } from 'drizzle-orm';
import { pgTable, primaryKey } from 'drizzle-orm/pg-core';
import { instant, key } from '../../db/columns.ts';

/** The isolated customers. A row is made when the first token of a tenant is seen. */
export const tenants = pgTable('tenants', {
  id: key('id').primaryKey(),
  createdAt: instant('created_at').notNull().default(sql`now()`),
});

/** Sessions (`sid` claims) that were ended before their tokens expire. */
export const revokedSessions = pgTable(
  'revoked_sessions',
  {
    tenantId: key('tenant_id').notNull(),
    userId: key('user_id').notNull(),
    sid: key('sid').notNull(),
    revokedAt: instant('revoked_at').notNull().default(sql`now()`),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.userId, t.sid] })],
);
