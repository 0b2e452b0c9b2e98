import type { TidingsClient } from '../../create-client.ts';
import { TidingsError } from '../../errors.ts';
import { ConversationDocument } from '../../generated/operations.ts';
import { createStore } from '../../store/create-store.ts';
import type { ConversationState } from '../../store/state.ts';
import { failed, loading, type Reading, ready, type Source } from '../reading.ts';
import { deriveReading } from './derive-reading.ts';
import { sourceOf } from './source-of.ts';
import { stateSource } from './state-source.ts';

/**
 * A conversation of the viewer's. One that the state does not have may have been created a moment ago, and be on its way: it is
 * loading until the server says that there is none for the viewer (NOT_FOUND).
 */
export function conversationSource(client: TidingsClient, conversationId: string): Source<ConversationState> {
  return sourceOf(client, `conversation ${conversationId}`, () => {
    const refusal = createStore<TidingsError | null>(null);
    const known = stateSource(client, ({ conversations }) => conversations.get(conversationId) ?? null);
    const make = (): Reading<ConversationState> => {
      const { data, status, error } = known.getSnapshot();
      if (status === 'error') return failed(error);
      if (data !== null) return ready(data);
      const refused = refusal.getSnapshot();
      return refused === null ? loading : failed(refused);
    };
    return {
      value: deriveReading([known, refusal], make),
      start: () => askForMissing(client, conversationId, refusal.set),
    };
  });
}

/** Asks the server for a conversation each time that the state turns out not to have it. Returns how to stop. */
function askForMissing(
  client: TidingsClient,
  conversationId: string,
  refuse: (error: TidingsError | null) => void,
): () => void {
  const isMissing = client.state.select(
    (state) =>
      state?.isCaughtUp === true &&
      !state.conversations.has(conversationId) &&
      !state.resync.everything &&
      !state.resync.conversationIds.has(conversationId),
  );
  const isOpen = client.connection.select(({ status }) => status === 'open');
  let asked = 0;
  const look = async () => {
    const turn = ++asked;
    if (!isMissing.getSnapshot()) return refuse(null);
    if (!isOpen.getSnapshot()) return;
    let error: TidingsError | null = null;
    try {
      const { conversation } = await client.execute(ConversationDocument, { id: conversationId });
      if (conversation?.viewerMembership == null) error = notFound();
    } catch (thrown) {
      // Without an answer, the next connection asks again.
      if (thrown instanceof TidingsError && thrown.failure.code !== 'OFFLINE') error = thrown;
    }
    if (turn === asked && isMissing.getSnapshot()) refuse(error);
  };
  const leave = [isMissing, isOpen].map((each) => each.subscribe(() => void look()));
  void look();
  return () => {
    asked += 1;
    for (const each of leave) each();
  };
}

const notFound = () => new TidingsError({ code: 'NOT_FOUND', message: 'The viewer has no such conversation.' });
