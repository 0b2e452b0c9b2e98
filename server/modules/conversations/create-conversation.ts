import { and, eq } from 'drizzle-orm';
import { z } from 'zod';
import type { Limits } from '../../config.ts';
import type { Context } from '../../context.ts';
import { type Tx, withTransaction } from '../../db/transaction.ts';
import { AppError } from '../../errors.ts';
import { createId } from '../../lib/ids.ts';
import { clientIdInput, hashRequest, metadataInput, parseInput, textInput } from '../../lib/input.ts';
import { perKey } from '../../lib/per-key.ts';
import { createHead } from '../../realtime/append.ts';
import type { StoredConversation } from '../../realtime/log-event.ts';
import { admitMembers } from './admit-members.ts';
import { claimRequest, pointRequestAt } from './conversation-requests.ts';
import { historyVisibilityInput, memberIdsInput, visibilityInput } from './inputs.ts';
import { assertRoom, assertShape } from './policy.ts';
import { assertUsersExist, conversationColumns, readAccess } from './queries.ts';
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
    const { conversation, isNew } = await insertConversation(ctx, tx, id, request, otherIds);
    if (!isNew) {
      await pointRequestAt(tx, claim, conversation.id);
      return conversation;
    }
    assertRoom(conversation, 1 + otherIds.length, ctx.config.limits.conversationMembersMax, 'memberIds');
    await createHead(tx, tenantId, id);
    const isDirect = request.kind === 'DIRECT';
    const admitted = await admitMembers(ctx, tx, {
      conversation,
      head: { lastSeq: 0, messageCount: 0 },
      entrants: [
        { userId, role: isDirect ? 'MEMBER' : 'OWNER' },
        ...otherIds.map((otherId) => ({ userId: otherId, role: 'MEMBER' as const })),
      ],
    });
    return admitted.conversation;
  });
}

function assertPair(memberIds: string[], userId: string): void {
  if (memberIds.length === 1 && memberIds[0] !== userId) return;
  throw new AppError('BAD_USER_INPUT', 'A DIRECT takes exactly one other user in `memberIds`.', { field: 'memberIds' });
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
  const directKey = kind === 'DIRECT' ? JSON.stringify([creatorId, ...otherIds].toSorted()) : null;
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
