import { sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { presenceAudiences } from '../../realtime/log-event.ts';
import { openTestEngine } from '../../testing/engine.ts';
import { seedUsers } from '../../testing/test-context.ts';
import { blocks, contacts } from '../contacts/table.ts';
import { mayObserve, relations } from './may-observe.ts';
import { observesStatus } from './observes-status.ts';
import { defaultSettings } from './queries.ts';
import { privacySettings } from './table.ts';

const tenantId = 'test';
const isEither = [true, false];

/** Everything that the rule depends on; whoever has no settings is as by default. */
const cases = relations.flatMap((relation) =>
  // Who is blocked may have been a contact before.
  isEither.flatMap((isContact) => [
    { relation, isContact, settings: null },
    ...presenceAudiences.flatMap((visibility) =>
      isEither.flatMap((showOnlineStatus) =>
        isEither.map((invisible) => ({ relation, isContact, settings: { visibility, showOnlineStatus, invisible } })),
      ),
    ),
  ]),
);

test('the rule for the status is the same in SQL, over all that it depends on', async () => {
  const engine = await openTestEngine();
  const subjects = cases
    .filter(({ relation, isContact }) => relation === 'BLOCKED' || isContact === (relation === 'CONTACT'))
    .map((each, at) => ({
      ...each,
      userId: `subject ${at}`,
      viewerId: each.relation === 'SELF' ? `subject ${at}` : 'viewer',
    }));
  await seedUsers(engine.db, ['viewer', ...subjects.map(({ userId }) => userId)]);
  for (const { userId, relation, isContact, settings } of subjects) {
    if (settings !== null) await engine.db.insert(privacySettings).values({ tenantId, userId, ...settings });
    if (relation === 'BLOCKED')
      await engine.db.insert(blocks).values({ tenantId, blockerId: userId, blockedId: 'viewer' });
    if (isContact) {
      await engine.db.insert(contacts).values([
        { tenantId, userId, contactId: 'viewer' },
        { tenantId, userId: 'viewer', contactId: userId },
      ]);
    }
  }
  // What they block, and whose contacts they are, of others and in the other direction decides nothing.
  await engine.db
    .insert(blocks)
    .values(subjects.slice(1).map(({ userId }) => ({ tenantId, blockerId: 'viewer', blockedId: userId })));
  const seen = new Map<string, boolean>();
  for (const viewerId of new Set(subjects.map((each) => each.viewerId))) {
    const rows = await engine.db.execute<{ id: string; is_seen: boolean }>(sql`
      select s.user_id as id, ${observesStatus(sql`${viewerId}`, { subject: 's', settings: 'p' })} as is_seen
      from (select tenant_id, id as user_id from users) s
      left join privacy_settings p on p.tenant_id = s.tenant_id and p.user_id = s.user_id`);
    for (const { id, is_seen } of rows) seen.set(`${viewerId} ${id}`, is_seen);
  }
  expect(subjects.length).toBe(13 * 5);
  for (const { relation, settings, userId, viewerId } of subjects) {
    const subject = { ...defaultSettings, ...settings };
    expect([relation, settings, seen.get(`${viewerId} ${userId}`)]).toEqual([
      ...[relation, settings, mayObserve('STATUS', relation, { subject })],
    ]);
  }
  await engine.close();
});
