import { startTransition, useCallback, useEffect, useMemo, useState } from 'react';
import type { TidingsClient } from '../create-client.ts';
import type { TidingsError } from '../errors.ts';
import {
  type MessageSearchFilter,
  SearchMessagesDocument,
  type SearchMessagesQuery,
  type UserFieldsFragment,
} from '../generated/operations.ts';
import { createStore } from '../store/create-store.ts';
import { messageStateOf } from '../store/from-fields.ts';
import type { MessageState } from '../store/state.ts';
import { failed, loading, type Reading, ready, type Source } from './reading.ts';
import { ask } from './sources/ask.ts';
import { sourceOf } from './sources/source-of.ts';
import { useClient } from './use-client.ts';
import { usePending } from './use-pending.ts';
import { useReading } from './use-reading.ts';

export interface SearchOptions {
  /** In this conversation alone. */
  conversationId?: string;
  /** By these authors, of these kinds, within these times. */
  filter?: MessageSearchFilter;
  /** How many a page holds, 1 to 100. @default 20 */
  first?: number;
  /** How long the text has to rest before it is searched for. @default 250 // a quarter of a second */
  delayMs?: number;
}

/** A message that was found. */
export interface SearchHit {
  message: MessageState;
  /** Its sender's profile. */
  sender: UserFieldsFragment | null;
  /** How well it fits, above 0. */
  rank: number;
  /** Where in its text, in UTF-16 units. */
  highlights: readonly { start: number; end: number }[];
}

export interface MoreHits {
  hasMore: boolean;
  isLoadingMore: boolean;
  /** Joins the next page. Rejects with a `TidingsError`. */
  loadMore(): Promise<void>;
}

export type SearchResult = Reading<readonly SearchHit[]> & MoreHits;

/**
 * Messages by their text, the best first: nothing for an empty text. While one types, the hits of before stay until the text has
 * rested. Renders when hits come.
 */
export function useSearch(text: string, options: SearchOptions = {}): SearchResult {
  const { conversationId, filter, first = 20, delayMs = 250 } = options;
  const client = useClient();
  const query = useRested(text.trim(), delayMs);
  const source = searchSource(client, { query, conversationId, filter, first });
  const reading = useReading(source);
  const [loadMore, isLoadingMore] = usePending(
    useCallback(() => source.getSnapshot().data?.loadMore() ?? Promise.resolve(), [source]),
  );
  return useMemo(() => {
    const { data, ...rest } = reading;
    const more = { hasMore: data?.hasMore ?? false, isLoadingMore, loadMore };
    return { ...rest, data: data?.hits ?? null, ...more } as SearchResult;
  }, [reading, isLoadingMore, loadMore]);
}

/** A value once it has stayed the same for so long. */
function useRested<T>(value: T, delayMs: number): T {
  const [rested, setRested] = useState(value);
  useEffect(() => {
    // Where the search suspends, the hits of before stay on the page.
    const timer = setTimeout(() => startTransition(() => setRested(value)), delayMs);
    return () => clearTimeout(timer);
  }, [value, delayMs]);
  return rested;
}

interface Hits {
  hits: readonly SearchHit[];
  hasMore: boolean;
  loadMore(): Promise<void>;
}

interface Search {
  query: string;
  conversationId: string | undefined;
  filter: MessageSearchFilter | undefined;
  first: number;
}

const nothing: Hits = { hits: [], hasMore: false, loadMore: () => Promise.resolve() };

function searchSource(client: TidingsClient, search: Search): Source<Hits> {
  return sourceOf(client, `search ${JSON.stringify(search)}`, () => {
    const found = createStore<Reading<Hits>>(search.query === '' ? ready(nothing) : loading);
    const page = (after: string | null) => client.execute(SearchMessagesDocument, { ...search, after });
    const add = (before: readonly SearchHit[], { searchMessages: { edges, pageInfo } }: SearchMessagesQuery) => {
      const hits = [...before, ...hitsOf(edges)];
      const loadMore = async () => add(hits, await page(pageInfo.endCursor));
      found.set(ready({ hits, hasMore: pageInfo.hasNextPage, loadMore }));
    };
    const answered = {
      done: (first: SearchMessagesQuery) => add([], first),
      refused: (error: TidingsError) => found.set(failed(error)),
    };
    const isAnswered = () => found.getSnapshot().status === 'ready';
    return { value: found, start: () => (isAnswered() ? () => {} : ask(client, () => page(null), answered)) };
  });
}

const hitsOf = (edges: SearchMessagesQuery['searchMessages']['edges']): SearchHit[] =>
  (edges ?? []).flatMap((edge) => {
    if (edge?.node == null) return [];
    const { node, rank, highlights } = edge;
    return [{ message: messageStateOf(node), sender: node.sender, rank, highlights }];
  });
