import { sql } from 'drizzle-orm';
import type { Context, Services } from '../../context.ts';
import { type Tx, withTransaction } from '../../db/transaction.ts';
import { userTopic } from '../../realtime/log-event.ts';
import { eraseAttachments } from '../attachments/release-attachments.ts';
import { eraseNextContacts, eraseRequestMessages } from '../contacts/erase-contacts.ts';
import { endNextMembership, eraseBanReasons, waitForSends } from '../conversations/erase-memberships.ts';
import { eraseDeliveriesOf } from '../deliveries/sweep-deliveries.ts';
import { eraseSharing } from '../location/erase-sharing.ts';
import { eraseCopies } from '../messages/erase-copies.ts';
import { eraseMessages } from '../messages/erase-messages.ts';
import { eraseNextReactions } from '../messages/erase-reactions.ts';
import type { MessagePlace } from '../messages/queries.ts';
import { eraseComments, eraseReportedTexts } from '../moderation/erase-reports.ts';
import { eraseNotifications } from '../notifications/erase-notifications.ts';
import { eraseCustomStatus, erasePresence } from '../presence/erase-presence.ts';
import { erasePushSubscriptions } from '../web-push/sweep-push-subscriptions.ts';
import { eraseDeliveries } from '../webhooks/sweep-deliveries.ts';
import { isErasureOf } from './queries.ts';
import { type ErasureKey, removeExportsQueue } from './queues.ts';
import { userErasures } from './table.ts';

/** Messages, or files, that one transaction erases: a conversation waits for so long. */
const batchSize = 100;
/** Messages that one transaction looks through for copies. */
const seenAtOnce = 2_000;
/** Contacts and requests that one transaction ends: their users are locked so long. */
const contactsAtOnce = 20;

const stepColumns = {
  scope: userErasures.scope,
  requestedById: userErasures.requestedById,
  requestedAt: userErasures.requestedAt,
  contentUntil: userErasures.contentUntil,
  phase: userErasures.phase,
  atConversationId: userErasures.atConversationId,
  atSeq: userErasures.atSeq,
  finishedAt: userErasures.finishedAt,
};

/** What a step works with: in the name of who asked for the erasure. */
interface Step extends ErasureKey {
  ctx: Context;
  tx: Tx;
}

/**
 * Takes the erasure of a user one step further, in one transaction of bounded size; false once it is finished. It goes on
 * from its row, so it may be called again after whatever happened, by any node.
 */
export function eraseBatch(services: Services, key: ErasureKey): Promise<boolean> {
  const { tenantId, userId } = key;
  return withTransaction(services.db, async (tx) => {
    const isHis = isErasureOf(tenantId, userId);
    const [erasure] = await tx.select(stepColumns).from(userErasures).where(isHis).for('update');
    if (erasure === undefined || erasure.finishedAt !== null) return false;
    const step: Step = { ...key, tx, ctx: actAs(services, tenantId, erasure.requestedById) };
    if (erasure.contentUntil === null) {
      // First he must not write any more, or what he was about to write must be there.
      await (erasure.scope === 'ACCOUNT' ? endMembership(step) : passSends(step, erasure));
      return true;
    }
    return eraseContent(step, { ...erasure, until: erasure.contentUntil });
  });
}

interface Progress {
  scope: 'CONTENT' | 'ACCOUNT';
  until: string;
  phase: 'MESSAGES' | 'COPIES' | 'REST';
  atConversationId: string | null;
  atSeq: number | null;
}

async function eraseContent(step: Step, { scope, until, phase, atConversationId, atSeq }: Progress): Promise<boolean> {
  const { ctx, tx, userId } = step;
  const after = atConversationId === null || atSeq === null ? null : { conversationId: atConversationId, seq: atSeq };
  switch (phase) {
    case 'MESSAGES': {
      const erased = await eraseMessages(ctx, tx, { senderId: userId, until, after, limit: batchSize });
      await note(step, erased, 'COPIES');
      return true;
    }
    case 'COPIES':
      await note(step, await eraseCopies(ctx, tx, { authorId: userId, after, limit: seenAtOnce }), 'REST');
      return true;
    case 'REST':
      return eraseRest(step, scope, until);
  }
}

/** What was erased of messages, and where to go on; null: with the next phase. */
async function note(
  step: Step,
  erased: { at: MessagePlace; conversationId: string; ids: string[] } | null,
  next: Progress['phase'],
): Promise<void> {
  const { ctx, tx, tenantId } = step;
  if (erased === null) {
    await set(step, { phase: next, atConversationId: null, atSeq: null });
    return;
  }
  const { at, conversationId, ids } = erased;
  await eraseReportedTexts(tx, tenantId, ids);
  if (ids.length > 0) await ctx.jobs.enqueue(tx, removeExportsQueue, { tenantId, conversationId });
  await set(step, {
    ...{ atConversationId: at.conversationId, atSeq: at.seq },
    messagesErased: sql`${userErasures.messagesErased} + ${ids.length}::int`,
  });
}

async function eraseRest(step: Step, scope: Progress['scope'], until: string): Promise<boolean> {
  const { ctx, tx, tenantId, userId } = step;
  if (await eraseNextReactions(ctx, tx, userId, until)) return true;
  const files = await eraseAttachments(ctx.jobs, tx, { tenantId, uploaderId: userId, until, limit: batchSize });
  if (files === batchSize) return true;
  if (scope === 'ACCOUNT' && (await eraseNextContacts(ctx, tx, userId, contactsAtOnce))) return true;
  const isWhole = scope === 'ACCOUNT';
  if (await eraseNotifications(ctx, tx, { userId, isWhole, limit: batchSize })) return true;
  if (await eraseDeliveriesOf(tx, { tenantId, userId, isWhole, limit: batchSize })) return true;
  await eraseRequestMessages(tx, tenantId, userId);
  await eraseComments(tx, tenantId, userId);
  await eraseBanReasons(tx, tenantId, userId);
  // Once more: a request of his may have been under way when his sessions ended.
  if (scope === 'ACCOUNT') {
    await eraseSharing(ctx, tx, userId);
    await erasePresence(ctx, tx, userId);
    await erasePushSubscriptions(tx, tenantId, userId);
    await eraseDeliveries(tx, tenantId, userTopic(userId));
  } else {
    await eraseCustomStatus(ctx, tx, userId);
  }
  await set(step, { finishedAt: sql`clock_timestamp()` });
  return false;
}

async function endMembership(step: Step): Promise<void> {
  const isEnded = await endNextMembership(step.ctx, step.tx, step.userId);
  await set(
    step,
    isEnded
      ? { membershipsEnded: sql`${userErasures.membershipsEnded} + 1` }
      : { contentUntil: sql`clock_timestamp()` },
  );
}

/** A send that began before the request may not be committed yet; it holds its conversation's lock. */
async function passSends(
  step: Step,
  { requestedAt, atConversationId }: { requestedAt: string; atConversationId: string | null },
) {
  const lastId = await waitForSends(step.tx, step.tenantId, step.userId, atConversationId ?? '');
  await set(
    step,
    lastId === null ? { contentUntil: requestedAt, atConversationId: null } : { atConversationId: lastId },
  );
}

async function set(
  { tx, tenantId, userId }: Step,
  change: Parameters<ReturnType<Tx['update']>['set']>[0],
): Promise<void> {
  await tx.update(userErasures).set(change).where(isErasureOf(tenantId, userId));
}

function actAs(services: Services, tenantId: string, userId: string): Context {
  const now = Date.now();
  const actor = {
    tenantId,
    userId,
    role: 'service' as const,
    sid: undefined,
    issuedAtMs: now,
    expiresAtMs: now,
    topics: [],
  };
  return { ...services, actor, requestId: '', connection: null, profiles: null };
}
