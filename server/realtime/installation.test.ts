import { sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { removeMember } from '../modules/conversations/remove-member.ts';
import { updatePresenceSettings } from '../modules/privacy/update-presence-settings.ts';
import { acknowledge } from '../modules/receipts/acknowledge.ts';
import { markUnread } from '../modules/receipts/mark-unread.ts';
import { createCast } from '../testing/cast.ts';
import { openTestEngine } from '../testing/engine.ts';
import { seedConversation, sendReply, sendText } from '../testing/seed-conversation.ts';
import { createTestServices } from '../testing/test-context.ts';
import { openInstallation } from './installation.ts';

test('where the data has moved to another cluster, no stored transaction number is taken for a new one', async () => {
  const engine = await openTestEngine();
  const before = await openInstallation(engine.db);
  const { alice, bob, carol } = await createCast(createTestServices(engine.db), 'alice', 'bob', 'carol');
  const id = await seedConversation(alice, [bob, carol]);
  const root = await sendText(alice, id);
  const { seq } = await sendReply(alice, root);
  await acknowledge(bob, { positions: [{ conversationId: id, readSeq: seq }] });
  await acknowledge(bob, { positions: [{ conversationId: id, threadRootId: root.id, readSeq: seq }] });
  await markUnread(bob, { conversationId: id, fromSeq: root.seq });
  await updatePresenceSettings(bob, { shareReadReceipts: false, invisible: true });
  const later = await sendReply(alice, root);
  await acknowledge(bob, { positions: [{ conversationId: id, threadRootId: root.id, deliveredSeq: later.seq }] });
  await removeMember(alice, { conversationId: id, userId: 'carol' });

  await engine.db.execute(sql`update installation set cluster = 'elsewhere'`);
  expect((await openInstallation(engine.db)).epoch).not.toBe(before.epoch);
  // Whatever table comes to store one: its rows have to be frozen, too.
  const columns = await engine.db.execute<{ name: string; column: string }>(sql`
    select c.relname as name, a.attname as column from pg_attribute a join pg_class c on c.oid = a.attrelid
    where a.atttypid = 'xid8'::regtype and c.relkind in ('r', 'p') and not c.relispartition
      and c.relnamespace = 'public'::regnamespace and c.relname <> 'installation' order by 1, 2`);
  const told = [];
  for (const { name, column } of columns) {
    const field = sql.identifier(column);
    const [row] = await engine.db.execute<{ numbers: string }>(sql`
      select string_agg(distinct ${field}::text, ',') as numbers from ${sql.identifier(name)}`);
    told.push(`${name}.${column} ${row?.numbers}`);
  }
  expect(told).toEqual(columns.map(({ name, column }) => `${name}.${column} 2`));
  await engine.close();
});
