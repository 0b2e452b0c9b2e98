import { sql } from 'drizzle-orm';
import { createBatcher } from '../../db/batcher.ts';
import type { Db } from '../../db/transaction.ts';
import { perKey } from '../../lib/per-key.ts';
import type { StoredPresenceSettings } from '../../realtime/log-event.ts';
import { type SettingsRow, settingsColumns, settingsOf } from '../privacy/queries.ts';

/** Who wants to type somewhere, or to see who does. */
export interface TypingQuestion {
  tenantId: string;
  userId: string;
  conversationId: string;
  threadRootId: string | null;
}

/** What somebody has to do with a place where people type. */
export interface TypingAccess {
  /** Null: there is no such conversation. */
  visibility: 'PRIVATE' | 'PUBLIC' | null;
  isMember: boolean;
  /** A moderator has muted him. */
  isSilenced: boolean;
  /** The thread that was named begins with a message of this conversation that he may read; true where none was. */
  hasThread: boolean;
  /** A conversation of two. */
  isDirect: boolean;
  /** His own. */
  settings: StoredPresenceSettings;
}

interface AccessRow extends Record<string, unknown> {
  place: number;
  visibility: 'PRIVATE' | 'PUBLIC';
  is_member: boolean;
  is_silenced: boolean;
  has_thread: boolean;
  is_direct: boolean;
  settings: SettingsRow | null;
}

/** Many are asked at once: who types says so again and again, and subscribers come back together. */
const questionsMax = 1_000;

/** Answers all questions that wait by one statement. */
export const typingAccessReader = perKey((db: Db) =>
  createBatcher<TypingQuestion, TypingAccess>({ run: (asked) => readAccess(db, asked), rowsMax: questionsMax }),
);

async function readAccess(db: Db, questions: TypingQuestion[]): Promise<TypingAccess[]> {
  const asked = questions.map(({ tenantId, userId, conversationId, threadRootId }, place) => [
    place,
    tenantId,
    userId,
    conversationId,
    threadRootId,
  ]);
  const rows = await db.execute<AccessRow>(sql`
    with asked as (
      select (j->>0)::int as place, (j->>1) collate "C" as tenant_id, (j->>2) collate "C" as user_id,
        (j->>3) collate "C" as conversation_id, (j->>4) collate "C" as thread_root_id
      from jsonb_array_elements(${JSON.stringify(asked)}::jsonb) as j
    )
    select a.place, c.visibility, m.user_id is not null as is_member,
      coalesce(m.silenced_until > now(), false) as is_silenced,
      a.thread_root_id is null or t.id is not null as has_thread,
      c.kind = 'DIRECT' as is_direct, ${settingsColumns('p')} as settings
    from asked a
    join conversations c on c.tenant_id = a.tenant_id and c.id = a.conversation_id
    left join memberships m on m.tenant_id = c.tenant_id and m.conversation_id = c.id and m.user_id = a.user_id
    left join messages t on t.tenant_id = a.tenant_id and t.id = a.thread_root_id and t.conversation_id = c.id
      and t.thread_root_seq is null and (c.history_visibility = 'ALL' or t.seq >= m.joined_seq)
    left join privacy_settings p on p.tenant_id = a.tenant_id and p.user_id = a.user_id`);
  const found = new Map(rows.map((row) => [row.place, row]));
  return questions.map((_, place) => {
    const row = found.get(place);
    return {
      visibility: row?.visibility ?? null,
      isMember: row?.is_member ?? false,
      isSilenced: row?.is_silenced ?? false,
      hasThread: row?.has_thread ?? false,
      isDirect: row?.is_direct ?? false,
      settings: settingsOf(row?.settings ?? null),
    };
  });
}
