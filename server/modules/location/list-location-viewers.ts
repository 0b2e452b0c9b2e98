import { type SQL, sql } from 'drizzle-orm';
import type { Context } from '../../context.ts';
import { type Connection, type Page, type PageArgs, parsePage, toConnection } from '../../lib/page.ts';
import type { StoredLocationSharing, StoredUser } from '../../realtime/log-event.ts';
import { readUsers } from '../users/queries.ts';
import { readSights } from './read-sights.ts';

/** Who sees where the actor is while he shares it, in the order of their ids; nobody where it is all of the tenant. */
export async function listLocationViewers(
  ctx: Context,
  { audience }: StoredLocationSharing,
  args: PageArgs,
): Promise<Connection<StoredUser>> {
  const { tenantId } = ctx.actor;
  const options = {
    ...{ codec: ctx.cursors, tenantId, kind: 'locationViewers' },
    sizeMax: ctx.config.limits.pageSizeMax,
  };
  const page = parsePage<string>(args, options);
  const ids = await readSeeing(ctx, audience, page);
  const users = await readUsers(ctx.db, tenantId, ids);
  const rows = ids.flatMap((id) => users.get(id) ?? []);
  return toConnection(rows, page, options, ({ id }) => id);
}

/** As many as fill the page and one more, of those who might: whoever is blocked among them is passed over. */
async function readSeeing(ctx: Context, audience: StoredLocationSharing['audience'], page: Page<string>) {
  const { tenantId, userId: subjectId } = ctx.actor;
  const source = sourceOf(audience, tenantId, subjectId);
  const seeing: string[] = [];
  if (source === null) return seeing;
  for (let { from } = page; ; ) {
    const beyond = from === null ? sql`true` : page.isBackward ? sql`id < ${from}` : sql`id > ${from}`;
    const rows = await ctx.db.execute<{ id: string }>(sql`
      select id from (${source}) as c where ${beyond}
      order by id ${page.isBackward ? sql`desc` : sql`asc`} limit ${page.limit + 1}`);
    const sights = await readSights(
      ctx.db,
      rows.map(({ id: viewerId }) => ({ tenantId, viewerId, subjectId })),
    );
    seeing.push(...rows.flatMap(({ id }, at) => (sights[at]?.isSeen === true ? [id] : [])));
    from = rows.at(-1)?.id ?? null;
    if (rows.length <= page.limit || seeing.length > page.limit) return seeing.slice(0, page.limit + 1);
  }
}

/** Selects the `id` of all who might see him; null: nobody, or everybody. */
function sourceOf(audience: StoredLocationSharing['audience'], tenantId: string, userId: string): SQL | null {
  switch (audience) {
    case 'CONTACTS':
      return sql`select contact_id as id from contacts where tenant_id = ${tenantId} and user_id = ${userId}`;
    case 'SELECTED':
      return sql`select selected_id as id from location_selected where tenant_id = ${tenantId} and user_id = ${userId}`;
    case 'NOBODY':
    case 'EVERYONE':
      return null;
  }
}
