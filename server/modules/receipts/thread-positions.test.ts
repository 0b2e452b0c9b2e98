import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Context } from '../../context.ts';
import { createId } from '../../lib/ids.ts';
import type { StoredMessage } from '../../realtime/log-event.ts';
import { createCast } from '../../testing/cast.ts';
import { countStatements } from '../../testing/count-statements.ts';
import { openTestEngine, type TestEngine } from '../../testing/engine.ts';
import { readFacts } from '../../testing/read-facts.ts';
import { seedConversation, sendReply, sendText } from '../../testing/seed-conversation.ts';
import { createTestServices, type TestServices } from '../../testing/test-context.ts';
import { addMembers } from '../conversations/add-members.ts';
import { readMembership } from '../conversations/queries.ts';
import { removeMember } from '../conversations/remove-member.ts';
import { deleteMessage } from '../messages/delete-message.ts';
import { threadLoader } from '../messages/thread-queries.ts';
import { updatePresenceSettings } from '../privacy/update-presence-settings.ts';
import { acknowledge } from './acknowledge.ts';
import { readDelivery, statusOf } from './message-delivery.ts';
import { listThreadReceipts } from './thread-receipts.ts';
import { createThreadSources } from './thread-sources.ts';

const readMessageStatus = async (ctx: Context, message: StoredMessage) => statusOf(await readDelivery(ctx, message));

let engine: TestEngine;
let services: TestServices;
let texts: string[];

beforeAll(async () => {
  engine = await openTestEngine();
  texts = countStatements(engine.db).texts;
  services = createTestServices(engine.db);
});
afterAll(() => engine.close());

/** A conversation of alice, bob and carol (log 1 to 3), its root (4) and three replies of alice's (5 to 7), the last of which mentions bob. */
async function seedThread() {
  const cast = await createCast(services, 'alice', 'bob', 'carol', 'dave');
  const id = await seedConversation(cast.alice, [cast.bob, cast.carol]);
  const root = await sendText(cast.alice, id);
  const replies = [
    await sendReply(cast.alice, root),
    await sendReply(cast.alice, root),
    await sendReply(cast.alice, root, '@bob', { mentionedUserIds: ['bob'] }),
  ];
  services.announced.length = 0;
  return { ...cast, id, root, replies };
}

interface At {
  deliveredSeq?: number;
  readSeq?: number;
}
const acknowledgeIn = async (ctx: Context, { conversationId, id: threadRootId }: StoredMessage, at: At) =>
  (await acknowledge(ctx, { positions: [{ conversationId, threadRootId, ...at }] }))[0];
const threadOf = (ctx: Context, root: StoredMessage) => threadLoader(ctx).load(root);

async function receiptsOf(ctx: Context, root: StoredMessage) {
  const thread = await threadOf(ctx, root);
  return thread === null ? null : listThreadReceipts(ctx, thread);
}

describe('acknowledging in a thread', () => {
  it('advances the position there and counts what is left, and leaves the conversation’s own where it is', async () => {
    const { bob, id, root } = await seedThread();
    const position = await acknowledgeIn(bob, root, { deliveredSeq: 6, readSeq: 5 });
    const place = { conversationId: id, threadRootId: root.id, threadRootSeq: root.seq };
    const at = { deliveredSeq: 6, readSeq: 5, unreadCount: 2, unreadMentionCount: 1, lastSeq: 7 };
    expect(position).toMatchObject({ ...place, ...at });
    expect(await threadOf(bob, root)).toMatchObject(at);
    expect(await readMembership(engine.db, bob.actor.tenantId, id, 'bob')).toMatchObject({ readSeq: 2 });

    const { tenantId } = bob.actor;
    const receipts = [{ userId: 'bob', deliveredSeq: 6, readSeq: 5 }];
    expect(services.announced).toEqual([
      { tenantId, topic: id, item: { type: 'ThreadReceiptsAdvanced', ...place, receipts } },
      { tenantId, topic: 'user/bob', item: { type: 'ThreadPositionChanged', userId: 'bob', ...place, ...at } },
    ]);
  });

  it('takes what is above the last reply as that, never falls, and tells nobody of what changes nothing', async () => {
    const { bob, id, root } = await seedThread();
    await sendText(bob, id);
    expect(await acknowledgeIn(bob, root, { readSeq: 2 ** 31 - 1 })).toMatchObject({
      ...{ deliveredSeq: 7, readSeq: 7, unreadCount: 0, unreadMentionCount: 0, lastSeq: 8 },
    });
    services.announced.length = 0;
    expect(await acknowledgeIn(bob, root, { deliveredSeq: 7, readSeq: 5 })).toMatchObject({ readSeq: 7 });
    expect(services.announced).toEqual([]);
  });

  it('of a message without replies changes nothing', async () => {
    const { alice, bob, id } = await seedThread();
    const lone = await sendText(alice, id);
    services.announced.length = 0;
    expect(await acknowledgeIn(bob, lone, { readSeq: 100 })).toMatchObject({ readSeq: 2, unreadCount: 0 });
    expect(services.announced).toEqual([]);
  });

  it('goes together with conversations, in the order given and in as many statements however many', async () => {
    const { alice, bob, id, root } = await seedThread();
    const roots = [root];
    for (let at = 0; at < 49; at += 1) roots.push(await sendText(alice, id));
    for (const each of roots) await sendReply(alice, each);
    const others = [];
    for (let at = 0; at < 49; at += 1) others.push(await seedConversation(alice, [bob]));
    const positions = [
      ...roots.map((each) => ({ conversationId: id, threadRootId: each.id, readSeq: 1_000 })),
      ...[id, ...others].map((conversationId) => ({ conversationId, readSeq: 1_000 })),
    ].sort((a, b) => (JSON.stringify(a).length % 7) - (JSON.stringify(b).length % 7));
    texts.length = 0;
    const answers = await acknowledge(bob, { positions });
    expect(texts).toHaveLength(5);
    expect(answers.map(({ conversationId, threadRootId }) => `${conversationId}/${threadRootId}`)).toEqual(
      positions.map((each) => `${each.conversationId}/${'threadRootId' in each ? each.threadRootId : null}`),
    );
    expect(new Set(answers.map(({ unreadCount }) => unreadCount))).toEqual(new Set([0]));
  });

  it('from many devices at once, while replies are sent, ends at the last', async () => {
    const { bob, root } = await seedThread();
    const work = Array.from({ length: 30 }, (_, at) =>
      at % 3 === 0 ? sendReply(bob, root) : acknowledgeIn(bob, root, { readSeq: at }),
    );
    await Promise.all(work);
    const thread = await threadOf(bob, root);
    expect(thread).toMatchObject({ replyCount: 13, unreadCount: 0, readSeq: thread?.lastReplySeq });
  });

  it.each([
    ['a thread twice', (root: string) => [root, root], 'BAD_USER_INPUT', 'positions.1.threadRootId'],
    ['an id of another kind', () => [createId('conv')], 'BAD_USER_INPUT', 'positions.0.threadRootId'],
    ['a message that is none', (root: string) => [root, createId('msg')], 'NOT_FOUND', 'positions.1.threadRootId'],
    ['a reply in a thread', (root: string, reply: string) => [root, reply], 'NOT_FOUND', 'positions.1.threadRootId'],
    [
      'a root of another conversation',
      (root: string, _reply: string, foreign: string) => [root, foreign],
      'NOT_FOUND',
      'positions.1.threadRootId',
    ],
  ] as const)('refuses %s, and then moves nothing', async (_name, pick, code, field) => {
    const { bob, id, root, replies } = await seedThread();
    const { root: foreign } = await seedThread();
    const ids = pick(root.id, replies[0]?.id ?? '', foreign.id);
    const positions = ids.map((threadRootId) => ({ conversationId: id, threadRootId, readSeq: 100 }));
    await expect(acknowledge(bob, { positions })).rejects.toMatchObject({ code, field });
    expect(await threadOf(bob, root)).toMatchObject({ unreadCount: 3 });
  });

  it('is not for whom the root is too old', async () => {
    const { alice, dave } = await createCast(services, 'alice', 'dave');
    const id = await seedConversation(alice, [], { historyVisibility: 'SINCE_JOIN' });
    const root = await sendText(alice, id);
    await addMembers(alice, { conversationId: id, userIds: ['dave'] });
    const reply = await sendReply(alice, root);
    await expect(acknowledgeIn(dave, root, { readSeq: 100 })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    // Nobody else has the thread, so nobody is waited for.
    expect(await readMessageStatus(alice, reply)).toBe('SENT');
  });
});

describe('a reply’s status, and a thread’s receipts', () => {
  it('go by the positions in the thread, of those who may read it', async () => {
    const { alice, bob, carol, id, root, replies } = await seedThread();
    const [first] = replies;
    if (first === undefined) throw new Error('There is no reply.');
    await acknowledge(bob, { positions: [{ conversationId: id, readSeq: 100 }] });
    await acknowledge(carol, { positions: [{ conversationId: id, readSeq: 100 }] });
    const statuses = [await readMessageStatus(alice, first), await readMessageStatus(alice, root)];
    await acknowledgeIn(bob, root, { readSeq: first.seq });
    statuses.push(await readMessageStatus(alice, first));
    await acknowledgeIn(carol, root, { deliveredSeq: 100 });
    statuses.push(await readMessageStatus(alice, first));
    await sendReply(carol, root);
    statuses.push(await readMessageStatus(alice, first));
    expect(statuses).toEqual(['SENT', 'READ', 'SENT', 'DELIVERED', 'READ']);
    expect(await receiptsOf(alice, root)).toEqual([
      { userId: 'alice', deliveredSeq: 7, readSeq: 7 },
      { userId: 'bob', deliveredSeq: 5, readSeq: 5 },
      { userId: 'carol', deliveredSeq: 8, readSeq: 8 },
    ]);
    texts.length = 0;
    await Promise.all([root, ...replies].map((message) => readMessageStatus(alice, message)));
    expect(texts).toHaveLength(2);
  });

  it('leave out who was removed, his positions of before, and who keeps his receipts to himself', async () => {
    const { alice, bob, carol, id, root } = await seedThread();
    await acknowledgeIn(bob, root, { readSeq: 100 });
    await acknowledgeIn(carol, root, { readSeq: 100 });
    await removeMember(alice, { conversationId: id, userId: 'bob' });
    await updatePresenceSettings(carol, { shareReadReceipts: false });
    const own = { userId: 'alice', deliveredSeq: 7, readSeq: 7 };
    expect(await receiptsOf(alice, root)).toEqual([own]);
    await addMembers(alice, { conversationId: id, userIds: ['bob'] });
    expect(await receiptsOf(alice, root)).toEqual([own]);
    expect(await receiptsOf(carol, root)).toEqual([{ userId: 'carol', deliveredSeq: 7, readSeq: 7 }]);
    services.announced.length = 0;
    await sendReply(alice, root);
    await acknowledgeIn(carol, root, { readSeq: 100 });
    expect(services.announced.map(({ item }) => item.type)).toEqual(['ThreadPositionChanged']);
  });
});

describe('positions in threads that moved since a snapshot', () => {
  const takeSnapshot = async () =>
    (await engine.db.execute<{ s: string }>(sql`select pg_current_snapshot()::text as s`))[0]?.s ?? '';
  const itemsFor = async ({ actor }: Context, since: string) =>
    (await readFacts(engine.db, actor.tenantId, actor.userId, since, 3)).state;

  it('are told to the members by name, and to whose they are with what is unread', async () => {
    const { alice, bob, carol, id, root } = await seedThread();
    const since = await takeSnapshot();
    await acknowledgeIn(bob, root, { deliveredSeq: 7, readSeq: 5 });
    const place = { conversationId: id, threadRootId: root.id, threadRootSeq: root.seq };
    const receipts = [{ userId: 'bob', deliveredSeq: 7, readSeq: 5 }];
    const advanced = { type: 'ThreadReceiptsAdvanced', ...place, receipts };
    const count = { unreadCount: 2, unreadMentionCount: 1, lastSeq: 7 };
    const own = { type: 'ThreadPositionChanged', userId: 'bob', ...place, deliveredSeq: 7, readSeq: 5, ...count };
    expect(await itemsFor(alice, since)).toEqual([advanced]);
    expect(await itemsFor(bob, since)).toEqual([advanced, own]);
    const later = await takeSnapshot();
    expect(await itemsFor(bob, later)).toEqual([]);

    const { tenantId } = bob.actor;
    const { stateSince } = createThreadSources({ namedReceiptsMembersMax: 3 });
    expect(await stateSince(engine.db, since)).toEqual([
      { tenantId, topic: id, item: advanced },
      { tenantId, topic: 'user/bob', item: own },
    ]);
    expect(await createThreadSources({ namedReceiptsMembersMax: 2 }).stateSince(engine.db, since)).toEqual([
      { tenantId, topic: 'user/bob', item: own },
    ]);

    await updatePresenceSettings(carol, { shareReadReceipts: false });
    expect((await itemsFor(carol, since)).map(({ type }) => type)).toEqual([]);
    await removeMember(alice, { conversationId: id, userId: 'bob' });
    expect(await itemsFor(bob, since)).toEqual([]);
    expect(await itemsFor(alice, since)).toEqual([]);
  });
});

describe('a thread’s unread counts', () => {
  /** Others' replies after the position that are neither deleted nor hidden, and the mentions among them, one by one. */
  async function recount({ db, actor: { tenantId, userId } }: Context, { conversationId, seq }: StoredMessage) {
    const [at] = await db.execute<{ read_seq: number }>(sql`
      select greatest(m.joined_seq, p.read_seq) as read_seq from memberships m
      left join thread_positions p on p.tenant_id = m.tenant_id and p.conversation_id = m.conversation_id
        and p.user_id = m.user_id and p.root_seq = ${seq}
      where m.tenant_id = ${tenantId} and m.conversation_id = ${conversationId} and m.user_id = ${userId}`);
    if (at === undefined) return null;
    const rows = await db.execute<{ details: { mentionedUserIds?: string[]; mentionsEveryone?: true } | null }>(sql`
      select m.details from messages m
      where m.tenant_id = ${tenantId} and m.conversation_id = ${conversationId} and m.thread_root_seq = ${seq}
        and m.seq > ${at.read_seq} and m.sender_id <> ${userId} and m.deleted_at is null
        and not exists (select from hidden_messages h where h.tenant_id = m.tenant_id and h.user_id = ${userId}
          and h.conversation_id = m.conversation_id and h.seq = m.seq)`);
    const isMention = ({ details }: (typeof rows)[number]) =>
      details?.mentionsEveryone === true || details?.mentionedUserIds?.includes(userId) === true;
    const [count] = await db.execute<{ n: number }>(sql`
      select count(*)::int as n from messages m where m.tenant_id = ${tenantId} and m.conversation_id = ${conversationId}
        and m.thread_root_seq = ${seq} and m.deleted_at is null`);
    return {
      unreadCount: rows.length,
      unreadMentionCount: rows.filter(isMention).length,
      replyCount: count?.n,
    };
  }

  it('equal a recount after random replies, deletions, hidings, acknowledgements, removals and joins', async () => {
    const { admin, ann, ben } = await createCast(services, 'admin', 'ann', 'ben');
    const users = [admin, ann, ben];
    const id = await seedConversation(admin, [ann, ben]);
    const roots = [await sendText(admin, id), await sendText(ann, id)];
    const sent: StoredMessage[] = [];
    let state = 12_345;
    const random = (below: number) => {
      state = (state * 1_103_515_245 + 12_345) % 2 ** 31;
      return Math.floor((state / 2 ** 31) * below);
    };
    const pick = <T>(list: T[], fallback: T): T => list[random(list.length)] ?? fallback;
    for (let step = 0; step < 600; step += 1) {
      const user = pick(users, admin);
      const root = pick(roots, roots[0] as StoredMessage);
      const message = pick(sent, root);
      const mentions = { mentionedUserIds: random(3) === 0 ? ['ann', 'ben'] : [], mentionsEveryone: random(8) === 0 };
      const acts = [
        async () =>
          sent.push(
            await sendReply(user, root, 'Hi', user === admin ? mentions : { ...mentions, mentionsEveryone: false }),
          ),
        async () => sent.push(await sendReply(user, root)),
        () => deleteMessage(admin, { messageId: message.id, scope: 'EVERYONE' }),
        () => deleteMessage(user, { messageId: message.id, scope: 'ME' }),
        () => acknowledgeIn(user, root, { readSeq: Math.max(0, message.seq - 2 + random(5)) }),
        () => acknowledgeIn(user, root, { deliveredSeq: message.seq }),
        () => sendText(user, id),
        () =>
          random(3) > 0 || user === admin
            ? null
            : removeMember(admin, { conversationId: id, userId: user.actor.userId }),
        () => addMembers(admin, { conversationId: id, userIds: ['ann', 'ben'] }),
      ];
      const act = pick<() => unknown>(acts, () => null);
      await Promise.resolve(act()).catch((error: { code?: string }) => expect(error.code).toBe('NOT_FOUND'));
      if (step % 10 > 0) continue;
      for (const each of users) {
        for (const place of roots) {
          const thread = await threadOf(each, place);
          const wanted = await recount(each, place);
          if (thread === null) expect(wanted?.replyCount ?? 0).toBe(0);
          else expect(thread).toMatchObject(wanted ?? {});
        }
      }
    }
  }, 120_000);
});
