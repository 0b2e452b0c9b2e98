import { sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Context } from '../../context.ts';
import { createBoundedCache } from '../../lib/bounded-cache.ts';
import { parseInput } from '../../lib/input.ts';
import { perKey } from '../../lib/per-key.ts';
import type { Limits } from '../../limits.ts';
import type { StoredConversation } from '../../realtime/log-event.ts';
import type { Presence } from '../../realtime/presence.ts';
import { viewerMembershipLoader } from '../conversations/queries.ts';
import { observesStatus } from '../privacy/observes-status.ts';

/** Members who are there, as the actor may see it. */
export interface OnlineMemberIds {
  count: number;
  /** The first of them, in the order of their ids. */
  userIds: string[];
}

const onlineMembersInput = perKey(({ pageSizeMax: max }: Limits) =>
  z.object({ first: z.int().min(0, 'must be 0 or more').max(max, `takes at most ${max}`).default(50) }),
);

/** Up to so many members, it is asked of each whether he is there; beyond, who is there is looked up among the members. */
const askedMembersMax = 1_000;

/**
 * Who of a conversation is there, of those whose status the actor may see; null where he is no member. Neither all members
 * of a large channel nor all users of a large tenant are read.
 */
export async function readOnlineMembers(
  ctx: Context,
  conversation: Pick<StoredConversation, 'id' | 'memberCount'>,
  args: { first?: number | null | undefined },
): Promise<OnlineMemberIds | null> {
  const { first } = parseInput(onlineMembersInput(ctx.config.limits), { first: args.first ?? undefined });
  if ((await viewerMembershipLoader(ctx).load(conversation.id)) === null) return null;
  // Who is there comes first: what somebody did after he had hidden it must not be shown by what he allowed before.
  const there =
    conversation.memberCount <= askedMembersMax
      ? await askEach(ctx, conversation.id)
      : await readThere(ctx.realtime.presence)(ctx.actor.tenantId);
  return pickMembers(ctx, conversation.id, there, first);
}

async function askEach({ actor: { tenantId }, db, realtime }: Context, conversationId: string): Promise<string> {
  const rows = await db.execute<{ user_id: string }>(sql`
    select user_id from memberships where tenant_id = ${tenantId} and conversation_id = ${conversationId}`);
  const users = rows.map((row) => ({ tenantId, userId: row.user_id }));
  const whereabouts = await realtime.presence.read(users);
  return JSON.stringify(users.flatMap(({ userId }, at) => (whereabouts[at]?.activity == null ? [] : [userId])));
}

/** Of the users who are there, the members whose status the actor may see. */
async function pickMembers(
  { actor: { tenantId, userId }, db }: Context,
  conversationId: string,
  there: string,
  first: number,
): Promise<OnlineMemberIds> {
  const rows = await db.execute<{ user_id: string; total: number }>(sql`
    select m.user_id, count(*) over ()::int as total
    from (select j #>> '{}' collate "C" as user_id from jsonb_array_elements(${there}::jsonb) as j) t
    join memberships m
      on m.tenant_id = ${tenantId} and m.conversation_id = ${conversationId} and m.user_id = t.user_id
    left join privacy_settings p on p.tenant_id = m.tenant_id and p.user_id = m.user_id
    where ${observesStatus(sql`${userId}`, { subject: 'm', settings: 'p' })}
    order by m.user_id limit ${Math.max(1, first)}`);
  return { count: rows[0]?.total ?? 0, userIds: rows.slice(0, first).map((row) => row.user_id) };
}

/** Many ask at once, in a large channel; an answer serves for a second. As JSON, which is what statements take. */
const thereKeptMs = 1_000;
const tenantsMax = 1_000;

const readThere = perKey((presence: Presence) => {
  const answers = createBoundedCache<Promise<string>>(tenantsMax, thereKeptMs);
  return (tenantId: string): Promise<string> => {
    const known = answers.get(tenantId);
    if (known !== undefined) return known;
    const answer = presence.readThere(tenantId).then((userIds) => JSON.stringify(userIds));
    answers.set(tenantId, answer);
    answer.catch(() => answers.delete(tenantId));
    return answer;
  };
});
