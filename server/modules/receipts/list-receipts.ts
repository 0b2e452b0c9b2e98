import type { Context } from '../../context.ts';
import { requireMember } from '../conversations/queries.ts';
import { namedReceiptsLoader } from './queries.ts';

interface Receipt {
  userId: string;
  deliveredSeq: number;
  readSeq: number;
}

/** The positions of all who let the viewer see them, or the viewer's alone where the members are too many to be told by name. For members. */
export async function listReceipts(ctx: Context, conversationId: string): Promise<Receipt[]> {
  const { tenantId, userId } = ctx.actor;
  const { membership } = await requireMember(ctx.db, tenantId, conversationId, userId);
  return (await namedReceiptsLoader(ctx).load(conversationId)) ?? [membership];
}
