import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createCast, readLog } from '../../testing/cast.ts';
import { openTestEngine, type TestEngine } from '../../testing/engine.ts';
import { contextOf, createTestServices, seedUsers, type TestServices } from '../../testing/test-context.ts';
import { readPresenceSettings } from './queries.ts';
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
    expect(await updatePresenceSettings(alice, {})).toEqual({ shareTyping: true, shareReadReceipts: true });
    expect(await updatePresenceSettings(alice, { shareTyping: false })).toEqual({
      shareTyping: false,
      shareReadReceipts: true,
    });
    expect(await updatePresenceSettings(alice, { shareReadReceipts: false, shareTyping: null })).toEqual({
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
      ['PresenceSettingsChanged', { settings: { shareTyping: false, shareReadReceipts: true } }],
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
    expect(log.at(-1)?.[1]).toEqual({ settings: { shareTyping: false, shareReadReceipts: false } });
  });

  it('are his of this tenant alone', async () => {
    const { alice } = await createCast(services, 'alice');
    await seedUsers(engine.db, ['alice'], 'elsewhere');
    const other = contextOf(services, 'alice', { tenantId: 'elsewhere' });
    await updatePresenceSettings(alice, { shareReadReceipts: false });
    expect(await readPresenceSettings(engine.db, [other.actor, alice.actor])).toEqual([
      { shareTyping: true, shareReadReceipts: true },
      { shareTyping: true, shareReadReceipts: false },
    ]);
  });
});
