import { sql } from 'drizzle-orm';
import { index, jsonb, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { instant, key, xid8 } from '../../db/columns.ts';

/** The embedding application's users. */
export const users = pgTable(
  'users',
  {
    tenantId: key('tenant_id').notNull(),
    id: key('id').notNull(),
    name: text('name'),
    pictureUrl: text('picture_url'),
    metadata: jsonb('metadata').notNull().default({}).$type<Record<string, unknown>>(),
    createdAt: instant('created_at').notNull().default(sql`now()`),
    updatedAt: instant('updated_at').notNull().default(sql`now()`),
    /** Where he gets mail. Told to nobody but himself and the backend, so it is no part of his profile. */
    email: text('email'),
    /** When mail to that address was refused for good; null: it was not. */
    emailBouncedAt: instant('email_bounced_at'),
    /** Tokens issued before this are void. */
    signedOutAt: instant('signed_out_at'),
    /** The transaction of the last change that others are told of; resumes and audits find changed users by it. */
    tx: xid8('tx').notNull().default(sql`pg_current_xact_id()`),
    /** The transaction that last changed what others may see of him: his settings, contacts, blocks. Null: none has. */
    privacyTx: xid8('privacy_tx'),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    index('users_tx').on(t.tx),
    index('users_privacy_tx').on(t.privacyTx).where(sql`privacy_tx is not null`),
  ],
);
