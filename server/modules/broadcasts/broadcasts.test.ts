import { randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Context } from '../../context.ts';
import { openInstallation } from '../../realtime/installation.ts';
import { userTopic } from '../../realtime/log-event.ts';
import { createCast, readLog, refusalOf } from '../../testing/cast.ts';
import { openTestEngine, type TestEngine } from '../../testing/engine.ts';
import { seedConversation } from '../../testing/seed-conversation.ts';
import { contextOf, createTestServices, seedUsers, type TestServices } from '../../testing/test-context.ts';
import { leaveConversation } from '../conversations/leave-conversation.ts';
import { eraseUser } from '../erasure/erase-user.ts';
import { listNotifications } from '../notifications/list-notifications.ts';
import { updateNotificationPreferences } from '../notifications/update-notification-preferences.ts';
import { updatePresenceSettings } from '../privacy/update-presence-settings.ts';
import { upsertUsers } from '../users/upsert-users.ts';
import { countDelivered, listDecisions } from './broadcast.ts';
import { broadcastNotification } from './broadcast-notification.ts';
import { cancelBroadcast } from './cancel-broadcast.ts';
import { usersAtFirst } from './pace.ts';
import { listBroadcasts, requireBroadcast } from './queries.ts';
import type { BroadcastJob } from './queues.ts';
import { resumeBroadcasts, stillMs } from './resume-broadcasts.ts';
import { runBroadcast } from './run-broadcast.ts';

let engine: TestEngine;
let services: TestServices;

beforeAll(async () => {
  engine = await openTestEngine();
  await openInstallation(engine.db);
  services = createTestServices(engine.db);
});
afterAll(() => engine.close());

type Input = Parameters<typeof broadcastNotification>[1];
const inputOf = (over: Partial<Input> = {}): Input => ({
  ...{ clientId: randomUUID(), segment: { all: true }, type: 'ALERT', title: 'High tide', ...over },
});

/** A tenant with its backend, and users `u0000`, `u0001` … */
async function seedTenant(users = 0): Promise<{ backend: Context; tenantId: string; ids: string[] }> {
  const { backend } = await createCast(services, 'backend');
  const { tenantId } = backend.actor;
  const ids = Array.from({ length: users }, (_, at) => `u${String(at).padStart(4, '0')}`);
  if (users > 0) await seedUsers(engine.db, ids, tenantId);
  return { backend: contextOf(services, 'backend', { tenantId, role: 'service' }), tenantId, ids };
}

const run = { signal: new AbortController().signal, attempt: 1, isLast: false };
/** As it comes, without the rest before it. */
const doJob = ({ notBefore: _rest, ...job }: BroadcastJob) => runBroadcast(services, job, run);
const takeJob = () => services.enqueued.shift()?.data as BroadcastJob | undefined;

/** Does what is enqueued, and what follows from it. */
async function finish(): Promise<void> {
  for (let job = takeJob(); job !== undefined; job = takeJob()) await doJob(job);
}

const begin = (ctx: Context, over: Partial<Input> = {}) => broadcastNotification(ctx, inputOf(over));
async function broadcast(ctx: Context, over: Partial<Input> = {}) {
  const { id } = await begin(ctx, over);
  await finish();
  return requireBroadcast(ctx, id);
}

/** In how many inboxes of the tenant it is, user by user. */
async function told(tenantId: string): Promise<string[]> {
  const rows = await engine.db.execute<{ user_id: string }>(
    sql`select user_id from notifications where tenant_id = ${tenantId} order by user_id`,
  );
  return rows.map((row) => row.user_id);
}

test('Everybody of the tenant is told once, range by range, and nobody of another', async () => {
  const other = await seedTenant(3);
  const { backend, tenantId, ids } = await seedTenant(3 * usersAtFirst);
  const { id } = await begin(backend, { body: 'At six' });
  expect(await requireBroadcast(backend, id)).toMatchObject({ status: 'PENDING', usersTotal: null, usersDone: 0 });
  await doJob(takeJob() as BroadcastJob);
  expect(await requireBroadcast(backend, id)).toMatchObject({ status: 'RUNNING', usersTotal: 151, usersDone: 0 });
  await doJob(takeJob() as BroadcastJob);
  expect(await requireBroadcast(backend, id)).toMatchObject({ status: 'RUNNING', usersTotal: 151, usersDone: 50 });
  await finish();
  const done = await requireBroadcast(backend, id);
  expect(done).toMatchObject({ status: 'DONE', usersTotal: 151, usersDone: 151, finishedAt: expect.any(String) });
  expect(countDelivered(done.decisionCounts)).toBe(151);
  expect(await told(tenantId)).toEqual(['backend', ...ids]);
  expect(await told(other.tenantId)).toEqual([]);
  const [first] = ids.map((userId) => contextOf(services, userId, { tenantId }));
  expect((await listNotifications(first as Context, {})).edges.map(({ node }) => node)).toMatchObject([
    { type: 'ALERT', title: 'High tide', body: 'At six', priority: 'NORMAL', actorId: null },
  ]);
  expect((await readLog(first as Context, userTopic('u0000'))).map(({ type }) => type)).toEqual(['NotificationAdded']);
});

describe('retries', () => {
  test('Twenty requests at once with one client id make one broadcast and one job', async () => {
    const { backend } = await seedTenant(2);
    const input = inputOf();
    const all = await Promise.all(Array.from({ length: 20 }, () => broadcastNotification(backend, input)));
    expect(new Set(all.map(({ id }) => id)).size).toBe(1);
    expect(services.enqueued).toHaveLength(1);
    await finish();
    expect(await broadcastNotification(backend, input)).toMatchObject({ id: all[0]?.id, status: 'DONE' });
    expect(services.enqueued).toEqual([]);
  });

  test('Another request with a client id that was used is refused', async () => {
    const { backend } = await seedTenant();
    const input = inputOf();
    await broadcastNotification(backend, input);
    await finish();
    for (const over of [{ title: 'Low tide' }, { segment: { userIds: ['backend'] } }]) {
      const refusal = await refusalOf(broadcastNotification(backend, { ...input, ...over }));
      expect(refusal).toMatchObject({ code: 'CONFLICT', field: 'clientId' });
    }
  });

  test('A job that comes many times, also at once, tells nobody twice and is followed by one job', async () => {
    const { backend, tenantId, ids } = await seedTenant(2 * usersAtFirst);
    await begin(backend);
    const all: BroadcastJob[] = [];
    for (let job = takeJob(); job !== undefined; job = takeJob()) {
      const again = job;
      all.push(job);
      await Promise.all(Array.from({ length: 5 }, () => doJob(again)));
      expect(services.enqueued.length).toBeLessThanOrEqual(1);
    }
    for (const job of all) await doJob(job);
    expect(services.enqueued).toEqual([]);
    expect(await told(tenantId)).toEqual(['backend', ...ids]);
  });

  test('What stands still is taken up again where it stood, what moves is not, and what is over never', async () => {
    const { backend, tenantId, ids } = await seedTenant(2 * usersAtFirst);
    const { id } = await begin(backend);
    await doJob(takeJob() as BroadcastJob);
    await doJob(takeJob() as BroadcastJob);
    // The node dies with the job.
    services.enqueued.splice(0);
    expect(await resumeBroadcasts(services, stillMs)).toBe(0);
    expect(await resumeBroadcasts(services, stillMs, new Date(Date.now() + 2 * stillMs))).toBe(1);
    expect(services.enqueued).toMatchObject([{ data: { tenantId, broadcastId: id, step: 2 } }]);
    await finish();
    expect(await told(tenantId)).toEqual(['backend', ...ids]);
    expect(await resumeBroadcasts(services, 0)).toBe(0);
  });
});

describe('the end', () => {
  test('Cancelling stops it for good; those who were told stay told', async () => {
    const { backend, tenantId, ids } = await seedTenant(3 * usersAtFirst);
    const { id } = await begin(backend);
    await doJob(takeJob() as BroadcastJob);
    await doJob(takeJob() as BroadcastJob);
    const cancelled = await cancelBroadcast(backend, { id });
    expect(cancelled).toMatchObject({ status: 'CANCELLED', usersDone: usersAtFirst, finishedAt: expect.any(String) });
    await finish();
    expect(await requireBroadcast(backend, id)).toEqual(cancelled);
    expect(await cancelBroadcast(backend, { id })).toEqual(cancelled);
    expect(await told(tenantId)).toEqual(['backend', ...ids].slice(0, usersAtFirst));
  });

  test('Cancelling what is done changes nothing', async () => {
    const { backend } = await seedTenant();
    const done = await broadcast(backend);
    expect(await cancelBroadcast(backend, { id: done.id })).toEqual(done);
  });

  test('What fails is tried again where it stood, and given up after the last try', async () => {
    const { backend, tenantId } = await seedTenant(3);
    const { id } = await begin(backend);
    await doJob(takeJob() as BroadcastJob);
    const job = takeJob() as BroadcastJob;
    const broken = { ...services, realtime: { ...services.realtime, append: () => Promise.reject(new Error('No.')) } };
    await expect(runBroadcast(broken, { ...job, notBefore: 0 }, run)).rejects.toThrow('No.');
    expect(await requireBroadcast(backend, id)).toMatchObject({ status: 'RUNNING', usersDone: 0 });
    await expect(runBroadcast(broken, { ...job, notBefore: 0 }, { ...run, isLast: true })).rejects.toThrow('No.');
    expect(await requireBroadcast(backend, id)).toMatchObject({ status: 'FAILED', usersDone: 0 });
    expect([await told(tenantId), services.enqueued]).toEqual([[], []]);
  });

  test('A node that stops ends its rest, and the range is done later', async () => {
    const { backend } = await seedTenant();
    await begin(backend);
    const stopped = { signal: AbortSignal.abort(), attempt: 1, isLast: false };
    const job = takeJob() as BroadcastJob;
    await expect(runBroadcast(services, { ...job, notBefore: Date.now() + 60_000 }, stopped)).rejects.toThrow();
    await doJob(job);
    await finish();
  });
});

test('Each is told as he wants it, and the counts say who is not, and why', async () => {
  const cast = await createCast(services, 'alice', 'bob', 'carol', 'dave');
  const { tenantId } = cast.alice.actor;
  const backend = contextOf(services, 'alice', { tenantId, role: 'service' });
  await updateNotificationPreferences(cast.bob, { types: [{ type: 'ALERT', channels: ['EMAIL'] }] });
  await updateNotificationPreferences(cast.carol, { minimumPriority: 'HIGH' });
  await updateNotificationPreferences(cast.dave, { doNotDisturbUntil: '2100-01-01T00:00:00.000Z' });
  const done = await broadcast(backend);
  expect(await told(tenantId)).toEqual(['alice', 'dave']);
  expect(done).toMatchObject({ usersDone: 4 });
  expect(countDelivered(done.decisionCounts)).toBe(2);
  const inApp = listDecisions(done.decisionCounts).filter(({ channel }) => channel === 'IN_APP');
  expect(inApp).toEqual([
    { channel: 'IN_APP', outcome: 'DELIVER', rule: 'ALLOWED', users: 2 },
    { channel: 'IN_APP', outcome: 'DROP', rule: 'CHANNEL_OFF', users: 1 },
    { channel: 'IN_APP', outcome: 'DROP', rule: 'BELOW_MINIMUM_PRIORITY', users: 1 },
  ]);
  const over = await broadcast(backend, { expiresAt: '2020-01-01T00:00:00.000Z' });
  expect(countDelivered(over.decisionCounts)).toBe(0);
});

test('A key takes the place of what was told before with it; two broadcasts at once do not wait for each other', async () => {
  const { backend, tenantId, ids } = await seedTenant(2);
  await begin(backend, { collapseKey: 'tide', title: 'One' });
  await begin(backend, { collapseKey: 'tide', title: 'Two' });
  await begin(backend, { collapseKey: 'storm' });
  await Promise.all(services.enqueued.splice(0).map(({ data }) => doJob(data as BroadcastJob)));
  await finish();
  expect(await told(tenantId)).toEqual(['backend', ...ids].flatMap((userId) => [userId, userId]));
});

describe('segments', () => {
  test('Members of a conversation, whether they are so when they have their turn', async () => {
    const cast = await createCast(services, 'alice', 'bob', 'carol', 'dave');
    const { tenantId } = cast.alice.actor;
    const conversationId = await seedConversation(cast.alice, [cast.bob, cast.carol], { kind: 'GROUP' });
    const backend = contextOf(services, 'dave', { tenantId, role: 'service' });
    await begin(backend, { segment: { conversationId } });
    await leaveConversation(cast.carol, { conversationId });
    await finish();
    expect(await told(tenantId)).toEqual(['alice', 'bob']);
  });

  test('Named users, also of a conversation and with what the application says of them', async () => {
    const cast = await createCast(services, 'alice', 'bob', 'carol', 'dave');
    const { tenantId } = cast.alice.actor;
    const conversationId = await seedConversation(cast.alice, [cast.bob, cast.carol], { kind: 'GROUP' });
    const backend = contextOf(services, 'dave', { tenantId, role: 'service' });
    const users = ['bob', 'dave'].map((id) => ({ id, metadata: { plan: 'pro', address: { city: 'Rome', zip: 1 } } }));
    await upsertUsers(backend, { users });
    const segments: [Input['segment'], string[]][] = [
      [{ userIds: ['dave', 'alice'] }, ['alice', 'dave']],
      [{ metadata: { plan: 'pro' } }, ['bob', 'dave']],
      [{ metadata: { address: { city: 'Rome' } } }, ['bob', 'dave']],
      [{ metadata: { plan: 'free' } }, []],
      [{ userIds: ['alice', 'bob', 'dave'], conversationId }, ['alice', 'bob']],
      [{ userIds: ['alice', 'bob', 'dave'], metadata: { plan: 'pro' }, conversationId }, ['bob']],
    ];
    for (const [segment, expected] of segments) {
      const collapseKey = randomUUID();
      const done = await broadcast(backend, { segment, collapseKey });
      const rows = await engine.db.execute<{ user_id: string }>(sql`
        select user_id from notifications
        where tenant_id = ${tenantId} and collapse_key = ${`app/${collapseKey}`} order by user_id`);
      expect([segment, rows.map((row) => row.user_id)]).toEqual([segment, expected]);
      expect(done).toMatchObject({ status: 'DONE', usersTotal: expected.length, usersDone: expected.length });
    }
  });

  test('A few among thousands are found, however far apart they are', async () => {
    const { backend, tenantId, ids } = await seedTenant(4_500);
    await upsertUsers(backend, {
      users: [ids[7], ids[4_321]].map((id) => ({ id: id ?? '', metadata: { vip: true } })),
    });
    const done = await broadcast(backend, { segment: { metadata: { vip: true } } });
    expect(await told(tenantId)).toEqual([ids[7], ids[4_321]]);
    expect(done).toMatchObject({ usersTotal: 2, usersDone: 2 });
  });

  test('Who is there, or was there lately, as far as he shows it', async () => {
    const cast = await createCast(services, 'gone', 'here', 'hidden', 'invisible', 'lately', 'never');
    const { tenantId } = cast.gone.actor;
    const backend = contextOf(services, 'never', { tenantId, role: 'service' });
    for (const [userId, at] of [
      ['gone', '2026-01-01T00:00:00Z'],
      ['lately', '2026-03-01T00:00:00Z'],
      ['hidden', '2026-03-01T00:00:00Z'],
    ]) {
      await engine.db.execute(
        sql`insert into presence (tenant_id, user_id, last_seen_at) values (${tenantId}, ${userId}, ${at}::timestamptz)`,
      );
    }
    await updatePresenceSettings(cast.hidden, { showLastSeen: false });
    await updatePresenceSettings(cast.invisible, { invisible: true });
    const { presence } = services.realtime;
    const there = new Set(['here', 'invisible']);
    services.realtime.presence = {
      ...presence,
      read: async (asked) =>
        (await presence.read(asked)).map((where, at) =>
          there.has(asked[at]?.userId ?? '') ? { ...where, activity: 'ONLINE' } : where,
        ),
    };
    try {
      const done = await broadcast(backend, { segment: { seenSince: '2026-02-01T00:00:00Z' } });
      expect(await told(tenantId)).toEqual(['here', 'lately']);
      expect(done).toMatchObject({ usersTotal: 2, usersDone: 2 });
    } finally {
      services.realtime.presence = presence;
    }
  });

  test('Who comes after it was asked for is not meant, nor whose account is erased, unless he is back', async () => {
    const cast = await createCast(services, 'alice', 'bob', 'carol');
    const { tenantId } = cast.alice.actor;
    const backend = contextOf(services, 'alice', { tenantId, role: 'service' });
    for (const userId of ['bob', 'carol']) await eraseUser(backend, { userId, scope: 'ACCOUNT' });
    await engine.db.execute(
      // Both are kept in milliseconds, of which the next change may have the same as this moment.
      sql`update user_erasures e set finished_at = u.updated_at from users u
        where e.tenant_id = ${tenantId} and e.user_id = 'carol' and u.tenant_id = e.tenant_id and u.id = e.user_id`,
    );
    await upsertUsers(backend, { users: [{ id: 'carol', name: 'Carol' }] });
    services.enqueued.splice(0);
    const { createdAt } = await begin(backend);
    await seedUsers(engine.db, ['erin'], tenantId);
    const later = new Date(Date.parse(createdAt) + 1).toISOString();
    await engine.db.execute(
      sql`update users set created_at = ${later}::timestamptz where tenant_id = ${tenantId} and id = 'erin'`,
    );
    await finish();
    expect(await told(tenantId)).toEqual(['alice', 'carol']);
  });

  test('Nobody is meant by mistake, and nobody of another tenant', async () => {
    const { backend, ids } = await seedTenant(2);
    const cast = await createCast(services, 'alice', 'bob');
    const conversationId = await seedConversation(cast.alice, [cast.bob], { kind: 'GROUP' });
    const many = Array.from({ length: services.config.limits.broadcastUsersMax + 1 }, (_, at) => `many${at}`);
    const refusals: [Input['segment'], object][] = [
      [{}, { code: 'BAD_USER_INPUT', field: 'segment' }],
      [{ all: false }, { code: 'BAD_USER_INPUT', field: 'segment' }],
      [
        { all: true, userIds: ids },
        { code: 'BAD_USER_INPUT', field: 'segment' },
      ],
      [{ userIds: [] }, { code: 'BAD_USER_INPUT', field: 'segment.userIds' }],
      [{ userIds: ['u0000', 'u0000'] }, { code: 'BAD_USER_INPUT', field: 'segment.userIds' }],
      [{ userIds: many }, { code: 'BAD_USER_INPUT', field: 'segment.userIds' }],
      [{ metadata: {} }, { code: 'BAD_USER_INPUT', field: 'segment.metadata' }],
      [{ seenSince: 'yesterday' }, { code: 'BAD_USER_INPUT', field: 'segment.seenSince' }],
      [{ conversationId: 'general' }, { code: 'BAD_USER_INPUT', field: 'segment.conversationId' }],
      [{ conversationId }, { code: 'NOT_FOUND', field: 'segment.conversationId' }],
      [{ userIds: ['u0000', 'alice'] }, { code: 'NOT_FOUND', field: 'segment.userIds.1' }],
    ];
    for (const [segment, refusal] of refusals) {
      expect([segment, await refusalOf(begin(backend, { segment }))]).toMatchObject([segment, refusal]);
    }
    expect((await listBroadcasts(backend, {})).edges).toEqual([]);
    expect(services.enqueued).toEqual([]);
  });
});

test('Broadcasts are for the backend alone, which sees those of its tenant, the newest first', async () => {
  const { backend, tenantId } = await seedTenant();
  const first = await broadcast(backend);
  const second = await broadcast(backend);
  const ids = async (args: object) => (await listBroadcasts(backend, args)).edges.map(({ node }) => node.id);
  expect([await ids({}), await ids({ first: 1 }), await ids({ last: 1 })]).toEqual([
    [second.id, first.id],
    [second.id],
    [first.id],
  ]);
  const user = contextOf(services, 'backend', { tenantId });
  const { id } = first;
  const works: (() => Promise<unknown>)[] = [
    () => begin(user),
    () => cancelBroadcast(user, { id }),
    () => requireBroadcast(user, id),
    () => listBroadcasts(user, {}),
  ];
  for (const work of works) {
    expect(await refusalOf(work())).toMatchObject({ code: 'FORBIDDEN' });
  }
  const stranger = (await seedTenant()).backend;
  expect(await refusalOf(requireBroadcast(stranger, id))).toMatchObject({ code: 'NOT_FOUND' });
  expect(await refusalOf(cancelBroadcast(stranger, { id }))).toMatchObject({ code: 'NOT_FOUND' });
});
