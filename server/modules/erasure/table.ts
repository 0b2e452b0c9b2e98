import { foreignKey, integer, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { instant, key } from '../../db/columns.ts';
import { users } from '../users/table.ts';

export const eraseScopes = ['CONTENT', 'ACCOUNT'] as const;

/** What is erased one after the other. */
const erasePhases = ['MESSAGES', 'COPIES', 'REST'] as const;

/** Erasures: one for each user, the last that was asked for, and how far it has got. */
export const userErasures = pgTable(
  'user_erasures',
  {
    tenantId: key('tenant_id').notNull(),
    userId: key('user_id').notNull(),
    scope: text('scope', { enum: eraseScopes }).notNull(),
    requestedById: key('requested_by_id').notNull(),
    requestedAt: instant('requested_at').notNull(),
    /** What was written until then is erased; null: his memberships have not all ended yet, and he may still write. */
    contentUntil: instant('content_until'),
    phase: text('phase', { enum: erasePhases }).notNull().default('MESSAGES'),
    /** The place of the last message that this phase has looked at; null: of none. */
    atConversationId: key('at_conversation_id'),
    atSeq: integer('at_seq'),
    membershipsEnded: integer('memberships_ended').notNull().default(0),
    messagesErased: integer('messages_erased').notNull().default(0),
    /** Null: it is under way. */
    finishedAt: instant('finished_at'),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.userId] }),
    foreignKey({ columns: [t.tenantId, t.userId], foreignColumns: [users.tenantId, users.id] }),
  ],
);
