import { type SQL, sql } from 'drizzle-orm';
import type { memberships } from './table.ts';

/**
 * When a member's conversation was last active, out of its head `h`: whom something is withheld from, when the last message
 * was sent that is not. Whoever is blocked cannot bring himself to the top of that one's list.
 */
export const shownActivity = ({
  tenantId,
  conversationId,
  userId,
  lacksMessages,
}: Pick<typeof memberships, 'tenantId' | 'conversationId' | 'userId' | 'lacksMessages'>): SQL => sql`
  case when ${lacksMessages} then coalesce(
    (select s.created_at from messages s
     where s.tenant_id = ${tenantId} and s.conversation_id = ${conversationId}
       and coalesce(s.details->>'withheldFrom' <> ${userId}, true)
     order by s.seq desc limit 1),
    (select c.created_at from conversations c where c.tenant_id = ${tenantId} and c.id = ${conversationId}))
  else h.active_at end`;
