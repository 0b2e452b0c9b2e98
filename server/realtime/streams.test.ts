import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Db } from '../db/transaction.ts';
import { addMembers } from '../modules/conversations/add-members.ts';
import { createConversation } from '../modules/conversations/create-conversation.ts';
import { removeMember } from '../modules/conversations/remove-member.ts';
import { addReaction } from '../modules/messages/add-reaction.ts';
import { deleteMessage } from '../modules/messages/delete-message.ts';
import { sendMessage } from '../modules/messages/send-message.ts';
import { acknowledge } from '../modules/receipts/acknowledge.ts';
import { updateProfile } from '../modules/users/update-profile.ts';
import { openTestEngine, type TestEngine } from '../testing/engine.ts';
import { deafFanOut, isMessage, isType, seedUsers, startTestNode, type TestNode } from '../testing/test-node.ts';

let engine: TestEngine;
let near: TestNode;
/** A node that no hint reaches: the audit alone carries its streams. */
let deaf: TestNode;
let count = 0;

beforeAll(async () => {
  engine = await openTestEngine();
  await seedUsers(engine, ['alice', 'bob', 'carol']);
  near = await startTestNode(engine);
  deaf = await startTestNode(engine, { fanOut: deafFanOut });
});

afterAll(async () => {
  await near?.close();
  await deaf?.close();
  await engine?.close();
});

function unique(name: string): string {
  count += 1;
  return `${name}-${count}`;
}

async function seedGroup(memberIds: string[] = ['bob']): Promise<string> {
  const input = { clientId: unique('group'), kind: 'GROUP' as const, title: 'Group', memberIds };
  return (await createConversation(near.as('alice'), input)).id;
}

const send = (conversationId: string, text: string, userId = 'alice') =>
  sendMessage(near.as(userId), { conversationId, clientMessageId: unique('message'), text });

describe.each([
  ['a node that hints reach', () => near],
  ['a node that no hint reaches', () => deaf],
])('on %s, a stream', (_, node) => {
  it('brings no quote of what was deleted, neither later nor by a resume', async () => {
    const conversationId = await seedGroup();
    const before = await node().events('bob');
    const { cursor } = (await before.until(isType('CaughtUp'))) as { cursor: string };
    const said = await send(conversationId, 'a secret');
    const quoting = { conversationId, clientMessageId: unique('message'), text: 'quoting', replyToId: said.id };
    const reply = await sendMessage(near.as('bob'), quoting);
    await before.until(isMessage('quoting'));
    await deleteMessage(near.as('alice'), { messageId: said.id, scope: 'EVERYONE' });
    await before.until(isType('MessageDeleted'));
    // What comes of the reply from now on has lost the quote, live as well.
    await addReaction(near.as('alice'), { messageId: reply.id, emoji: '👍' });
    const reacted = await before.until(isType('ReactionAdded'));
    expect(JSON.stringify(reacted)).not.toContain('a secret');
    await before.close();

    const after = await node().events('bob', cursor);
    await after.until(isType('CaughtUp'));
    expect(after.items.map(({ type }) => type)).toContain('ReactionAdded');
    expect(JSON.stringify(after.items)).not.toContain('a secret');
    expect(JSON.stringify(after.items)).toContain('"isDeleted":true');
    await after.close();
  });

  it('brings what is sent while it is open', async () => {
    const conversationId = await seedGroup();
    const stream = await node().events('bob');
    await stream.until(isType('CaughtUp'));
    await send(conversationId, 'one');
    await send(conversationId, 'two');
    await stream.until(isMessage('two'));
    expect(stream.seqs(conversationId)).toEqual([3, 4]);
    await stream.close();
  });

  it('resumed with its cursor brings what it missed, once', async () => {
    const conversationId = await seedGroup();
    const before = await node().events('bob');
    await before.until(isType('CaughtUp'));
    await before.close();
    for (let at = 0; at < 5; at += 1) await send(conversationId, `message ${at}`);
    const stream = await node().events('bob', before.cursor());
    await stream.until(isType('CaughtUp'));
    expect(stream.seqs(conversationId)).toEqual([3, 4, 5, 6, 7]);
    await send(conversationId, 'live');
    await stream.until(isMessage('live'));
    expect(stream.seqs(conversationId)).toEqual([3, 4, 5, 6, 7, 8]);
    await stream.close();
  });

  it('brings a conversation that was joined meanwhile, from the join on', async () => {
    const conversationId = await seedGroup([]);
    await send(conversationId, 'before');
    const stream = await node().events('carol');
    await stream.until(isType('CaughtUp'));
    await addMembers(near.as('alice'), { conversationId, userIds: ['carol'] });
    await send(conversationId, 'after');
    await stream.until(isMessage('after'));
    expect(stream.story()).toEqual(['CaughtUp', 'ConversationJoined', 'MemberAdded', 'after']);
    expect(stream.seqs(conversationId)).toEqual([3, 4]);
    await stream.close();
  });

  it('says AccessRevoked in the place of the removal, live and resumed, and nothing later', async () => {
    const conversationId = await seedGroup(['bob', 'carol']);
    const other = await seedGroup(['carol']);
    const live = await node().events('carol');
    await live.until(isType('CaughtUp'));
    const start = live.cursor();
    await send(conversationId, 'his');
    await removeMember(near.as('alice'), { conversationId, userId: 'carol' });
    await send(conversationId, 'not his');
    await send(other, 'end');
    await live.until(isType('AccessRevoked'));
    if (!live.story().includes('end')) await live.until(isMessage('end'));
    expect(live.seqs(conversationId)).toEqual([4]);

    const resumed = await node().events('carol', start);
    await resumed.until(isType('CaughtUp'));
    expect(resumed.seqs(conversationId)).toEqual([4]);
    expect(resumed.story().filter((each) => each === 'AccessRevoked')).toHaveLength(1);
    await live.close();
    await resumed.close();
  });

  it('jumps over the time between two memberships', async () => {
    const conversationId = await seedGroup(['carol']);
    const live = await node().events('carol');
    await live.until(isType('CaughtUp'));
    const start = live.cursor();
    await send(conversationId, 'first');
    await removeMember(near.as('alice'), { conversationId, userId: 'carol' });
    await send(conversationId, 'between');
    await addMembers(near.as('alice'), { conversationId, userIds: ['carol'] });
    await send(conversationId, 'second');
    await live.until(isMessage('second'));
    expect(live.seqs(conversationId)).toEqual([3, 6, 7]);

    const resumed = await node().events('carol', start);
    await resumed.until(isType('CaughtUp'));
    expect(resumed.seqs(conversationId)).toEqual([3, 6, 7]);
    await live.close();
    await resumed.close();
  });

  it('brings the newest positions and profiles, live and resumed', async () => {
    const conversationId = await seedGroup();
    const { seq } = await send(conversationId, 'read me');
    const live = await node().events('alice');
    await live.until(isType('CaughtUp'));
    const start = live.cursor();
    await acknowledge(near.as('bob'), { positions: [{ conversationId, readSeq: seq }] });
    const name = unique('Bob');
    await updateProfile(near.as('bob'), { name });
    const isReceipt = (item: (typeof live.items)[number]) =>
      item.type === 'ReceiptsAdvanced' && item.conversationId === conversationId;
    const isProfile = (item: (typeof live.items)[number]) => item.type === 'UserChanged' && item.user.name === name;
    await live.until(() => live.items.some(isReceipt) && live.items.some(isProfile));

    const resumed = await node().events('alice', start);
    await resumed.until(isType('CaughtUp'));
    const receipts = resumed.items.find(isReceipt);
    expect(receipts).toMatchObject({ receipts: [{ userId: 'bob', deliveredSeq: seq, readSeq: seq }] });
    expect(resumed.items.some(isProfile)).toBe(true);
    await live.close();
    await resumed.close();
  });
});

describe('a stream', () => {
  it('of a long replay goes on from each checkpoint, however often it drops', async () => {
    const node = await startTestNode(engine, { fanOut: deafFanOut, eventPageSize: 7 });
    const conversations = [await seedGroup(), await seedGroup(), await seedGroup()];
    const begin = await node.events('bob');
    await begin.until(isType('CaughtUp'));
    let cursor = begin.cursor();
    await begin.close();
    for (let at = 0; at < 60; at += 1) await send(conversations[at % 3] ?? '', `message ${at}`);

    const seen = new Map(conversations.map((id) => [id, [] as number[]]));
    for (let rounds = 0; ; rounds += 1) {
      const stream = await node.events('bob', cursor);
      const last = await stream.until((item) => item.type === 'Checkpoint' || item.type === 'CaughtUp');
      for (const id of conversations) seen.get(id)?.push(...stream.seqs(id));
      cursor = stream.cursor();
      await stream.close();
      // What is sent while a replay is under way comes after it.
      if (rounds === 2) await send(conversations[0] ?? '', 'late');
      if (last.type === 'CaughtUp') break;
    }
    for (const [at, id] of conversations.entries()) {
      expect(seen.get(id)).toEqual(Array.from({ length: at === 0 ? 21 : 20 }, (_, nth) => nth + 3));
    }
    await node.close();
  });

  it('that is read too slowly loses nothing and gets nothing twice', async () => {
    const node = await startTestNode(engine, { streamQueueBytesMax: 4_000 });
    const conversationId = await seedGroup();
    const stream = await node.events('bob');
    await stream.until(isType('CaughtUp'));
    for (let at = 0; at < 50; at += 1)
      await sendMessage(node.as('alice'), { conversationId, clientMessageId: unique('m'), text: `message ${at}` });
    await stream.until(isMessage('message 49'));
    expect(stream.seqs(conversationId)).toEqual(Array.from({ length: 50 }, (_, at) => at + 3));
    await node.close();
  });

  it('whose reader stands still is ended', async () => {
    const node = await startTestNode(engine, { streamQueueBytesMax: 4_000, streamStallMsMax: 200 });
    const conversationId = await seedGroup();
    let wasSentAway = false;
    const actor = { tenantId: 'test', userId: 'bob', sid: undefined, issuedAtMs: Date.now() };
    const sentAway = new Promise<void>((resolve) => {
      const onTooSlow = () => {
        wasSentAway = true;
        resolve();
      };
      void node.realtime
        .openEvents({ actor, after: null, onTooSlow, onRevoked: () => {}, onEnd: () => {} })
        .then((stream) => stream[Symbol.asyncIterator]());
    });
    for (let at = 0; at < 50; at += 1)
      await sendMessage(node.as('alice'), { conversationId, clientMessageId: unique('m'), text: 'x' });
    await sentAway;
    expect(wasSentAway).toBe(true);
    expect(node.realtime.streamCount()).toBe(0);
    await node.close();
  });

  it('does not bring back what was deleted, nor what the viewer has hidden', async () => {
    const conversationId = await seedGroup();
    const begin = await near.events('bob');
    await begin.until(isType('CaughtUp'));
    const deleted = await send(conversationId, 'secret');
    const hidden = await send(conversationId, 'unloved');
    await deleteMessage(near.as('alice'), { messageId: deleted.id, scope: 'EVERYONE' });
    await deleteMessage(near.as('bob'), { messageId: hidden.id, scope: 'ME' });
    const stream = await near.events('bob', begin.cursor());
    await stream.until(isType('CaughtUp'));
    expect(JSON.stringify(stream.items)).not.toContain('secret');
    expect(stream.story()).toEqual(['MessageHidden', 'tombstone', 'EventWithheld', 'MessageDeleted', 'CaughtUp']);
    await begin.close();
    await stream.close();
  });

  it('is told to read afresh when its cursor is older than the log, and goes on from now', async () => {
    const conversationId = await seedGroup();
    const begin = await near.events('bob');
    await begin.until(isType('CaughtUp'));
    await send(conversationId, 'dropped');
    const [before] = await engine.db.execute<{ dropped_tx: string }>(sql`select dropped_tx::text from installation`);
    await engine.db.execute(sql`update installation set dropped_tx = pg_snapshot_xmax(pg_current_snapshot())`);
    const stream = await near.events('bob', begin.cursor());
    await stream.until(isType('CaughtUp'));
    expect(stream.items[0]).toMatchObject({ type: 'ResyncRequired', reason: 'CURSOR_TOO_OLD', conversationId: null });
    expect(stream.story()).toEqual(['ResyncRequired', 'CaughtUp']);
    await send(conversationId, 'live');
    await stream.until(isMessage('live'));
    await engine.db.execute(sql`update installation set dropped_tx = ${before?.dropped_tx}::xid8`);
    await begin.close();
    await stream.close();
  });

  it('of one conversation begins after a number, and ends with the membership', async () => {
    const conversationId = await seedGroup();
    for (const text of ['one', 'two', 'three']) await send(conversationId, text);
    const stream = await near.conversationEvents('bob', conversationId, 3);
    await stream.until(isType('CaughtUp'));
    expect(stream.seqs(conversationId)).toEqual([4, 5]);
    await removeMember(near.as('alice'), { conversationId, userId: 'bob' });
    await stream.until(isType('AccessRevoked'));
    await expect(stream.until(() => true)).rejects.toThrow('The stream ended');
    await expect(near.conversationEvents('bob', conversationId)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it('of one conversation says what it cannot replay', async () => {
    const conversationId = await seedGroup();
    const stream = await near.conversationEvents('bob', conversationId, 1_000);
    await stream.until(isType('CaughtUp'));
    expect(stream.items[0]).toMatchObject({ type: 'ResyncRequired', reason: 'SEQ_AHEAD', conversationId });
    await send(conversationId, 'live');
    await stream.until(isMessage('live'));
    await stream.close();
  });
});

describe('the race of a join', () => {
  it('is never lost, with no hint at all', async () => {
    const rounds = 25;
    const stream = await deaf.events('carol');
    await stream.until(isType('CaughtUp'));
    for (let round = 0; round < rounds; round += 1) {
      const conversationId = await seedGroup([]);
      await addMembers(near.as('alice'), { conversationId, userIds: ['carol'] });
      await send(conversationId, `round ${round}`);
    }
    const expected = Array.from({ length: rounds }, (_, round) => `round ${round}`);
    await stream.until(() => expected.every((text) => stream.story().includes(text)));
    expect(
      stream
        .story()
        .filter((each) => each.startsWith('round'))
        .sort(),
    ).toEqual(expected.sort());
    await stream.close();
  });

  it('during a long replay brings the positions that moved before it was heard', async () => {
    const node = await startTestNode(engine, { streamQueueBytesMax: 1_000 });
    const missed = await seedGroup(['carol']);
    const before = await node.events('carol');
    await before.until(isType('CaughtUp'));
    await before.close();
    for (let at = 0; at < 5; at += 1) await send(missed, `message ${at}`);
    const conversationId = await seedGroup();
    const { seq } = await send(conversationId, 'read me');
    const other = await node.events('bob');
    await other.until(isType('CaughtUp'));

    // Nobody reads on: the queue is full, and the replay waits.
    const stream = await node.events('carol', before.cursor());
    await stream.until(isMessage('message 0'));
    await addMembers(near.as('alice'), { conversationId, userIds: ['carol'] });
    await acknowledge(near.as('bob'), { positions: [{ conversationId, readSeq: seq }] });
    const isReceipt = (item: (typeof stream.items)[number]) =>
      item.type === 'ReceiptsAdvanced' && item.conversationId === conversationId;
    await other.until(isReceipt);
    expect(await stream.until(isReceipt)).toMatchObject({ receipts: [{ userId: 'bob', readSeq: seq }] });
    await stream.close();
    await other.close();
    await node.close();
  });

  it('brings each of several memberships that began and ended between two looks at the log', async () => {
    const node = await startTestNode(engine, { fanOut: deafFanOut, auditIntervalMs: 500 });
    const stream = await node.events('carol');
    await stream.until(isType('CaughtUp'));
    const conversationId = await seedGroup([]);
    for (let round = 0; round < 3; round += 1) {
      if (round > 0) await removeMember(near.as('alice'), { conversationId, userId: 'carol' });
      await send(conversationId, 'not hers');
      await addMembers(near.as('alice'), { conversationId, userIds: ['carol'] });
      await send(conversationId, `hers ${round}`);
    }
    await stream.until(isMessage('hers 2'));
    expect(stream.seqs(conversationId)).toEqual([3, 4, 7, 8, 11, 12]);
    expect(stream.story().filter((each) => each === 'AccessRevoked')).toHaveLength(2);
    await stream.close();
    await node.close();
  });

  it('is never lost when the database fails in the middle of it', async () => {
    let failures = 0;
    const db: Db = Object.create(engine.db);
    db.execute = (query) => {
      const isOfHeads = JSON.stringify(query).includes('select h.tenant_id, h.topic, h.last_seq');
      if (!isOfHeads || failures === 0) return engine.db.execute(query);
      failures -= 1;
      throw new Error('The database is away.');
    };
    const node = await startTestNode({ ...engine, db }, { auditIntervalMs: 50 });
    const stream = await node.events('carol');
    await stream.until(isType('CaughtUp'));
    const conversationId = await seedGroup([]);
    failures = 1;
    await addMembers(near.as('alice'), { conversationId, userIds: ['carol'] });
    await stream.until(isType('Checkpoint'));
    expect(failures).toBe(0);
    await send(conversationId, 'hers');
    await stream.until(isMessage('hers'));
    expect(stream.seqs(conversationId)).toEqual([2, 3]);
    await stream.close();
    await node.close();
  });
});
