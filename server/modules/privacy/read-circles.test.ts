import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createCast } from '../../testing/cast.ts';
import { openTestEngine, type TestEngine } from '../../testing/engine.ts';
import { createTestServices } from '../../testing/test-context.ts';
import { mayObserve } from './may-observe.ts';
import { readCircles, relationIn } from './read-circles.ts';
import { readPairs } from './read-pairs.ts';
import { updatePresenceSettings } from './update-presence-settings.ts';

let engine: TestEngine;

beforeAll(async () => {
  engine = await openTestEngine();
});
afterAll(() => engine.close());

test('a circle decides on presence as the pairs do, whatever somebody has set and whoever looks', async () => {
  const names = ['alice', 'friend', 'foe', 'both', 'nobody'] as const;
  const cast = await createCast(createTestServices(engine.db), ...names);
  const { tenantId } = cast.alice.actor;
  await engine.db.execute(sql`
    insert into contacts (tenant_id, user_id, contact_id)
    values (${tenantId}, 'alice', 'friend'), (${tenantId}, 'alice', 'both'), (${tenantId}, 'both', 'alice')`);
  await engine.db.execute(sql`
    insert into blocks (tenant_id, blocker_id, blocked_id)
    values (${tenantId}, 'alice', 'foe'), (${tenantId}, 'alice', 'both'), (${tenantId}, 'nobody', 'alice')`);
  const seen: unknown[] = [];
  for (const visibility of ['EVERYONE', 'CONTACTS', 'NOBODY'] as const) {
    await updatePresenceSettings(cast.alice, { visibility });
    for (const subjectId of ['alice', 'nobody']) {
      const [circle] = await readCircles(engine.db, [{ tenantId, userId: subjectId }]);
      if (circle === undefined) throw new Error('There is no circle.');
      const pairs = await readPairs(
        engine.db,
        names.map((viewerId) => ({ tenantId, viewerId, subjectId })),
      );
      const byPairs = pairs.map(({ relation, subject }) => mayObserve('STATUS', relation, { subject }));
      const byCircle = names.map((id) => mayObserve('STATUS', relationIn(circle, id), { subject: circle.settings }));
      expect(byCircle).toEqual(byPairs);
      seen.push(names.filter((_, at) => byCircle[at]).join(' '));
    }
  }
  expect(seen).toEqual([
    ...['alice friend nobody', 'friend foe both nobody'],
    ...['alice friend', 'friend foe both nobody'],
    ...['alice', 'friend foe both nobody'],
  ]);
});
