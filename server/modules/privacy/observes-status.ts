import { type SQL, sql } from 'drizzle-orm';

/**
 * `mayObserve('STATUS', …)` as a condition of a statement, for lists that are too long to be asked about one by one. `subject`
 * names the row of the user who is looked at (with `tenant_id` and `user_id`), `settings` that of his `privacy_settings`, joined
 * if he has one. The two are compared by a test, over all that they depend on.
 */
export function observesStatus(viewerId: SQL, { subject, settings }: { subject: string; settings: string }): SQL {
  const [of, set] = [sql.identifier(subject), sql.identifier(settings)];
  return sql`(${of}.user_id = ${viewerId} or (
    (${set}.user_id is null or (${set}.show_online_status and not ${set}.invisible and ${set}.visibility <> 'NOBODY'))
    and not exists (
      select from blocks b
      where b.tenant_id = ${of}.tenant_id and b.blocker_id = ${of}.user_id and b.blocked_id = ${viewerId})
    and (${set}.user_id is null or ${set}.visibility = 'EVERYONE' or exists (
      select from contacts c
      where c.tenant_id = ${of}.tenant_id and c.user_id = ${of}.user_id and c.contact_id = ${viewerId}))))`;
}
