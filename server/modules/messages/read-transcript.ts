import { and, asc, eq, gt, gte, lte } from 'drizzle-orm';
import type { Db } from '../../db/transaction.ts';
import type { StoredMessage } from '../../realtime/log-event.ts';
import { isShownTo, messageColumns } from './queries.ts';
import { messages } from './table.ts';

interface TranscriptStretch {
  tenantId: string;
  conversationId: string;
  /** Whose own deletions are left out. */
  viewerId: string;
  /** The first `seq` that he may read; 0 for all. */
  fromSeq: number;
  beyondSeq: number;
  upToSeq: number;
  limit: number;
}

/** The next messages of a conversation in the order of their sending, replies in threads and tombstones among them. */
export async function readTranscript(db: Db, stretch: TranscriptStretch): Promise<StoredMessage[]> {
  const { tenantId, conversationId, viewerId, fromSeq, beyondSeq, upToSeq, limit } = stretch;
  return db
    .select(messageColumns)
    .from(messages)
    .where(
      and(
        eq(messages.tenantId, tenantId),
        eq(messages.conversationId, conversationId),
        gte(messages.seq, fromSeq),
        gt(messages.seq, beyondSeq),
        lte(messages.seq, upToSeq),
        isShownTo(viewerId),
      ),
    )
    .orderBy(asc(messages.seq))
    .limit(limit);
}
