import { z } from 'zod';
import type { Services } from '../../context.ts';
import { planAnew } from '../../db/plan-anew.ts';
import { type Tx, withTransaction } from '../../db/transaction.ts';
import type { Queue } from '../../jobs/jobs.ts';
import type { NewEvent } from '../../realtime/log-event.ts';
import { addNotifications, judgeDrafts } from './add-notifications.ts';
import type { Bounds } from './draft.ts';
import { collapse, readForMembers } from './message-candidates.ts';
import { aboutMessages, takeBack } from './take-back.ts';

/** Members whom one transaction notifies, and notifications that one takes back. */
export const membersAtOnce = 500;

const membersJob = z.object({
  tenantId: z.string(),
  conversationId: z.string(),
  /** SENT: members are told of these messages. DELETED: they are told no more of them. */
  what: z.enum(['SENT', 'DELETED']),
  seqs: z.array(z.number()),
  afterUserId: z.string().nullable(),
});

type MembersJob = z.output<typeof membersJob>;

/** Members of a conversation that is too large for one transaction, a range a job. */
export const notifyMembersQueue: Queue<MembersJob> = { name: 'notify_members', data: membersJob };

/** Tells a range of members of messages that are for all of them. Doing it again changes nothing. */
export async function notifyRange(
  tx: Tx,
  { tenantId, conversationId, seqs, afterUserId }: Omit<MembersJob, 'what'>,
  bounds: Bounds,
): Promise<{ events: NewEvent[]; lastUserId: string | null }> {
  const range = { conversationId, afterUserId, limit: membersAtOnce };
  const { drafts, lastUserId } = await readForMembers(tx, tenantId, seqs, range, bounds.now);
  const judged = await judgeDrafts(tx, tenantId, drafts, bounds.now);
  const { events } = await addNotifications(tx, tenantId, collapse(judged), bounds);
  return { events, lastUserId };
}

/** Does a job, and enqueues the next with it. */
export function notifyMembers(
  { db, realtime, jobs, outgoing, config }: Services,
  job: MembersJob,
  now = new Date(),
): Promise<void> {
  const { tenantId, conversationId, seqs } = job;
  return withTransaction(db, async (tx) => {
    await planAnew(tx);
    let next: MembersJob | null = null;
    let events: NewEvent[];
    if (job.what === 'SENT') {
      const told = await notifyRange(tx, job, { limits: config.limits, outgoing, now });
      events = told.events;
      if (told.lastUserId !== null) next = { ...job, afterUserId: told.lastUserId };
    } else {
      const isLost = aboutMessages(
        tenantId,
        seqs.map((seq) => ({ conversationId, seq, userId: null })),
      );
      const taken = await takeBack(tx, tenantId, isLost, { limit: membersAtOnce, now });
      events = taken.events;
      if (!taken.isWhole) next = job;
    }
    if (events.length > 0) await realtime.append(tx, tenantId, events);
    if (next !== null) await jobs.enqueue(tx, notifyMembersQueue, next);
  });
}
