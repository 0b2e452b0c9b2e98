import { createBatcher } from '../db/batcher.ts';
import type { Db } from '../db/transaction.ts';
import { conversationTopic, type Topic, userTopic } from './log-event.ts';
import { type Plan, planConversation, planEvents } from './plan.ts';
import { type PlanFacts, type PlanQuestion, readPlans, xminOf } from './read-plans.ts';
import type { Sources, UserKey } from './realtime.ts';
import type { StreamCursor } from './stream-cursor.ts';

/**
 * Says what streams have to send. Streams that ask at the same time share the reads, however many they are: after a cut
 * of the network all of a node's clients come back within seconds.
 */
export interface Planner {
  /** All that the user may hear: his own log and his conversations. */
  readTopics(user: UserKey): Promise<Topic[]>;
  /** See `planEvents`. */
  planEvents(user: UserKey, cursor: StreamCursor | null): Promise<Plan>;
  /** See `planConversation`; a membership that ended after the snapshot `since` counts. */
  planConversation(user: UserKey, conversationId: string, afterSeq: number | null, since: string | null): Promise<Plan>;
}

interface PlannerOptions {
  db: Db;
  sources: Pick<Sources, 'plan' | 'readConversationIds'>;
  epoch: string;
}

/** Viewers in one statement. */
const viewersMax = 1_000;
/** A cursor that lacks more transactions than these is planned apart from others, which need not wait for it. */
const recentTxs = 100_000n;

export function createPlanner({ db, sources, epoch }: PlannerOptions): Planner {
  let newestTx = 0n;

  // One lane: what comes while a statement is under way gathers for the next.
  const createLane = () =>
    createBatcher<PlanQuestion, PlanFacts>({
      async run(questions) {
        const facts = await readPlans(db, sources.plan, questions);
        newestTx = xminOf(facts[0]?.snapshot ?? '0:');
        return facts;
      },
      lanes: 1,
      rowsMax: viewersMax,
    });
  const [recent, old] = [createLane(), createLane()];
  const ask = (question: PlanQuestion): Promise<PlanFacts> => {
    const isOld = question.from !== null && newestTx - xminOf(question.from) > recentTxs;
    return isOld ? old(question) : recent(question);
  };

  const readIds = createBatcher<UserKey, string[]>({
    run: (users) => sources.readConversationIds(db, users),
    lanes: 1,
    rowsMax: viewersMax,
  });

  return {
    async readTopics(user) {
      const ids = await readIds(user);
      return [userTopic(user.userId), ...ids.map(conversationTopic)];
    },
    async planEvents({ tenantId, userId }, cursor) {
      // Another epoch's transaction numbers mean nothing here.
      const known = cursor?.epoch === epoch ? cursor : null;
      const from = known?.from ?? null;
      const to = known?.progress?.to ?? null;
      return planEvents(await ask({ tenantId, userId, conversationId: null, from, to }), userId, epoch, cursor);
    },
    async planConversation({ tenantId, userId }, conversationId, afterSeq, since) {
      const facts = await ask({ tenantId, userId, conversationId, from: since, to: null });
      return planConversation(facts, conversationId, afterSeq);
    },
  };
}
