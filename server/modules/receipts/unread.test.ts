import { sql } from 'drizzle-orm';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Context } from '../../context.ts';
import { createCast } from '../../testing/cast.ts';
import { openTestEngine, type TestEngine } from '../../testing/engine.ts';
import { seedConversation, sendText } from '../../testing/seed-conversation.ts';
import { contextOf, createTestServices, type TestServices } from '../../testing/test-context.ts';
import { addMembers } from '../conversations/add-members.ts';
import { readMembership } from '../conversations/queries.ts';
import { removeMember } from '../conversations/remove-member.ts';
import { deleteMessage } from '../messages/delete-message.ts';
import { sendMessage } from '../messages/send-message.ts';
import { acknowledge } from './acknowledge.ts';
import { ownPositionLoader, readUnreadTotals } from './own-position.ts';

let engine: TestEngine;
let services: TestServices;

beforeAll(async () => {
  engine = await openTestEngine();
  services = createTestServices(engine.db);
});
afterAll(() => engine.close());

/** Others' messages after the position that are neither deleted nor hidden, counted one by one. */
async function recount(ctx: Context, conversationId: string): Promise<number | undefined> {
  const { tenantId, userId } = ctx.actor;
  const membership = await readMembership(ctx.db, tenantId, conversationId, userId);
  if (membership === undefined) return undefined;
  const rows = await ctx.db.execute(sql`
    select m.seq from messages m
    where m.tenant_id = ${tenantId} and m.conversation_id = ${conversationId} and m.seq > ${membership.readSeq}
      and m.sender_id <> ${userId} and m.deleted_at is null
      and (m.conversation_id, m.seq) not in (select h.conversation_id, h.seq from hidden_messages h
        where h.tenant_id = ${tenantId} and h.user_id = ${userId})`);
  return rows.length;
}

const who = fc.nat({ max: 2 });
const what = fc.nat({ max: 1_000 });
const operation = fc.oneof(
  { weight: 5, arbitrary: fc.record({ type: fc.constant('send' as const), who, what }) },
  { weight: 1, arbitrary: fc.record({ type: fc.constant('post' as const), who, what }) },
  { weight: 2, arbitrary: fc.record({ type: fc.constant('delete' as const), who, what }) },
  { weight: 2, arbitrary: fc.record({ type: fc.constant('hide' as const), who, what }) },
  { weight: 2, arbitrary: fc.record({ type: fc.constant('acknowledge' as const), who, what }) },
  { weight: 1, arbitrary: fc.record({ type: fc.constant('leave' as const), who, what }) },
  { weight: 1, arbitrary: fc.record({ type: fc.constant('join' as const), who, what }) },
);
type Operation = typeof operation extends fc.Arbitrary<infer T> ? T : never;

describe('unread counts', () => {
  it('equal a recount after thousands of random sends, deletions, hidings, acknowledgements, removals and joins', async () => {
    const run = fc.asyncProperty(fc.array(operation, { minLength: 150, maxLength: 250 }), async (operations) => {
      const { admin, ann, ben, cid } = await createCast(services, 'admin', 'ann', 'ben', 'cid');
      const users = [ann, ben, cid];
      const backend = contextOf(services, 'admin', { tenantId: admin.actor.tenantId, role: 'service' });
      const id = await seedConversation(admin, users);
      const sent: { id: string; seq: number }[] = [];

      const apply = async ({ type, who: at, what: pick }: Operation): Promise<void> => {
        const user = users[at] ?? ann;
        const message = sent[pick % Math.max(sent.length, 1)];
        if (type === 'send') sent.push(await sendText(user, id));
        else if (type === 'post') {
          const input = {
            conversationId: id,
            clientMessageId: `${sent.length}`,
            text: 'Posted',
            kind: 'SYSTEM' as const,
          };
          sent.push(await sendMessage(backend, input));
        } else if (type === 'acknowledge') {
          const seq = message === undefined ? 0 : message.seq + (pick % 5) - 2;
          const position =
            pick % 2 === 0 ? { readSeq: Math.max(seq, 0) } : { deliveredSeq: pick, readSeq: Math.max(seq, 0) };
          const [now] = await acknowledge(user, { positions: [{ conversationId: id, ...position }] });
          expect(now?.unreadCount).toBe(await recount(user, id));
        } else if (type === 'leave') await removeMember(admin, { conversationId: id, userId: user.actor.userId });
        else if (type === 'join') await addMembers(admin, { conversationId: id, userIds: [user.actor.userId] });
        else if (message !== undefined && type === 'delete') {
          await deleteMessage(admin, { messageId: message.id, scope: 'EVERYONE' });
        } else if (message !== undefined) await deleteMessage(user, { messageId: message.id, scope: 'ME' });
      };
      // Whoever has been removed is refused, and nothing changes.
      const ignoreRefusal = (error: { code?: string }) => expect(error.code).toBe('NOT_FOUND');

      for (const [at, each] of operations.entries()) {
        await apply(each).catch(ignoreRefusal);
        if (at % 20 > 0) continue;
        for (const user of [...users, admin]) {
          const position = await ownPositionLoader(user).load(id);
          expect(position?.unreadCount).toBe(await recount(user, id));
          expect((await readUnreadTotals(engine.db, user.actor.tenantId, user.actor.userId)).unreadCount).toBe(
            position?.unreadCount ?? 0,
          );
        }
      }
    });
    await fc.assert(run, { numRuns: 15, endOnFailure: true });
  }, 180_000);
});
