import { sql } from 'drizzle-orm';
import { boolean, foreignKey, index, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { instant, key } from '../../db/columns.ts';
import { users } from '../users/table.ts';

/**
 * Who is whose contact: a row for each of the two, so that each finds his by one key. One may stand alone: whoever accepts the
 * request of a user who has blocked him meanwhile has a contact, as he would have without the block, who does not have him.
 */
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
    index('contacts_since').on(t.tenantId, t.userId, t.since, t.contactId),
    index('contacts_contact').on(t.tenantId, t.contactId),
    foreignKey({ columns: [t.tenantId, t.userId], foreignColumns: [users.tenantId, users.id] }),
    foreignKey({ columns: [t.tenantId, t.contactId], foreignColumns: [users.tenantId, users.id] }),
  ],
);

/** Requests as each of the two sees them, which need not be alike: who was declined, or is blocked, goes on waiting. */
export const contactRequests = pgTable(
  'contact_requests',
  {
    tenantId: key('tenant_id').notNull(),
    requesterId: key('requester_id').notNull(),
    addresseeId: key('addressee_id').notNull(),
    message: text('message'),
    requestedAt: instant('requested_at').notNull(),
    /** The requester waits for an answer. */
    isOpen: boolean('is_open').notNull(),
    /** The addressee is asked for one. */
    isShown: boolean('is_shown').notNull(),
    /** When the addressee last declined: for a while he is not asked again. Null: he has not. */
    declinedAt: instant('declined_at'),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.requesterId, t.addresseeId] }),
    index('contact_requests_open').on(t.tenantId, t.requesterId, t.requestedAt, t.addresseeId).where(sql`is_open`),
    index('contact_requests_shown').on(t.tenantId, t.addresseeId, t.requestedAt, t.requesterId).where(sql`is_shown`),
    index('contact_requests_addressee').on(t.tenantId, t.addresseeId),
    foreignKey({ columns: [t.tenantId, t.requesterId], foreignColumns: [users.tenantId, users.id] }),
    foreignKey({ columns: [t.tenantId, t.addresseeId], foreignColumns: [users.tenantId, users.id] }),
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
    index('blocks_newest').on(t.tenantId, t.blockerId, t.blockedAt, t.blockedId),
    index('blocks_blocked').on(t.tenantId, t.blockedId),
    foreignKey({ columns: [t.tenantId, t.blockerId], foreignColumns: [users.tenantId, users.id] }),
    foreignKey({ columns: [t.tenantId, t.blockedId], foreignColumns: [users.tenantId, users.id] }),
  ],
);
