import { sql } from 'drizzle-orm';
import type { Context } from '../../context.ts';
import type { Tx } from '../../db/transaction.ts';

/**
 * Marks that what these users let others see of them has changed (settings, contacts, blocks, grants), so that every node
 * looks again for those who look at them: after the commit, and by its audit where that word is lost. Their rows are
 * locked in the order of their ids.
 */
export async function announcePrivacy(ctx: Context, tx: Tx, userIds: readonly string[]): Promise<void> {
  const { tenantId } = ctx.actor;
  await tx.execute(sql`
    with locked as (
      select id from users where tenant_id = ${tenantId}
        and id in (select i.id collate "C" from jsonb_array_elements_text(${JSON.stringify(userIds)}::jsonb) as i(id))
      order by id for no key update)
    update users u set privacy_tx = pg_current_xact_id() from locked l where u.tenant_id = ${tenantId} and u.id = l.id`);
  for (const userId of userIds) ctx.realtime.announcePrivacy(tenantId, userId);
}
