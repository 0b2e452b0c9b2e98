import { sql } from 'drizzle-orm';
import type { Db } from '../../server/db/transaction.ts';

export const tenantId = 'bench';
/** Messages that each conversation begins with. */
const messagesEach = 20;

export interface Seed {
  /** Conversations 1, 2, 3 … */
  conversations: number;
  /** Members of each of these. */
  membersEach: number;
  /** Users 0, 1, 2 …; all of them are members of the hot conversation, which is number 0. */
  users: number;
}

export const userId = (number: number): string => `user-${number}`;
export const conversationId = (number: number): string => `conv_${String(number).padStart(26, '0')}`;
/** The member at a place, from 0, of one of the many conversations. */
export const memberOf = (seed: Seed, conversation: number, place: number): string =>
  userId((conversation * 7 + place * 13) % seed.users);

/** Fills the tables by whole sets, then lets Postgres see what is in them, as it would on a server that has run for a while. */
export async function seed(db: Db, { conversations, membersEach, users }: Seed): Promise<void> {
  const id = (number: string) => sql.raw(`'conv_' || lpad((${number})::text, 26, '0')`);
  const statements = [
    sql`insert into tenants (id) values (${tenantId})`,
    sql`insert into users (tenant_id, id, name)
      select ${tenantId}, 'user-' || u, 'User ' || u from generate_series(0, ${users - 1}::int) u`,
    sql`insert into conversations (tenant_id, id, kind, visibility, history_visibility, creator_id, member_count)
      select ${tenantId}, ${id('c')}, 'GROUP', 'PRIVATE', 'ALL', 'user-0', ${membersEach}::int
      from generate_series(0, ${conversations}::int) c`,
    sql`insert into heads (tenant_id, topic, last_seq, message_count)
      select ${tenantId}, ${id('c')}, ${messagesEach}::int, ${messagesEach}::int from generate_series(0, ${conversations}::int) c`,
    sql`insert into memberships (tenant_id, conversation_id, user_id, role, joined_seq, delivered_seq, read_seq, read_count)
      select ${tenantId}, ${id('c')}, 'user-' || ((c * 7 + m * 13) % ${users}::int), 'MEMBER', 0, 0, 0, 0
      from generate_series(1, ${conversations}::int) c, generate_series(0, ${membersEach - 1}::int) m`,
    sql`insert into memberships (tenant_id, conversation_id, user_id, role, joined_seq, delivered_seq, read_seq, read_count)
      select ${tenantId}, ${id('0')}, 'user-' || u, 'MEMBER', 0, 0, 0, 0 from generate_series(0, ${users - 1}::int) u`,
    sql`insert into membership_intervals (tenant_id, user_id, conversation_id, from_seq)
      select tenant_id, user_id, conversation_id, 0 from memberships`,
    sql`insert into messages (tenant_id, conversation_id, seq, id, sender_id, client_message_id, send_key, request_hash,
        kind, priority, text, count_at)
      select ${tenantId}, ${id('c')}, n, 'msg_' || lpad((c * 100 + n)::text, 26, '0'), 'user-' || ((c * 7) % ${users}::int),
        n::text, md5(c || '/' || n)::uuid, md5(n::text), 'TEXT', 'NORMAL', repeat(md5(n::text), 2), n
      from generate_series(1, ${messagesEach}::int) n, generate_series(0, ${conversations}::int) c`,
    sql`insert into events (tenant_id, topic, seq, type, actor_id, payload)
      select tenant_id, conversation_id, seq, 'MessageSent', sender_id, '{}' from messages`,
    sql`vacuum analyze`,
  ];
  for (const statement of statements) await db.execute(statement);
}
