import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Context } from '../../context.ts';
import { createCast, readLog, refusalOf } from '../../testing/cast.ts';
import { openTestEngine, type TestEngine } from '../../testing/engine.ts';
import { readFacts } from '../../testing/read-facts.ts';
import { createTestServices, type TestServices } from '../../testing/test-context.ts';
import { addMembers } from './add-members.ts';
import { createConversation } from './create-conversation.ts';
import { joinConversation } from './join-conversation.ts';
import { leaveConversation } from './leave-conversation.ts';
import { readConversation, readMembership } from './queries.ts';
import { removeMember } from './remove-member.ts';
import { setConversationPreferences } from './set-conversation-preferences.ts';
import { setMemberRole } from './set-member-role.ts';
import { updateConversation } from './update-conversation.ts';

let engine: TestEngine;
let services: TestServices;

beforeAll(async () => {
  engine = await openTestEngine();
  services = createTestServices(engine.db);
});
afterAll(() => engine.close());

const names = ['owner', 'second', 'admin', 'member', 'stranger', 'newcomer'] as const;
type Place = 'GROUP' | 'PUBLIC' | 'DIRECT';

/** A conversation with two owners, an admin and a member; of a DIRECT `owner` and `member` are the two. */
async function seedPlace(place: Place) {
  const cast = await createCast(services, ...names);
  const { owner } = cast;
  const clientId = randomUUID();
  if (place === 'DIRECT') {
    const { id } = await createConversation(owner, { clientId, kind: 'DIRECT', memberIds: ['member'] });
    return { ...cast, id };
  }
  const kind = place === 'PUBLIC' ? ('CHANNEL' as const) : ('GROUP' as const);
  const visibility = place === 'PUBLIC' ? ('PUBLIC' as const) : ('PRIVATE' as const);
  const memberIds = ['second', 'admin', 'member'];
  const { id } = await createConversation(owner, { clientId, kind, visibility, title: 'A place', memberIds });
  await setMemberRole(owner, { conversationId: id, userId: 'second', role: 'OWNER' });
  await setMemberRole(owner, { conversationId: id, userId: 'admin', role: 'ADMIN' });
  return { ...cast, id };
}

const acts = {
  rename: (ctx: Context, conversationId: string) => updateConversation(ctx, { conversationId, title: 'New' }),
  describe: (ctx: Context, conversationId: string) => updateConversation(ctx, { conversationId, metadata: { a: 1 } }),
  add: (ctx: Context, conversationId: string) => addMembers(ctx, { conversationId, userIds: ['newcomer'] }),
  removeMember: (ctx: Context, conversationId: string) => removeMember(ctx, { conversationId, userId: 'member' }),
  removeOwner: (ctx: Context, conversationId: string) => removeMember(ctx, { conversationId, userId: 'second' }),
  promote: (ctx: Context, conversationId: string) =>
    setMemberRole(ctx, { conversationId, userId: 'member', role: 'ADMIN' }),
  demote: (ctx: Context, conversationId: string) =>
    setMemberRole(ctx, { conversationId, userId: 'second', role: 'MEMBER' }),
  leave: (ctx: Context, conversationId: string) => leaveConversation(ctx, { conversationId }),
  join: (ctx: Context, conversationId: string) => joinConversation(ctx, { conversationId }),
  mute: (ctx: Context, conversationId: string) =>
    setConversationPreferences(ctx, { conversationId, mutedUntil: '2030-01-01T00:00:00.000Z' }),
};

type Who = 'owner' | 'admin' | 'member' | 'stranger';
type Outcome = 'ok' | 'FORBIDDEN' | 'NOT_FOUND' | 'BAD_USER_INPUT';

const rules: Record<Place, Partial<Record<keyof typeof acts, Partial<Record<Who, Outcome>>>>> = {
  GROUP: {
    rename: { owner: 'ok', admin: 'ok', member: 'FORBIDDEN', stranger: 'NOT_FOUND' },
    describe: { owner: 'ok', admin: 'ok', member: 'FORBIDDEN', stranger: 'NOT_FOUND' },
    add: { owner: 'ok', admin: 'ok', member: 'FORBIDDEN', stranger: 'NOT_FOUND' },
    removeMember: { owner: 'ok', admin: 'ok', member: 'BAD_USER_INPUT', stranger: 'NOT_FOUND' },
    removeOwner: { owner: 'ok', admin: 'FORBIDDEN', member: 'FORBIDDEN', stranger: 'NOT_FOUND' },
    promote: { owner: 'ok', admin: 'FORBIDDEN', member: 'FORBIDDEN', stranger: 'NOT_FOUND' },
    demote: { owner: 'ok', admin: 'FORBIDDEN', member: 'FORBIDDEN', stranger: 'NOT_FOUND' },
    leave: { owner: 'ok', admin: 'ok', member: 'ok', stranger: 'NOT_FOUND' },
    join: { owner: 'ok', admin: 'ok', member: 'ok', stranger: 'NOT_FOUND' },
    mute: { owner: 'ok', admin: 'ok', member: 'ok', stranger: 'NOT_FOUND' },
  },
  PUBLIC: {
    rename: { owner: 'ok', admin: 'ok', member: 'FORBIDDEN', stranger: 'FORBIDDEN' },
    add: { admin: 'ok', member: 'FORBIDDEN', stranger: 'FORBIDDEN' },
    removeMember: { admin: 'ok', stranger: 'FORBIDDEN' },
    promote: { owner: 'ok', stranger: 'FORBIDDEN' },
    leave: { owner: 'ok', member: 'ok', stranger: 'ok' },
    join: { owner: 'ok', member: 'ok', stranger: 'ok' },
    mute: { member: 'ok', stranger: 'FORBIDDEN' },
  },
  DIRECT: {
    rename: { owner: 'BAD_USER_INPUT', stranger: 'NOT_FOUND' },
    describe: { owner: 'ok', member: 'ok', stranger: 'NOT_FOUND' },
    add: { owner: 'BAD_USER_INPUT', stranger: 'NOT_FOUND' },
    removeMember: { owner: 'BAD_USER_INPUT', stranger: 'NOT_FOUND' },
    promote: { owner: 'BAD_USER_INPUT', stranger: 'NOT_FOUND' },
    leave: { owner: 'BAD_USER_INPUT', member: 'BAD_USER_INPUT', stranger: 'NOT_FOUND' },
    join: { owner: 'ok', member: 'ok', stranger: 'NOT_FOUND' },
    mute: { owner: 'ok', member: 'ok', stranger: 'NOT_FOUND' },
  },
};

const table = Object.entries(rules).flatMap(([place, byAct]) =>
  Object.entries(byAct).flatMap(([act, byWho]) =>
    Object.entries(byWho).map(([who, outcome]) => ({ place, act, who, outcome })),
  ),
) as { place: Place; act: keyof typeof acts; who: Who; outcome: Outcome }[];

describe('who may do what', () => {
  it.each(table)('$place: $act by $who is $outcome', async ({ place, act, who, outcome }) => {
    const { id, ...cast } = await seedPlace(place);
    const before = await readLog(cast.owner, id);
    if (outcome === 'ok') {
      await acts[act](cast[who], id);
      const once = await readLog(cast.owner, id);
      // What sets a value may be sent again, and then adds nothing to the log.
      await acts[act](cast[who], id);
      expect(await readLog(cast.owner, id)).toEqual(once);
      return;
    }
    expect(await refusalOf(acts[act](cast[who], id))).toMatchObject({ code: outcome });
    expect(await readLog(cast.owner, id)).toEqual(before);
  });
});

describe('owners', () => {
  it('the last one neither leaves nor steps down while others are there, and hands over first', async () => {
    const { owner, second, id } = await seedPlace('GROUP');
    await leaveConversation(second, { conversationId: id });
    expect(await refusalOf(leaveConversation(owner, { conversationId: id }))).toMatchObject({
      code: 'CONFLICT',
      field: 'conversationId',
      message: expect.stringContaining('setMemberRole'),
    });
    const stepDown = setMemberRole(owner, { conversationId: id, userId: 'owner', role: 'MEMBER' });
    expect(await refusalOf(stepDown)).toMatchObject({ code: 'CONFLICT', field: 'role' });
    await setMemberRole(owner, { conversationId: id, userId: 'member', role: 'OWNER' });
    await leaveConversation(owner, { conversationId: id });
  });

  it('two who leave at once do not leave the others without one', async () => {
    const { owner, second, id } = await seedPlace('GROUP');
    const results = await Promise.allSettled(
      [owner, second].map((ctx) => leaveConversation(ctx, { conversationId: id })),
    );
    expect(results.map((result) => result.status).sort()).toEqual(['fulfilled', 'rejected']);
  });

  it('one who stepped down may repeat that, though he is an owner no more', async () => {
    const { owner, id } = await seedPlace('GROUP');
    const stepDown = { conversationId: id, userId: 'owner', role: 'MEMBER' } as const;
    expect(await setMemberRole(owner, stepDown)).toEqual(await setMemberRole(owner, stepDown));
  });

  it('the last member may go, and who then enters the empty channel owns it', async () => {
    const { owner, second, admin, member, stranger, newcomer, id } = await seedPlace('PUBLIC');
    for (const ctx of [member, admin, second, owner]) await leaveConversation(ctx, { conversationId: id });
    expect(await readConversation(engine.db, owner.actor.tenantId, id)).toMatchObject({ memberCount: 0 });
    await joinConversation(stranger, { conversationId: id });
    await joinConversation(newcomer, { conversationId: id });
    expect(await readMembership(engine.db, owner.actor.tenantId, id, 'stranger')).toMatchObject({ role: 'OWNER' });
    expect(await readMembership(engine.db, owner.actor.tenantId, id, 'newcomer')).toMatchObject({ role: 'MEMBER' });
  });
});

describe('membership', () => {
  it('ends at the number of its MemberRemoved, and begins anew at that of the next MemberAdded', async () => {
    const { owner, member, id } = await seedPlace('GROUP');
    const { tenantId } = owner.actor;
    await removeMember(owner, { conversationId: id, userId: 'member' });
    const { members } = await addMembers(owner, { conversationId: id, userIds: ['member'] });

    expect(members).toMatchObject([{ userId: 'member', role: 'MEMBER', joinedSeq: 8 }]);
    const log = await readLog(owner, id);
    expect(log.slice(-2)).toMatchObject([
      { seq: 7, type: 'MemberRemoved', actorId: 'owner', payload: { userId: 'member', memberCount: 3 } },
      { seq: 8, type: 'MemberAdded', actorId: 'owner', payload: { member: members[0], memberCount: 4 } },
    ]);
    const types = (await readLog(member, 'user/member')).map((event) => event.type);
    expect(types).toEqual(['ConversationJoined', 'ConversationLeft', 'ConversationJoined']);
    expect((await readFacts(engine.db, tenantId, 'member', null)).intervals).toEqual([
      { conversationId: id, fromSeq: 8, toSeq: null },
    ]);
    // A snapshot from before all of it sees the end of the first interval as news.
    const early = '10:10:';
    expect((await readFacts(engine.db, tenantId, 'member', early)).intervals).toMatchObject([
      { fromSeq: expect.any(Number), toSeq: 7 },
      { fromSeq: 8, toSeq: null },
    ]);
  });

  it('counts right and leaves no hole when many join, leave and are added at once', async () => {
    const cast = await createCast(services, 'owner', ...Array.from({ length: 20 }, (_, at) => `u${at}` as const));
    const { owner, ...others } = cast;
    const channel = { clientId: 'c', kind: 'CHANNEL', visibility: 'PUBLIC', title: 'T' } as const;
    const { id } = await createConversation(owner, channel);
    const everybody = Object.values<Context>(others);
    await Promise.all([
      ...everybody.map((ctx) => joinConversation(ctx, { conversationId: id })),
      ...everybody.map((ctx) => addMembers(owner, { conversationId: id, userIds: [ctx.actor.userId] })),
    ]);
    expect(await readLog(owner, id)).toHaveLength(21);
    await Promise.all(
      everybody.flatMap((ctx, at) => [
        leaveConversation(ctx, { conversationId: id }),
        ...(at % 2 === 0 ? [removeMember(owner, { conversationId: id, userId: ctx.actor.userId })] : []),
      ]),
    );
    expect(await readLog(owner, id)).toHaveLength(41);
    expect(await readConversation(engine.db, owner.actor.tenantId, id)).toMatchObject({ memberCount: 1 });
  });

  it('is given to who is named, in that order, and not twice', async () => {
    const { owner, id } = await seedPlace('GROUP');
    const userIds = ['stranger', 'admin', 'newcomer'];
    const { members, conversation } = await addMembers(owner, { conversationId: id, userIds });
    expect(members.map(({ userId, role }) => [userId, role])).toEqual([
      ['stranger', 'MEMBER'],
      ['admin', 'ADMIN'],
      ['newcomer', 'MEMBER'],
    ]);
    expect(conversation.memberCount).toBe(6);
    expect(await refusalOf(addMembers(owner, { conversationId: id, userIds: [] }))).toMatchObject({ field: 'userIds' });
    const twice = addMembers(owner, { conversationId: id, userIds: ['stranger', 'stranger'] });
    expect(await refusalOf(twice)).toMatchObject({ code: 'BAD_USER_INPUT', field: 'userIds.1' });
  });

  it('has a bound', async () => {
    const { owner, stranger, id } = await seedPlace('PUBLIC');
    const limits = { ...owner.config.limits, conversationMembersMax: 4 };
    const bounded = (ctx: Context) => ({ ...ctx, config: { ...ctx.config, limits } });
    const added = await refusalOf(addMembers(bounded(owner), { conversationId: id, userIds: ['newcomer'] }));
    expect(added).toMatchObject({ code: 'BAD_USER_INPUT', field: 'userIds' });
    expect(await refusalOf(joinConversation(bounded(stranger), { conversationId: id }))).toMatchObject({
      code: 'BAD_USER_INPUT',
    });
  });
});

describe("another tenant's ids", () => {
  const unknownId = 'conv_01h455vb4pex5vsknk084sn02q';

  it.each(Object.keys(acts) as (keyof typeof acts)[])('%s answers them like unknown ones', async (act) => {
    const { id } = await seedPlace('PUBLIC');
    const { owner: foreigner } = await createCast(services, ...names);
    const foreign = await refusalOf(acts[act](foreigner, id));
    expect(foreign).toEqual({ code: 'NOT_FOUND', field: 'conversationId', message: 'No such conversation.' });
    expect(foreign).toEqual(await refusalOf(acts[act](foreigner, unknownId)));
  });

  it('of users are unknown too', async () => {
    const { owner, id } = await seedPlace('GROUP');
    await createCast(services, 'mallory');
    for (const userId of ['mallory', 'nobody']) {
      const failures = await Promise.all([
        refusalOf(addMembers(owner, { conversationId: id, userIds: ['newcomer', userId] })),
        refusalOf(removeMember(owner, { conversationId: id, userId })),
        refusalOf(setMemberRole(owner, { conversationId: id, userId, role: 'ADMIN' })),
      ]);
      expect(failures).toEqual([
        { code: 'NOT_FOUND', field: 'userIds.1', message: 'No such user.' },
        { code: 'NOT_FOUND', field: 'userId', message: 'No such user.' },
        { code: 'NOT_FOUND', field: 'userId', message: 'No such member.' },
      ]);
    }
  });

  it('and ids of another kind are told apart by their prefixes', async () => {
    const { owner } = await seedPlace('GROUP');
    for (const act of Object.values(acts)) {
      expect(await refusalOf(act(owner, 'msg_01h455vb4pex5vsknk084sn02q'))).toMatchObject({
        code: 'BAD_USER_INPUT',
        field: 'conversationId',
        message: expect.stringMatching(/conv_.*msg_/),
      });
    }
  });
});
