import { sql } from 'drizzle-orm';
import { boolean, index, integer, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { instant, key } from '../../db/columns.ts';
import { attachmentFailures, attachmentStatuses } from '../../realtime/log-event.ts';

export const attachments = pgTable(
  'attachments',
  {
    tenantId: key('tenant_id').notNull(),
    id: key('id').notNull(),
    uploaderId: key('uploader_id').notNull(),
    /** What the uploader calls it: shown, and never a path. */
    name: text('name').notNull(),
    status: text('status', { enum: attachmentStatuses }).notNull(),
    failure: text('failure', { enum: attachmentFailures }),
    /** The media type that its bytes show; null before they were looked at. */
    type: text('type'),
    /** Of what is downloaded; before that is known, of the upload. */
    sizeBytes: integer('size_bytes').notNull(),
    width: integer('width'),
    height: integer('height'),
    durationMs: integer('duration_ms'),
    thumbHash: text('thumb_hash'),
    hasThumbnail: boolean('has_thumbnail').notNull().default(false),
    /** What is downloaded is not what was uploaded: it was written anew, without what it told of its maker. */
    isRewritten: boolean('is_rewritten').notNull().default(false),
    createdAt: instant('created_at').notNull().default(sql`now()`),
    /** Since when no message has it; null: one does. Claims are looked into when it grows old. */
    unsentSince: instant('unsent_since').default(sql`now()`),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    index('attachments_uploader').on(t.tenantId, t.uploaderId),
    index('attachments_unsent').on(t.unsentSince).where(sql`unsent_since is not null`),
  ],
);

/** Which messages have which attachments. A claim comes before its message, which may never come. */
export const attachmentClaims = pgTable(
  'attachment_claims',
  {
    tenantId: key('tenant_id').notNull(),
    attachmentId: key('attachment_id').notNull(),
    /** `messages.sendKey`. */
    sendKey: uuid('send_key').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.attachmentId, t.sendKey] }),
    index('attachment_claims_send_key').on(t.sendKey),
  ],
);
