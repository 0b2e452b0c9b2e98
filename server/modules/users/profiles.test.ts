import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createCast, refusalOf } from '../../testing/cast.ts';
import { openTestEngine, type TestEngine } from '../../testing/engine.ts';
import { contextOf, createTestServices, type TestServices } from '../../testing/test-context.ts';
import { listUsers, readUsers, requireUser, userLoader } from './queries.ts';
import { updateProfile } from './update-profile.ts';
import { upsertUsers } from './upsert-users.ts';

let engine: TestEngine;
let services: TestServices;

beforeAll(async () => {
  engine = await openTestEngine();
  services = createTestServices(engine.db);
});
afterAll(() => engine.close());

const announcedTo = (tenantId: string) =>
  services.announced.flatMap((told) =>
    told.tenantId === tenantId && told.item.type === 'UserChanged' ? told.item : [],
  );

const badProfiles: [string, Record<string, unknown>, string][] = [
  ['an empty name', { name: '' }, 'name'],
  ['a name of 201 characters', { name: 'x'.repeat(201) }, 'name'],
  ['a name with half a surrogate pair', { name: '\udc00' }, 'name'],
  ['a script as picture', { pictureUrl: 'javascript:alert(1)' }, 'pictureUrl'],
  ['a relative picture', { pictureUrl: '/me.png' }, 'pictureUrl'],
  ['a picture with a line break', { pictureUrl: 'https://example.org/\nx' }, 'pictureUrl'],
  ['a picture of 2,049 characters', { pictureUrl: `https://example.org/${'x'.repeat(2_029)}` }, 'pictureUrl'],
  ['metadata above 4 KB', { metadata: { x: 'x'.repeat(4_100) } }, 'metadata'],
  ['metadata with NUL', { metadata: { x: ['\0'] } }, 'metadata'],
];

describe('updateProfile', () => {
  it('sets what is given, clears by null, keeps what is absent, and tells it once', async () => {
    const { alice } = await createCast(services, 'alice');
    const { tenantId } = alice.actor;
    const pictureUrl = 'https://example.org/a.png';
    const named = await updateProfile(alice, { name: 'Alice', pictureUrl, metadata: { b: 1, a: 2 } });
    expect(named).toMatchObject({ id: 'alice', name: 'Alice', pictureUrl, metadata: { a: 2, b: 1 } });
    const cleared = await updateProfile(alice, { pictureUrl: null });
    expect(cleared).toMatchObject({ name: 'Alice', pictureUrl: null });
    expect(Date.parse(cleared.updatedAt)).toBeGreaterThanOrEqual(Date.parse(named.updatedAt));
    expect(await updateProfile(alice, { name: 'Alice', metadata: { a: 2, b: 1 } })).toEqual(cleared);
    expect(await updateProfile(alice, { metadata: null })).toEqual(cleared);
    expect(announcedTo(tenantId).map(({ user }) => user)).toEqual([named, cleared]);
  });

  it.each(badProfiles)('refuses %s', async (_what, change, field) => {
    const { alice } = await createCast(services, 'alice');
    expect(await refusalOf(updateProfile(alice, change))).toMatchObject({ code: 'BAD_USER_INPUT', field });
  });
});

describe('upsertUsers', () => {
  const asService = async () => {
    const { app, alice } = await createCast(services, 'app', 'alice');
    return { alice, app: contextOf(services, 'app', { tenantId: app.actor.tenantId, role: 'service' }) };
  };

  it('creates and sets in one request, answers in the order given, and tells of changed users only', async () => {
    const { app } = await asService();
    const users = [{ id: 'zoe', name: 'Zoe' }, { id: 'alice', name: 'Alice' }, { id: 'bob' }];
    const made = await upsertUsers(app, { users });
    expect(made.map(({ id, name }) => [id, name])).toEqual([
      ['zoe', 'Zoe'],
      ['alice', 'Alice'],
      ['bob', null],
    ]);
    expect(await upsertUsers(app, { users })).toEqual(made);
    expect(announcedTo(app.actor.tenantId).map(({ user }) => user.id)).toEqual(['alice']);
  });

  it('at the same time, in opposite orders, neither blocks nor makes anybody twice', async () => {
    const { app } = await asService();
    const users = Array.from({ length: 30 }, (_, at) => ({ id: `user ${at}`, name: `${at}` }));
    const results = await Promise.all(
      Array.from({ length: 10 }, (_, at) => upsertUsers(app, { users: at % 2 === 0 ? users : users.toReversed() })),
    );
    expect(results.flat()).toHaveLength(300);
    expect(
      (
        await readUsers(
          app.db,
          app.actor.tenantId,
          users.map(({ id }) => id),
        )
      ).size,
    ).toBe(30);
  });

  it('is for the role `service`, all or none', async () => {
    const { app, alice } = await asService();
    expect(await refusalOf(upsertUsers(alice, { users: [{ id: 'x' }] }))).toMatchObject({ code: 'FORBIDDEN' });
    const half = upsertUsers(app, { users: [{ id: 'x' }, { id: 'y', name: '' }] });
    expect(await refusalOf(half)).toMatchObject({ code: 'BAD_USER_INPUT', field: 'users.1.name' });
    expect(await readUsers(app.db, app.actor.tenantId, ['x', 'y'])).toEqual(new Map());
  });

  it.each([
    ['none', [], 'users'],
    ['101', Array.from({ length: 101 }, (_, at) => ({ id: `u${at}` })), 'users'],
    ['one twice', [{ id: 'a' }, { id: 'a' }], 'users.1.id'],
    ['one whose id is a TypeID', [{ id: 'conv_01h455vb4pex5vsknk084sn02q' }], 'users.0.id'],
    ['one whose id is 129 characters', [{ id: 'x'.repeat(129) }], 'users.0.id'],
    ['one whose id has a control character', [{ id: 'a\nb' }], 'users.0.id'],
  ])('refuses %s', async (_what, users, field) => {
    const { app } = await asService();
    expect(await refusalOf(upsertUsers(app, { users }))).toMatchObject({ code: 'BAD_USER_INPUT', field });
  });
});

describe('reading users', () => {
  it("answers another tenant's ids like unknown ones", async () => {
    const { alice } = await createCast(services, 'alice');
    await createCast(services, 'mallory');
    const foreign = await refusalOf(requireUser(alice, 'mallory'));
    expect(foreign).toEqual({ code: 'NOT_FOUND', field: 'id', message: 'No such user.' });
    expect(foreign).toEqual(await refusalOf(requireUser(alice, 'nobody')));
    const listed = await listUsers(alice, { ids: ['mallory', 'alice', 'nobody', 'alice'] });
    expect(listed.map((user) => user?.id ?? null)).toEqual([null, 'alice', null, 'alice']);
    const tooMany = Array.from({ length: 101 }, (_, at) => `u${at}`);
    expect(await refusalOf(listUsers(alice, { ids: tooMany }))).toMatchObject({ field: 'ids' });
  });

  it('shows a profile as it is now, also through a context that lives on', async () => {
    const { alice } = await createCast(services, 'alice');
    expect(await userLoader(alice).load('alice')).toMatchObject({ name: null });
    await updateProfile(alice, { name: 'Alice' });
    expect(await userLoader(alice).load('alice')).toMatchObject({ name: 'Alice' });
  });
});
