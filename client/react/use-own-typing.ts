import { useEffect, useMemo, useRef } from 'react';
import { createTyping, type Typing } from '../typing/create-typing.ts';
import { useClient } from './use-client.ts';
import type { WritingPlace } from './use-typing.ts';

export interface OwnTyping {
  /** The viewer has typed: to be called with each change of the text. */
  typed(): void;
  /** He no longer is: the text is empty, or he has gone elsewhere. After 3 s without a word it is said by itself. */
  stopped(): void;
}

/**
 * Tells the others in a conversation or a thread that the viewer is typing, for as long as the component is there: soon after he
 * began, at most once a second, and when he stops, sends or leaves. Never renders.
 */
export function useOwnTyping(conversationId: string, { threadRootId }: WritingPlace = {}): OwnTyping {
  const client = useClient();
  const typing = useRef<Typing | null>(null);
  useEffect(() => {
    const present = createTyping(client, conversationId, threadRootId);
    typing.current = present;
    return () => {
      typing.current = null;
      present.close();
    };
  }, [client, conversationId, threadRootId]);
  return useMemo(() => ({ typed: () => typing.current?.typed(), stopped: () => typing.current?.stopped() }), []);
}
