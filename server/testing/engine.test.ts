import { sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { openTestEngine } from './engine.ts';

test('a test gets an empty, migrated database of its own, several at once', async () => {
  const engines = await Promise.all([openTestEngine(), openTestEngine()]);
  try {
    for (const { db } of engines) await db.execute(sql`insert into tenants (id) values ('only-one')`);
    for (const { db } of engines) {
      expect([...(await db.execute(sql`select id from tenants`))]).toEqual([{ id: 'only-one' }]);
    }
  } finally {
    await Promise.all(engines.map((engine) => engine.close()));
  }
});
