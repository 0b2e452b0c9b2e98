import { z } from 'zod';
import type { Db } from '../../db/transaction.ts';
import { notFound } from '../../errors.ts';
import { assertId } from '../../lib/ids.ts';
import { metadataInput, userIdInput } from '../../lib/input.ts';
import type { Limits } from '../../limits.ts';
import { assertUsersExist, readConversation } from '../conversations/queries.ts';
import type { StoredSegment } from './broadcast.ts';

/** Nobody is meant by mistake: who wants everybody says so. */
export const segmentInput = ({ broadcastUsersMax, metadataBytesMax }: Limits) =>
  z
    .object({
      all: z.boolean().nullish(),
      conversationId: z.string().nullish(),
      userIds: z
        .array(userIdInput)
        .min(1, 'takes one user at least')
        .max(broadcastUsersMax, `takes at most ${broadcastUsersMax} users; make several broadcasts, or use a segment`)
        .refine((ids) => new Set(ids).size === ids.length, 'names a user twice')
        .nullish(),
      metadata: metadataInput(metadataBytesMax)
        .refine((metadata) => Object.keys(metadata).length > 0, 'takes one field at least')
        .nullish(),
      seenSince: z.iso
        .datetime({ offset: true, error: 'takes a time in RFC 3339, such as 2026-01-31T09:30:00.000Z' })
        .transform((text) => new Date(text).toISOString())
        .nullish(),
    })
    .refine(
      ({ all, conversationId, userIds, metadata, seenSince }) =>
        [conversationId, userIds, metadata, seenSince].every((each) => each == null) === (all === true),
      { message: 'give `all: true`, or at least one of the others, and not both' },
    );

export type SegmentInput = z.output<ReturnType<typeof segmentInput>>;

/** What is kept of it, beside the ids of those who are named. */
export const segmentOf = ({ conversationId, userIds, metadata, seenSince }: SegmentInput): StoredSegment => ({
  conversationId: conversationId ?? null,
  userCount: userIds?.length ?? null,
  metadata: metadata ?? null,
  seenSince: seenSince ?? null,
});

/** Throws NOT_FOUND where a conversation or a user is named whom the tenant does not have. */
export async function assertSegmentExists(
  db: Db,
  tenantId: string,
  { conversationId, userIds }: SegmentInput,
): Promise<void> {
  if (conversationId != null) {
    assertId('conv', conversationId, 'segment.conversationId');
    const conversation = await readConversation(db, tenantId, conversationId);
    if (conversation === undefined) throw notFound('conversation', 'segment.conversationId');
  }
  if (userIds != null) await assertUsersExist(db, tenantId, userIds, 'segment.userIds');
}
