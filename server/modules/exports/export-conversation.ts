import { and, eq, inArray, sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Context } from '../../context.ts';
import { withTransaction } from '../../db/transaction.ts';
import { AppError } from '../../errors.ts';
import { assertId, createId } from '../../lib/ids.ts';
import { clientIdInput, parseInput } from '../../lib/input.ts';
import { lockHead } from '../../realtime/append.ts';
import { requireMember } from '../conversations/queries.ts';
import type { ExportRow } from './queries.ts';
import { writeExportQueue } from './queues.ts';
import { conversationExports } from './table.ts';

/** How long an export may be downloaded. */
const keptMs = 86_400_000;

const exportConversationInput = z.object({ clientId: clientIdInput, conversationId: z.string() });

type ExportConversationInput = z.input<typeof exportConversationInput>;

/** Asks for a conversation as a file, as far as the actor may read it now. The same `clientId` returns the first request. */
export async function exportConversation(ctx: Context, input: ExportConversationInput): Promise<ExportRow> {
  const { tenantId, userId } = ctx.actor;
  const { clientId, conversationId } = parseInput(exportConversationInput, input);
  assertId('conv', conversationId, 'conversationId');

  return withTransaction(ctx.db, async (tx) => {
    const { lastSeq } = await lockHead(tx, tenantId, conversationId);
    const own = await tx
      .select()
      .from(conversationExports)
      .where(
        and(
          eq(conversationExports.tenantId, tenantId),
          eq(conversationExports.requesterId, userId),
          sql`(${conversationExports.clientId} = ${clientId} or ${inArray(conversationExports.status, ['PENDING', 'RUNNING'])})`,
        ),
      );
    const known = own.find((row) => row.clientId === clientId);
    if (known !== undefined) return assertSame(known, conversationId);
    await requireMember(tx, tenantId, conversationId, userId);
    if (own.length > 0) {
      throw new AppError('CONFLICT', 'Another export of yours is being written. Wait for its end.', {
        field: 'clientId',
      });
    }
    const [row] = await tx
      .insert(conversationExports)
      .values({
        ...{ tenantId, id: createId('exp'), requesterId: userId, clientId, conversationId, upToSeq: lastSeq },
        expiresAt: new Date(Date.now() + keptMs).toISOString(),
      })
      .onConflictDoNothing()
      .returning();
    // The same id came for another conversation at this moment.
    if (row === undefined) throw anotherRequest();
    await ctx.jobs.enqueue(tx, writeExportQueue, { tenantId, exportId: row.id });
    return row;
  });
}

function assertSame(known: ExportRow, conversationId: string): ExportRow {
  if (known.conversationId === conversationId) return known;
  throw anotherRequest();
}

function anotherRequest(): AppError {
  return new AppError(
    'CONFLICT',
    'This `clientId` was used for another conversation. Make a new one for each export.',
    {
      field: 'clientId',
    },
  );
}
