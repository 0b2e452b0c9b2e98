import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import { UpsertUsersDocument, UserEmailDocument, ViewerEmailDocument } from '../../../client/index.ts';
import { createCast } from '../../testing/cast.ts';
import { startTestApp, type TestApp } from '../../testing/start-app.ts';
import { contextOf, createTestServices } from '../../testing/test-context.ts';
import { runAs } from '../../testing/verify-events.ts';
import { markBounced, readMailable } from './emails.ts';
import { requireUser } from './queries.ts';
import { upsertUsers } from './upsert-users.ts';

let app: TestApp;

beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.close());

async function seed() {
  const tenant = `t-${randomUUID()}`;
  const backend = runAs(app, await app.token('backend', { tenant, role: 'service' }));
  return {
    tenant,
    tokenOf: (sub: string, role = 'user') => app.token(sub, { tenant, role }),
    put: (email: string | null | undefined, id = 'alice') =>
      backend(UpsertUsersDocument, { input: { users: [{ id, email }] } }),
    emailOf: async (userId: string) => (await backend(UserEmailDocument, { userId })).userEmail,
    mailable: () => readMailable(app.engine.db, tenant, ['alice', 'bob', 'nobody']),
  };
}

describe("a user's address", () => {
  it('is set, kept and removed by the backend, and shown as it was given to him and to the backend', async () => {
    const { put, emailOf, tokenOf, mailable } = await seed();
    const alice = runAs(app, await tokenOf('alice'));
    const shown = async () => (await alice(ViewerEmailDocument, {})).viewer.email;
    expect(await shown()).toBeNull();
    await put("Alice.O'Hara+chat@Example.com");
    const address = "Alice.O'Hara+chat@Example.com";
    expect([await shown(), await emailOf('alice')]).toEqual([
      { address, bouncedAt: null },
      { address, bouncedAt: null },
    ]);
    await put(undefined);
    expect(await mailable()).toEqual(new Map([['alice', { address, name: null }]]));
    await put(null);
    expect([await shown(), await emailOf('alice'), (await mailable()).size]).toEqual([null, null, 0]);
  });

  it('is in no profile, changes none, and nobody is told of it', async () => {
    const services = createTestServices(app.engine.db);
    const { alice, app: caller } = await createCast(services, 'alice', 'app');
    const backend = contextOf(services, 'app', { tenantId: caller.actor.tenantId, role: 'service' });
    const before = await requireUser(alice, 'alice');
    const [shown] = await upsertUsers(backend, { users: [{ id: 'alice', email: 'alice@example.com' }] });
    expect([shown, await requireUser(alice, 'alice')]).toEqual([before, before]);
    expect(services.announced).toEqual([]);
    await upsertUsers(backend, { users: [{ id: 'alice', email: 'alice@example.org', name: 'Alice' }] });
    expect(services.announced).toHaveLength(1);
    expect(JSON.stringify(services.announced)).not.toContain('example');
  });

  it.each([
    ['no address', 'alice'],
    ['a line break', 'alice@example.com\r\nBcc: mallory@example.com'],
    ['a line break at its end', 'alice@example.com\n'],
    ['a name', 'Alice <alice@example.com>'],
    ['two', 'alice@example.com,bob@example.com'],
    ['a blank', ' alice@example.com'],
    ['nothing', ''],
    ['255 characters', `${'x'.repeat(243)}@example.com`],
  ])('is refused with %s', async (_what, email) => {
    const { tokenOf } = await seed();
    const input = { users: [{ id: 'alice', email }] };
    const { errors } = await app.graphql(await tokenOf('backend', 'service'), UpsertUsersDocument, { input });
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', field: 'users.0.email' });
  });

  it('is asked for by the backend alone', async () => {
    const { put, tokenOf } = await seed();
    await put('alice@example.com');
    for (const token of [await tokenOf('alice'), await tokenOf('bob'), await tokenOf('admin', 'admin')]) {
      const { errors } = await app.graphql(token, UserEmailDocument, { userId: 'alice' });
      expect(errors?.[0]?.extensions).toMatchObject({ code: 'FORBIDDEN' });
    }
  });
});

test('An address that bounced is mailed to again once it was changed, or removed and set, and not before', async () => {
  const { tenant: tenantId, put, emailOf, mailable } = await seed();
  const bounce = (address: string) => markBounced(app.engine.db, { tenantId, userId: 'alice', address });
  await put('alice@example.com');
  await bounce('another@example.com');
  expect((await mailable()).size).toBe(1);
  await bounce('alice@example.com');
  expect(await emailOf('alice')).toEqual({ address: 'alice@example.com', bouncedAt: expect.any(String) });
  await put('alice@example.com');
  expect((await mailable()).size).toBe(0);
  await put(null);
  await put('alice@example.com');
  expect((await mailable()).size).toBe(1);
  await bounce('alice@example.com');
  await put('alice@example.org');
  expect(await mailable()).toEqual(new Map([['alice', { address: 'alice@example.org', name: null }]]));
});
