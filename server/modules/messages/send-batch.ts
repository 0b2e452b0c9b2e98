import { sql } from 'drizzle-orm';
import type { Context } from '../../context.ts';
import { type Batcher, createBatcher } from '../../db/batcher.ts';
import type { Db } from '../../db/transaction.ts';
import { perKey } from '../../lib/per-key.ts';
import { conversationTopic, type StoredMessage } from '../../realtime/log-event.ts';
import type { Realtime } from '../../realtime/realtime.ts';

/** A send as the function `send_batch` takes it. */
export interface SendRow {
  tenantId: string;
  conversationId: string;
  senderId: string;
  clientMessageId: string;
  sendKey: string;
  requestHash: string;
  /** The id that the message gets if it is sent. */
  id: string;
  kind: StoredMessage['kind'];
  priority: StoredMessage['priority'];
  text: string;
  metadata: Record<string, unknown>;
  /** Posted by the application's backend: it needs no membership. */
  isForeign: boolean;
}

/** What became of a send. `forbidden`: the conversation is one that he may see, but not write to. */
export type SendAnswer =
  | { outcome: 'sent' | 'duplicate'; message: StoredMessage }
  | { outcome: 'conflict' | 'missing' | 'forbidden' };

/** One batcher a node: all its sends go through it, whoever sends. */
export const sendBatcher = (ctx: Context): Batcher<SendRow, SendAnswer> => batcherOf(ctx.realtime)(ctx.db);

const batcherOf = perKey((realtime: Realtime) =>
  perKey((db: Db) => createBatcher<SendRow, SendAnswer>({ run: (rows) => runSends(db, realtime, rows) })),
);

interface AnswerRow extends Record<string, unknown> {
  place: number;
  outcome: 'sent' | 'duplicate' | 'conflict' | 'missing' | 'forbidden';
  id: string | null;
  seq: number | null;
  created_at: string | null;
  message: StoredMessage | null;
}

/** Runs sends in one call of `send_batch`, and publishes what it has sent. */
export async function runSends(db: Db, realtime: Realtime, rows: SendRow[]): Promise<SendAnswer[]> {
  const answered = await db.execute<AnswerRow>(sql`
    select place, outcome, id, seq, created_at, message from send_batch(${JSON.stringify(rows)}::jsonb) order by place`);
  const answers = answered.map((answer, at) => toAnswer(rows[at], answer));
  const sent = answers.flatMap((answer, at) => (answer.outcome === 'sent' ? [eventOf(rows[at], answer.message)] : []));
  realtime.publish(sent);
  return answers;
}

function toAnswer(row: SendRow | undefined, { outcome, id, seq, created_at, message }: AnswerRow): SendAnswer {
  if (row === undefined) throw new Error('send_batch gave more answers than it was asked.');
  if (outcome !== 'sent' && outcome !== 'duplicate') return { outcome };
  if (message !== null) return { outcome, message: toMessage(message) };
  if (id === null || seq === null || created_at === null) throw new Error(`send_batch gave no place for ${row.id}.`);
  const { conversationId, senderId, clientMessageId, kind, priority, text, metadata } = row;
  return {
    outcome,
    message: {
      ...{ id, conversationId, seq, senderId, clientMessageId, kind, priority, text, metadata },
      ...{ version: 0, createdAt: new Date(created_at).toISOString(), editedAt: null, deletedAt: null },
    },
  };
}

/** Postgres writes times within JSON in its own form, and fields in its own order: equal answers shall be equal texts. */
function toMessage(message: StoredMessage): StoredMessage {
  const { id, conversationId, seq, senderId, clientMessageId, kind, priority, text, metadata, version } = message;
  const toTime = (time: string | null) => (time === null ? null : new Date(time).toISOString());
  return {
    ...{ id, conversationId, seq, senderId, clientMessageId, kind, priority, text, metadata, version },
    createdAt: new Date(message.createdAt).toISOString(),
    editedAt: toTime(message.editedAt),
    deletedAt: toTime(message.deletedAt),
  };
}

function eventOf(row: SendRow | undefined, message: StoredMessage) {
  const { conversationId, seq, senderId, createdAt } = message;
  const place = { tenantId: row?.tenantId ?? '', topic: conversationTopic(conversationId), seq, createdAt };
  return { ...place, type: 'MessageSent' as const, actorId: senderId, payload: {}, carried: { message } };
}
