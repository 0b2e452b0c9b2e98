import { createBatcher } from '../db/batcher.ts';
import type { Db } from '../db/transaction.ts';
import { conversationTopic, type Topic, userTopic } from './log-event.ts';
import { type Plan, planConversation, planEvents } from './plan.ts';
import { type PlanFacts, type PlanQuestion, readPlans, xminOf } from './read-plans.ts';
import type { Sources } from './realtime.ts';
import type { Returning } from './returning.ts';
import type { StreamCursor } from './stream-cursor.ts';
import type { UserKey } from './user-key.ts';

/**
 * Says what streams have to send. Streams that ask at the same time share the reads, however many they are: after a cut
 * of the network all of a node's clients come back within seconds.
 */
export interface Planner {
  /**
   * What to listen to before a plan is read: the user's own log and his conversations, for one who has just left those
   * of then. The plan tells the truth: what it has beyond is listened to, and planned again.
   */
  guessTopics(user: UserKey): Promise<Topic[]>;
  /** The user's own log and his conversations. */
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
  returning: Pick<Returning, 'find' | 'isStorm'>;
}

/** Viewers in one statement. */
const viewersMax = 1_000;
/** While all of a node's clients come back at once, a statement waits at most so long for more of them. */
const stormRestMs = 400;
/** A cursor that lacks more transactions than these is planned apart from others, which need not wait for it. */
const recentTxs = 100_000n;

export function createPlanner({ db, sources, epoch, returning }: PlannerOptions): Planner {
  let newestTx = 0n;
  const restMs = (rows: number): number => (rows > 1 && returning.isStorm() ? stormRestMs : 0);

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
      restMs,
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
    restMs,
  });

  async function readTopics(user: UserKey): Promise<Topic[]> {
    const ids = await readIds(user);
    return [userTopic(user.userId), ...ids.map(conversationTopic)];
  }

  return {
    guessTopics: async (user) => returning.find(user) ?? (await readTopics(user)),
    readTopics,
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
