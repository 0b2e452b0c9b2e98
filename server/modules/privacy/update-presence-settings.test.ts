import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createCast, readLog } from '../../testing/cast.ts';
import { openTestEngine, type TestEngine } from '../../testing/engine.ts';
import { contextOf, createTestServices, seedUsers, type TestServices } from '../../testing/test-context.ts';
import { defaultSettings, readPresenceSettings } from './queries.ts';
import { privacySince } from './sources.ts';
import { updatePresenceSettings } from './update-presence-settings.ts';

let engine: TestEngine;
let services: TestServices;

beforeAll(async () => {
  engine = await openTestEngine();
  services = createTestServices(engine.db);
});
afterAll(() => engine.close());

const logOf = async (ctx: Parameters<typeof readLog>[0]) =>
  (await readLog(ctx, `user/${ctx.actor.userId}`)).map(({ type, payload }) => [type, payload]);

describe('a user’s presence settings', () => {
  it('share everything until he says otherwise, and keep what a change does not name', async () => {
    const { alice } = await createCast(services, 'alice');
    expect(await updatePresenceSettings(alice, {})).toEqual(defaultSettings);
    expect(await updatePresenceSettings(alice, { shareTyping: false })).toEqual({
      ...defaultSettings,
      shareTyping: false,
    });
    expect(await updatePresenceSettings(alice, { shareReadReceipts: false, shareTyping: null })).toEqual({
      ...defaultSettings,
      shareTyping: false,
      shareReadReceipts: false,
    });
  });

  it('are told to his own devices once for each change, and not where nothing changes', async () => {
    const { alice } = await createCast(services, 'alice');
    await updatePresenceSettings(alice, { shareTyping: true });
    await updatePresenceSettings(alice, { shareTyping: false });
    await updatePresenceSettings(alice, { shareTyping: false });
    expect(await logOf(alice)).toEqual([
      ['PresenceSettingsChanged', { settings: { ...defaultSettings, shareTyping: false } }],
    ]);
  });

  it('set on two devices at once end as one of the two, with an event for each change', async () => {
    const { alice } = await createCast(services, 'alice');
    await Promise.all([
      updatePresenceSettings(alice, { shareTyping: false }),
      updatePresenceSettings(alice, { shareReadReceipts: false }),
    ]);
    const log = await logOf(alice);
    expect(log).toHaveLength(2);
    expect(log.at(-1)?.[1]).toEqual({ settings: { ...defaultSettings, shareTyping: false, shareReadReceipts: false } });
  });

  it('say who sees his presence, and mark him so that every node looks again', async () => {
    const { alice } = await createCast(services, 'alice');
    const [{ snapshot } = { snapshot: '' }] = await engine.db.execute<{ snapshot: string }>(
      sql`select pg_current_snapshot()::text as snapshot`,
    );
    const set = { visibility: 'CONTACTS', showOnlineStatus: false, showLastSeen: false, invisible: true } as const;
    expect(await updatePresenceSettings(alice, set)).toEqual({ ...defaultSettings, ...set });
    const { tenantId, userId } = alice.actor;
    expect(await privacySince(engine.db, snapshot)).toEqual([{ tenantId, userId }]);
    expect(await updatePresenceSettings(alice, { visibility: null, invisible: false })).toEqual({
      ...defaultSettings,
      ...set,
      invisible: false,
    });
    const wrong = updatePresenceSettings(alice, { visibility: 'FRIENDS' as 'NOBODY' });
    await expect(wrong).rejects.toMatchObject({ code: 'BAD_USER_INPUT', field: 'visibility' });
  });

  it('are his of this tenant alone', async () => {
    const { alice } = await createCast(services, 'alice');
    await seedUsers(engine.db, ['alice'], 'elsewhere');
    const other = contextOf(services, 'alice', { tenantId: 'elsewhere' });
    await updatePresenceSettings(alice, { shareReadReceipts: false });
    expect(await readPresenceSettings(engine.db, [other.actor, alice.actor])).toEqual([
      defaultSettings,
      { ...defaultSettings, shareReadReceipts: false },
    ]);
  });
});
