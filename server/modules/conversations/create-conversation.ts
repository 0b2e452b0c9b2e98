import { and, eq } from 'drizzle-orm';
import { z } from 'zod';
import type { Context } from '../../context.ts';
import { type Tx, withTransaction } from '../../db/transaction.ts';
import { AppError } from '../../errors.ts';
import { createId } from '../../lib/ids.ts';
import { clientIdInput, hashRequest, metadataInput, parseInput, textInput } from '../../lib/input.ts';
import { perKey } from '../../lib/per-key.ts';
import type { Limits } from '../../limits.ts';
import { createHead } from '../../realtime/append.ts';
import { type StoredConversation, userTopic } from '../../realtime/log-event.ts';
import { readBlockers } from '../contacts/queries.ts';
import { lockUsers } from '../users/queries.ts';
import { admitMembers, type Entrant } from './admit-members.ts';
import { claimRequest, pointRequestAt } from './conversation-requests.ts';
import { historyVisibilityInput, memberIdsInput, visibilityInput } from './inputs.ts';
import { assertRoom, assertShape } from './policy.ts';
import { assertUsersExist, conversationColumns, directKeyOf, readAccess, readMembership } from './queries.ts';
import type { ConversationParent } from './rows.ts';
import { conversations } from './table.ts';

const createConversationInput = perKey((limits: Limits) =>
  z.object({
    clientId: clientIdInput,
    kind: z.enum(['DIRECT', 'GROUP', 'CHANNEL']),
    visibility: visibilityInput.nullish().transform((given) => given ?? 'PRIVATE'),
    historyVisibility: historyVisibilityInput.nullish().transform((given) => given ?? 'ALL'),
    title: textInput({ lengthMax: limits.titleLengthMax })
      .nullish()
      .transform((given) => given ?? null),
    memberIds: memberIdsInput(limits)
      .nullish()
      .transform((given) => given ?? []),
    metadata: metadataInput(limits.metadataBytesMax)
      .nullish()
      .transform((given) => given ?? {}),
  }),
);

type CreateConversationInput = z.input<ReturnType<typeof createConversationInput>>;
type Request = Omit<z.output<ReturnType<typeof createConversationInput>>, 'clientId'>;

/**
 * Creates a conversation. Retrying with the same `clientId` returns the first result; a DIRECT that the pair has
 * already is returned as it is.
 */
export async function createConversation(ctx: Context, input: CreateConversationInput): Promise<ConversationParent> {
  const { tenantId, userId } = ctx.actor;
  const { clientId, ...request } = parseInput(createConversationInput(ctx.config.limits), input);
  assertShape(request);
  if (request.kind === 'DIRECT') assertPair(request.memberIds, userId);
  // Who creates it is a member anyway, and the order of the others says nothing.
  const otherIds = request.memberIds.filter((id) => id !== userId).toSorted();
  const requestHash = hashRequest({ ...request, memberIds: otherIds });

  return withTransaction(ctx.db, async (tx) => {
    const id = createId('conv');
    const claim = { tenantId, creatorId: userId, clientId };
    const knownId = await claimRequest(tx, claim, requestHash, id);
    if (knownId !== null) return readFirstResult(ctx, tx, knownId, request, 1 + otherIds.length);

    await assertUsersExist(tx, tenantId, request.memberIds, 'memberIds');
    const isDirect = request.kind === 'DIRECT';
    // Before the conversation is there, and after whoever blocks the other at this moment, or he looks for it again.
    if (isDirect) await lockUsers(tx, tenantId, [userId, ...otherIds]);
    const { conversation, isNew } = await insertConversation(ctx, tx, id, request, otherIds);
    if (!isNew) {
      await pointRequestAt(tx, claim, conversation.id);
      return conversation;
    }
    assertRoom(conversation, 1 + otherIds.length, ctx.config.limits.conversationMembersMax, 'memberIds');
    await createHead(tx, tenantId, id);
    const admitted = await admitMembers(ctx, tx, {
      conversation,
      head: { lastSeq: 0, messageCount: 0 },
      entrants: isDirect
        ? await readPairOfDirect(tx, tenantId, [userId, ...otherIds])
        : [{ userId, role: 'OWNER' }, ...otherIds.map((otherId) => ({ userId: otherId, role: 'MEMBER' as const }))],
    });
    if (isDirect) await tellArchived(ctx, tx, id, otherIds);
    return admitted.conversation;
  });
}

function assertPair(memberIds: string[], userId: string): void {
  if (memberIds.length === 1 && memberIds[0] !== userId) return;
  throw new AppError('BAD_USER_INPUT', 'A DIRECT takes exactly one other user in `memberIds`.', { field: 'memberIds' });
}

/**
 * The members of a new DIRECT, its creator first. What is written by who is blocked is withheld from the other, whom it
 * disturbs as little as can be: he finds the conversation among those that he has archived.
 */
async function readPairOfDirect(tx: Tx, tenantId: string, [userId, otherId]: string[]): Promise<Entrant[]> {
  const pair = [userId, otherId].flatMap((id) => id ?? []);
  const blockers = await readBlockers(tx, tenantId, pair);
  return pair.map((id) => ({
    ...{ userId: id, role: 'MEMBER' },
    withheldFrom: pair.find((other) => other !== id && blockers.has(other)) ?? null,
    lacksMessages: blockers.has(id),
    archived: id !== userId && blockers.has(id),
  }));
}

async function tellArchived(ctx: Context, tx: Tx, conversationId: string, userIds: string[]): Promise<void> {
  const { tenantId } = ctx.actor;
  for (const userId of userIds) {
    const membership = await readMembership(tx, tenantId, conversationId, userId);
    if (!membership?.archived) continue;
    const { mutedUntil, pinned, archived } = membership;
    const payload = { conversationId, preferences: { mutedUntil, pinned, archived } };
    await ctx.realtime.append(tx, tenantId, [
      { topic: userTopic(userId), type: 'ConversationPreferencesChanged', actorId: userId, payload, carried: null },
    ]);
  }
}

/** Inserts it, or finds the one that the pair has: both sides may create at once, and the unique key lets one win. */
async function insertConversation(
  ctx: Context,
  tx: Tx,
  id: string,
  { kind, visibility, historyVisibility, title, metadata }: Request,
  otherIds: string[],
): Promise<{ conversation: StoredConversation; isNew: boolean }> {
  const { tenantId, userId: creatorId } = ctx.actor;
  const directKey = kind === 'DIRECT' ? directKeyOf([creatorId, ...otherIds]) : null;
  const [made] = await tx
    .insert(conversations)
    .values({
      tenantId,
      id,
      kind,
      visibility,
      historyVisibility,
      title,
      metadata,
      creatorId,
      directKey,
      memberCount: 0,
    })
    .onConflictDoNothing({ target: [conversations.tenantId, conversations.directKey] })
    .returning(conversationColumns);
  if (made !== undefined) return { conversation: made, isNew: true };

  const [there] = await tx
    .select(conversationColumns)
    .from(conversations)
    .where(and(eq(conversations.tenantId, tenantId), eq(conversations.directKey, directKey ?? '')));
  if (there === undefined) throw new Error('A DIRECT was there and is gone.');
  return { conversation: there, isNew: false };
}

/**
 * The conversation as it is now. A creator who may not see it any more gets what he was answered at first, which the
 * equal request still holds, so that retrying does not show him what the conversation has become.
 */
async function readFirstResult(
  ctx: Context,
  tx: Tx,
  id: string,
  { kind, visibility, historyVisibility, title, metadata }: Request,
  memberCount: number,
): Promise<ConversationParent> {
  const access = await readAccess(tx, ctx.actor.tenantId, id, ctx.actor.userId);
  if (access === undefined) throw new Error(`The conversation ${id} of a request is gone.`);
  if (access.membership !== null || access.conversation.visibility === 'PUBLIC') return access.conversation;
  const { createdAt } = access.conversation;
  const first = { id, kind, visibility, historyVisibility, title, metadata, memberCount, slowModeMs: 0, createdAt };
  return { ...first, lastSeq: memberCount, lastActivityAt: createdAt };
}
