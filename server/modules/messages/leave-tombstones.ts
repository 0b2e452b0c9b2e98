import { and, eq, inArray, isNull, sql } from 'drizzle-orm';
import type { PgColumn } from 'drizzle-orm/pg-core';
import type { Context } from '../../context.ts';
import type { Tx } from '../../db/transaction.ts';
import { lockHead } from '../../realtime/append.ts';
import { conversationTopic, type NewEvent, type StoredMessage } from '../../realtime/log-event.ts';
import { isOf, messageColumns } from './queries.ts';
import { releaseAttachmentsQueue } from './queues.ts';
import { mentions, messages, messageVersions, reactions } from './table.ts';

/**
 * Takes their content from messages of one conversation, wherever it is kept, and tells it; what is left are tombstones,
 * in the order of their `seq`. The caller has locked the conversation's head since he found them undeleted.
 */
export async function leaveTombstones(
  ctx: Context,
  tx: Tx,
  conversationId: string,
  found: readonly Pick<StoredMessage, 'id' | 'seq'>[],
): Promise<StoredMessage[]> {
  const { tenantId, userId } = ctx.actor;
  const place = { tenantId, conversationId };
  const seqs = found.map(({ seq }) => seq).sort((a, b) => a - b);
  const { lastSeq } = await lockHead(tx, tenantId, conversationId);
  /** The numbers of the events that follow, by the message. */
  const changedSeqs = JSON.stringify(Object.fromEntries(seqs.map((seq, at) => [seq, lastSeq + 1 + at])));
  const changedSeqOf = (column: PgColumn) => sql`(${changedSeqs}::jsonb -> ${column}::text)`;
  await releaseAttachments(ctx, tx, conversationId, seqs);
  const emptied = await tx
    .update(messages)
    .set({
      ...{ text: null, metadata: {}, reactions: null, pinnedAt: null, pinnedById: null },
      details: sql`jsonb_strip_nulls(jsonb_build_object(
        'changedSeq', ${changedSeqOf(messages.seq)}, 'withheldFrom', ${messages.details}->'withheldFrom'))`,
      deletedAt: sql`clock_timestamp()`,
    })
    .where(and(isOf(messages, place), inArray(messages.seq, seqs)))
    .returning(messageColumns);
  if (emptied.length !== found.length) throw new Error('A message went under the lock of its conversation.');
  const ids = found.map(({ id }) => id);
  await tx
    .delete(messageVersions)
    .where(and(eq(messageVersions.tenantId, tenantId), inArray(messageVersions.messageId, ids)));
  await tx.delete(mentions).where(and(isOf(mentions, place), inArray(mentions.seq, seqs)));
  await tx.delete(reactions).where(and(isOf(reactions, place), inArray(reactions.messageSeq, seqs)));
  await tx
    .update(messages)
    .set({
      details: sql`${messages.details} || jsonb_build_object('changedSeq', ${changedSeqOf(messages.replyToSeq)},
        'replyTo', ${messages.details}->'replyTo' || '{"text": null, "isDeleted": true}')`,
    })
    .where(and(isOf(messages, place), inArray(messages.replyToSeq, seqs), isNull(messages.deletedAt)));

  const tombstones = emptied.toSorted((a, b) => a.seq - b.seq);
  const topic = conversationTopic(conversationId);
  await ctx.realtime.append(
    tx,
    tenantId,
    tombstones.map(
      (message): NewEvent => ({
        ...{ topic, type: 'MessageDeleted', actorId: userId },
        ...{ payload: { messageSeq: message.seq }, carried: { message } },
      }),
    ),
  );
  return tombstones;
}

/** What was sent with these messages is no longer theirs. */
async function releaseAttachments(ctx: Context, tx: Tx, conversationId: string, seqs: number[]): Promise<void> {
  const { tenantId } = ctx.actor;
  const rows = await tx
    .select({ sendKey: messages.sendKey })
    .from(messages)
    .where(
      and(
        isOf(messages, { tenantId, conversationId }),
        inArray(messages.seq, seqs),
        sql`${messages.details} ? 'attachments'`,
      ),
    );
  await ctx.jobs.enqueueAll(
    tx,
    releaseAttachmentsQueue,
    rows.map(({ sendKey }) => ({ tenantId, sendKey })),
  );
}
