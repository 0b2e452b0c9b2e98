import { sql } from 'drizzle-orm';
import { foreignKey, index, integer, pgTable, primaryKey, text, uniqueIndex } from 'drizzle-orm/pg-core';
import { instant, key } from '../../db/columns.ts';
import { users } from '../users/table.ts';

/** Browsers that want to be told. Whoever knows a row's address and keys can write to that browser, so nobody is shown them. */
export const pushSubscriptions = pgTable(
  'push_subscriptions',
  {
    tenantId: key('tenant_id').notNull(),
    id: key('id').notNull(),
    userId: key('user_id').notNull(),
    /** The address at the browser's push service. */
    endpoint: text('endpoint').notNull(),
    /** SHA-256 of the address: what an index can hold. */
    endpointHash: key('endpoint_hash').notNull(),
    p256dh: text('p256dh').notNull(),
    auth: text('auth').notNull(),
    /** The installation's key by which the browser knows us; one of another key is not reached any more. */
    serverKey: key('server_key').notNull(),
    deviceName: text('device_name'),
    /** Of the token that registered it last: it lives as long as that one's session. */
    sid: key('sid'),
    issuedAt: instant('issued_at').notNull(),
    createdAt: instant('created_at').notNull().default(sql`clock_timestamp()`),
    registeredAt: instant('registered_at').notNull(),
    expiresAt: instant('expires_at'),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    uniqueIndex('push_subscriptions_user').on(t.tenantId, t.userId, t.endpointHash),
    index('push_subscriptions_endpoint').on(t.tenantId, t.endpointHash),
    foreignKey({ columns: [t.tenantId, t.userId], foreignColumns: [users.tenantId, users.id] }),
  ],
);

/** The installation's key pair, where none is set: one row, made by whichever node starts first. */
export const vapidKeys = pgTable('vapid_keys', {
  id: integer('id').primaryKey().default(1),
  publicKey: text('public_key').notNull(),
  privateKey: text('private_key').notNull(),
  createdAt: instant('created_at').notNull().default(sql`clock_timestamp()`),
});
