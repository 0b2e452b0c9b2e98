import type { Client, Pool, Statement } from '../db/pool.ts';
import type { Db } from '../db/transaction.ts';

/** The job queue looks for work by itself; no operation waits for that. */
const isOfQueue = (text: string): boolean => /\bjobs\./.test(text);

/** Notes the text of every statement that goes to the database from now on, transactions' own included. */
export function countStatements(db: Db): { texts: string[] } {
  const texts: string[] = [];
  // Drizzle hands out the pool that it was given, which it uses for everything.
  const pool = (db as Db & { $client: Pool }).$client;
  const note = (client: Client) => {
    const { unsafe } = client;
    client.unsafe = (text: string, parameters?: unknown[]): Statement => {
      if (!isOfQueue(text)) texts.push(text);
      return unsafe(text, parameters);
    };
  };
  note(pool);
  const { begin } = pool;
  pool.begin = (work) => {
    texts.push('begin');
    return begin(async (client) => {
      note(client);
      return work(client);
    }).finally(() => texts.push('commit'));
  };
  return { texts };
}
