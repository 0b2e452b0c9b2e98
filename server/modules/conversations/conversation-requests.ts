import { and, eq } from 'drizzle-orm';
import type { Tx } from '../../db/transaction.ts';
import { AppError } from '../../errors.ts';
import { conversationRequests } from './table.ts';

interface Claim {
  tenantId: string;
  creatorId: string;
  clientId: string;
}

const isClaim = ({ tenantId, creatorId, clientId }: Claim) =>
  and(
    eq(conversationRequests.tenantId, tenantId),
    eq(conversationRequests.creatorId, creatorId),
    eq(conversationRequests.clientId, clientId),
  );

/**
 * Takes a client id for `conversationId`. Returns null if it was free, else the conversation that it was used for;
 * throws CONFLICT if that was by another request. Requests at the same time wait here for the first one's end.
 */
export async function claimRequest(
  tx: Tx,
  claim: Claim,
  requestHash: string,
  conversationId: string,
): Promise<string | null> {
  const [taken] = await tx
    .insert(conversationRequests)
    .values({ ...claim, requestHash, conversationId })
    .onConflictDoNothing()
    .returning({ conversationId: conversationRequests.conversationId });
  if (taken !== undefined) return null;

  const [first] = await tx
    .select({ requestHash: conversationRequests.requestHash, conversationId: conversationRequests.conversationId })
    .from(conversationRequests)
    .where(isClaim(claim));
  if (first === undefined) throw new Error('A client id was there and is gone.');
  if (first.requestHash === requestHash) return first.conversationId;
  const cure = 'Take a new one, or send the same request.';
  throw new AppError('CONFLICT', `\`clientId\` was used for another conversation. ${cure}`, { field: 'clientId' });
}

/** Remembers that the client id led to a conversation that was there before. */
export async function pointRequestAt(tx: Tx, claim: Claim, conversationId: string): Promise<void> {
  await tx.update(conversationRequests).set({ conversationId }).where(isClaim(claim));
}
