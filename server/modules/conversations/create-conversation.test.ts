import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createCast, readLog, refusalOf } from '../../testing/cast.ts';
import { openTestEngine, type TestEngine } from '../../testing/engine.ts';
import { readFacts } from '../../testing/read-facts.ts';
import { createTestServices, type TestServices } from '../../testing/test-context.ts';
import { createConversation } from './create-conversation.ts';
import { readConversation, readMembership } from './queries.ts';
import { removeMember } from './remove-member.ts';
import { setMemberRole } from './set-member-role.ts';
import { updateConversation } from './update-conversation.ts';

let engine: TestEngine;
let services: TestServices;

beforeAll(async () => {
  engine = await openTestEngine();
  services = createTestServices(engine.db);
});
afterAll(() => engine.close());

const group = (memberIds: string[], clientId: string = randomUUID()) => ({
  clientId,
  kind: 'GROUP' as const,
  memberIds,
});
const direct = (memberId: string, clientId: string = randomUUID()) => ({
  clientId,
  kind: 'DIRECT' as const,
  memberIds: [memberId],
});
const twentyTimes = <T>(work: () => Promise<T>): Promise<T[]> => Promise.all(Array.from({ length: 20 }, work));

describe('createConversation', () => {
  it('begins the log with its members, the creator first, and tells each of them in his own', async () => {
    const { carol, alice, bob } = await createCast(services, 'carol', 'alice', 'bob');
    const made = await createConversation(carol, { ...group(['bob', 'alice']), title: 'Plans', metadata: { a: 1 } });

    expect(made).toMatchObject({ kind: 'GROUP', visibility: 'PRIVATE', historyVisibility: 'ALL', title: 'Plans' });
    expect(made).toMatchObject({ memberCount: 3, metadata: { a: 1 } });
    const log = await readLog(carol, made.id);
    expect(log.map(({ type, actorId }) => [type, actorId])).toEqual(Array(3).fill(['MemberAdded', 'carol']));
    expect(log.map(({ payload }) => payload)).toMatchObject([
      { member: { userId: 'carol', role: 'OWNER', joinedSeq: 1 }, memberCount: 1 },
      { member: { userId: 'alice', role: 'MEMBER', joinedSeq: 2 }, memberCount: 2 },
      { member: { userId: 'bob', role: 'MEMBER', joinedSeq: 3 }, memberCount: 3 },
    ]);
    for (const [who, joinedSeq] of [[alice, 2] as const, [bob, 3] as const]) {
      const { tenantId, userId } = who.actor;
      const joined = { type: 'ConversationJoined', payload: { conversationId: made.id, joinedSeq } };
      expect(await readLog(who, `user/${userId}`)).toMatchObject([joined]);
      const positions = { deliveredSeq: joinedSeq, readSeq: joinedSeq, readCount: 0, joinedSeq };
      expect(await readMembership(who.db, tenantId, made.id, userId)).toMatchObject(positions);
      const interval = { conversationId: made.id, fromSeq: joinedSeq, toSeq: null };
      expect((await readFacts(who.db, tenantId, userId, null)).intervals).toEqual([interval]);
    }
  });

  it('gives one conversation and equal answers to twenty equal requests at once', async () => {
    const { alice } = await createCast(services, 'alice', 'bob', 'carol');
    const clientId = randomUUID();
    const made = await twentyTimes(() =>
      createConversation(alice, { ...group(['bob', 'carol'], clientId), title: 'T' }),
    );

    expect(new Set(made.map((each) => JSON.stringify(each))).size).toBe(1);
    expect(await readLog(alice, 'user/alice')).toHaveLength(1);
    expect(await readLog(alice, made[0]?.id ?? '')).toHaveLength(3);
  });

  it('takes a retry for the same whatever the order of members and fields, and absent for the default', async () => {
    const { alice } = await createCast(services, 'alice', 'bob', 'carol');
    const clientId = randomUUID();
    const first = await createConversation(alice, { ...group(['bob', 'carol'], clientId), metadata: { a: 1, b: 2 } });
    const again = await createConversation(alice, {
      metadata: { b: 2, a: 1 },
      memberIds: ['carol', 'alice', 'bob'],
      kind: 'GROUP',
      visibility: 'PRIVATE',
      title: null,
      clientId,
    });
    expect(again).toEqual(first);
  });

  it.each([
    ['another title', { title: 'Other' }],
    ['other members', { memberIds: ['carol'] }],
    ['another kind', { kind: 'CHANNEL' as const, title: 'T' }],
    ['other metadata', { metadata: { a: 2 } }],
  ])('answers CONFLICT to a used client id with %s', async (_what, change) => {
    const { alice } = await createCast(services, 'alice', 'bob', 'carol');
    const request = group(['bob']);
    await createConversation(alice, request);
    const refusal = await refusalOf(createConversation(alice, { ...request, ...change }));
    expect(refusal).toMatchObject({ code: 'CONFLICT', field: 'clientId' });
    expect(await readLog(alice, 'user/alice')).toHaveLength(1);
  });

  it('keeps client ids of different creators and tenants apart', async () => {
    const { alice, bob } = await createCast(services, 'alice', 'bob');
    const { alice: other } = await createCast(services, 'alice');
    const ids = await Promise.all(
      [alice, bob, other].map((ctx) => createConversation(ctx, group([], 'same')).then((made) => made.id)),
    );
    expect(new Set(ids).size).toBe(3);
  });

  it('frees the client id of a request that failed', async () => {
    const { alice } = await createCast(services, 'alice', 'bob');
    const clientId = randomUUID();
    await refusalOf(createConversation(alice, group(['nobody'], clientId)));
    expect(await createConversation(alice, group(['bob'], clientId))).toMatchObject({ memberCount: 2 });
  });

  it('repeats the first result to a creator who was removed, and nothing of what came later', async () => {
    const { alice, bob } = await createCast(services, 'alice', 'bob');
    const request = { ...group(['bob']), title: 'Before' };
    const first = await createConversation(alice, request);
    await setMemberRole(alice, { conversationId: first.id, userId: 'bob', role: 'OWNER' });
    await removeMember(bob, { conversationId: first.id, userId: 'alice' });
    await updateConversation(bob, { conversationId: first.id, title: 'Secret' });
    expect(await createConversation(alice, request)).toEqual({ ...first, lastSeq: 2, lastActivityAt: first.createdAt });
  });
});

describe('createConversation of a DIRECT', () => {
  it('gives a pair one, though both create at once, each twenty times under client ids of his own', async () => {
    const { alice, bob } = await createCast(services, 'alice', 'bob');
    const [byAlice, byBob] = await Promise.all([
      twentyTimes(() => createConversation(alice, direct('bob'))),
      twentyTimes(() => createConversation(bob, direct('alice'))),
    ]);
    const ids = new Set([...byAlice, ...byBob].map(({ id }) => id));
    expect(ids.size).toBe(1);
    const [id = ''] = ids;
    expect(await readLog(alice, id)).toHaveLength(2);
    expect(await readConversation(alice.db, alice.actor.tenantId, id)).toMatchObject({ memberCount: 2, title: null });
  });

  it('makes both members, and returns what is there to a later request, also on retry', async () => {
    const { alice, bob } = await createCast(services, 'alice', 'bob');
    const first = await createConversation(alice, { ...direct('bob'), metadata: { by: 'alice' } });
    const request = { ...direct('alice'), metadata: { by: 'bob' } };
    expect(await createConversation(bob, request)).toEqual(first);
    expect(await createConversation(bob, request)).toEqual(first);
    const log = await readLog(alice, first.id);
    expect(log.map(({ payload }) => payload.member)).toMatchObject([{ role: 'MEMBER' }, { role: 'MEMBER' }]);
    const other = await refusalOf(createConversation(bob, { ...request, metadata: {} }));
    expect(other).toMatchObject({ code: 'CONFLICT', field: 'clientId' });
  });
});

describe('createConversation refuses', () => {
  it.each([
    ['a DIRECT with oneself', { kind: 'DIRECT', memberIds: ['alice'] }, 'memberIds'],
    ['a DIRECT with nobody', { kind: 'DIRECT', memberIds: [] }, 'memberIds'],
    ['a DIRECT of three', { kind: 'DIRECT', memberIds: ['bob', 'carol'] }, 'memberIds'],
    ['a DIRECT of oneself and another', { kind: 'DIRECT', memberIds: ['alice', 'bob'] }, 'memberIds'],
    ['a DIRECT with a title', { kind: 'DIRECT', memberIds: ['bob'], title: 'T' }, 'title'],
    ['a PUBLIC DIRECT', { kind: 'DIRECT', memberIds: ['bob'], visibility: 'PUBLIC' }, 'visibility'],
    ['a PUBLIC GROUP', { kind: 'GROUP', visibility: 'PUBLIC' }, 'visibility'],
    ['a CHANNEL without a title', { kind: 'CHANNEL' }, 'title'],
    ['a blank title', { kind: 'GROUP', title: ' \n' }, 'title'],
    ['a title of 201 characters', { kind: 'GROUP', title: 'x'.repeat(201) }, 'title'],
    ['a title with half a surrogate pair', { kind: 'GROUP', title: 'x\ud800' }, 'title'],
    ['a title with NUL', { kind: 'GROUP', title: 'x\0' }, 'title'],
    ['an empty client id', { kind: 'GROUP', clientId: '' }, 'clientId'],
    ['a client id of 129 characters', { kind: 'GROUP', clientId: 'x'.repeat(129) }, 'clientId'],
    ['a member twice', { kind: 'GROUP', memberIds: ['bob', 'carol', 'bob'] }, 'memberIds.2'],
    ['101 members', { kind: 'GROUP', memberIds: Array.from({ length: 101 }, (_, at) => `u${at}`) }, 'memberIds'],
    [
      "a conversation's id as a member",
      { kind: 'GROUP', memberIds: ['conv_01h455vb4pex5vsknk084sn02q'] },
      'memberIds.0',
    ],
    ['metadata above 4 KB', { kind: 'GROUP', metadata: { x: 'x'.repeat(4_100) } }, 'metadata'],
  ] as const)('%s', async (_what, request, field) => {
    const { alice } = await createCast(services, 'alice', 'bob', 'carol');
    const input = {
      clientId: randomUUID(),
      ...request,
      memberIds: [...('memberIds' in request ? request.memberIds : [])],
    };
    expect(await refusalOf(createConversation(alice, input))).toMatchObject({ code: 'BAD_USER_INPUT', field });
    expect(await readLog(alice, 'user/alice')).toEqual([]);
  });

  it("unknown users and another tenant's users alike, by their place", async () => {
    const { alice } = await createCast(services, 'alice', 'bob');
    await createCast(services, 'mallory');
    const unknown = await refusalOf(createConversation(alice, group(['bob', 'nobody'])));
    const foreign = await refusalOf(createConversation(alice, group(['bob', 'mallory'])));
    expect(unknown).toMatchObject({ code: 'NOT_FOUND', field: 'memberIds.1' });
    expect(foreign).toEqual(unknown);
  });

  it('more members than a conversation may have', async () => {
    const { alice } = await createCast(services, 'alice', 'bob', 'carol');
    const limits = { ...alice.config.limits, conversationMembersMax: 2 };
    const bounded = { ...alice, config: { ...alice.config, limits } };
    const refusal = await refusalOf(createConversation(bounded, group(['bob', 'carol'])));
    expect(refusal).toMatchObject({ code: 'BAD_USER_INPUT', field: 'memberIds' });
    expect(await createConversation(bounded, group(['bob']))).toMatchObject({ memberCount: 2 });
  });
});
