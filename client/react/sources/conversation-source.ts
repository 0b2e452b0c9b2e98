import type { TidingsClient } from '../../create-client.ts';
import { TidingsError } from '../../errors.ts';
import { ConversationDocument } from '../../generated/operations.ts';
import { createStore } from '../../store/create-store.ts';
import type { ConversationState } from '../../store/state.ts';
import { failed, loading, type Reading, ready, type Source } from '../reading.ts';
import { ask } from './ask.ts';
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
  const question = () => client.execute(ConversationDocument, { id: conversationId });
  let stop = () => {};
  const look = () => {
    stop();
    refuse(null);
    if (!isMissing.getSnapshot()) return;
    stop = ask(client, question, {
      // Where there is one, the stream is about to bring it.
      done: ({ conversation }) => conversation?.viewerMembership == null && refuse(notFound()),
      refused: refuse,
    });
  };
  const leave = isMissing.subscribe(look);
  look();
  return () => {
    stop();
    leave();
  };
}

const notFound = () => new TidingsError({ code: 'NOT_FOUND', message: 'The viewer has no such conversation.' });
