import { and, eq, inArray } from 'drizzle-orm';
import { z } from 'zod';
import type { Context } from '../../context.ts';
import { type Tx, withTransaction } from '../../db/transaction.ts';
import { assertId } from '../../lib/ids.ts';
import { parseInput } from '../../lib/input.ts';
import { perKey } from '../../lib/per-key.ts';
import type { Limits } from '../../limits.ts';
import { lockHead } from '../../realtime/append.ts';
import type { StoredConversation, StoredMember } from '../../realtime/log-event.ts';
import { admitMembers } from './admit-members.ts';
import { readBans } from './bans.ts';
import { memberIdsInput } from './inputs.ts';
import { assertAdmin, assertNoneBanned, assertNotDirect, assertRoom } from './policy.ts';
import { assertUsersExist, memberColumns, requireMember } from './queries.ts';
import { memberships } from './table.ts';

const addMembersInput = perKey((limits: Limits) =>
  z.object({ conversationId: z.string(), userIds: memberIdsInput(limits).min(1, 'takes at least one id') }),
);

type AddMembersInput = z.input<ReturnType<typeof addMembersInput>>;

interface Added {
  conversation: StoredConversation;
  /** In the order of `userIds`. */
  members: StoredMember[];
}

/** Adds users as MEMBER. Who is a member already stays as he is, so retrying is safe. */
export async function addMembers(ctx: Context, input: AddMembersInput): Promise<Added> {
  const { tenantId, userId } = ctx.actor;
  const { conversationId, userIds } = parseInput(addMembersInput(ctx.config.limits), input);
  assertId('conv', conversationId, 'conversationId');

  return withTransaction(ctx.db, async (tx) => {
    const head = await lockHead(tx, tenantId, conversationId);
    const { conversation, membership } = await requireMember(tx, tenantId, conversationId, userId);
    assertNotDirect(conversation, 'has two members for ever', 'Create a GROUP with all of them.');
    assertAdmin(membership, 'Adding members');
    await assertUsersExist(tx, tenantId, userIds, 'userIds');

    const present = await readMembersOf(tx, tenantId, conversationId, userIds);
    const entrants = userIds
      .filter((id) => !present.has(id))
      .toSorted()
      .map((id) => ({ userId: id, role: 'MEMBER' as const }));
    if (entrants.length === 0) return { conversation, members: inOrder(userIds, present) };

    assertNoneBanned(userIds, await readBans(tx, tenantId, conversationId, userIds));
    assertRoom(conversation, entrants.length, ctx.config.limits.conversationMembersMax, 'userIds');
    const admitted = await admitMembers(ctx, tx, { conversation, head, entrants });
    for (const member of admitted.members) present.set(member.userId, member);
    return { conversation: admitted.conversation, members: inOrder(userIds, present) };
  });
}

async function readMembersOf(
  tx: Tx,
  tenantId: string,
  conversationId: string,
  userIds: string[],
): Promise<Map<string, StoredMember>> {
  const rows = await tx
    .select(memberColumns)
    .from(memberships)
    .where(
      and(
        eq(memberships.tenantId, tenantId),
        eq(memberships.conversationId, conversationId),
        inArray(memberships.userId, userIds),
      ),
    );
  return new Map(rows.map((row) => [row.userId, row]));
}

const inOrder = (userIds: string[], members: Map<string, StoredMember>): StoredMember[] =>
  userIds.flatMap((id) => members.get(id) ?? []);
