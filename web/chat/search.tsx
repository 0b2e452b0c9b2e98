import { type ReactElement, useEffect, useState } from 'react';
import { SearchMessagesDocument, type SearchMessagesQuery } from '../../client/generated/operations.ts';
import { useClient } from '../../client/react/index.ts';
import { shortTimeOf } from './times.ts';

interface SearchProps {
  query: string;
  onSelect: (conversationId: string) => void;
}

type Found = NonNullable<NonNullable<SearchMessagesQuery['searchMessages']['edges']>[number]>;

/** While somebody types, the server is asked when he rests. */
const restMs = 250;

/** Messages that are found, in all of the viewer's conversations. */
export function Search({ query, onSelect }: SearchProps): ReactElement {
  const client = useClient();
  const [found, setFound] = useState<Found[] | null>(null);
  useEffect(() => {
    let isWanted = true;
    const timer = setTimeout(() => {
      client.execute(SearchMessagesDocument, { query, first: 20 }).then(
        ({ searchMessages }) => isWanted && setFound((searchMessages.edges ?? []).flatMap((edge) => edge ?? [])),
        () => isWanted && setFound([]),
      );
    }, restMs);
    return () => {
      isWanted = false;
      clearTimeout(timer);
    };
  }, [client, query]);
  return (
    <section className="found" aria-label="Messages that were found">
      <h2>Messages</h2>
      {found === null && <p className="note">Searching…</p>}
      {found?.length === 0 && <p className="note">Nothing was found.</p>}
      <ul>
        {found?.map(({ node, cursor }) =>
          node === null ? null : (
            <li key={cursor}>
              <button type="button" onClick={() => onSelect(node.conversationId)}>
                <strong>{node.sender?.name ?? node.senderId}</strong> <time>{shortTimeOf(node.createdAt)}</time>
                <span className="last">{node.text}</span>
              </button>
            </li>
          ),
        )}
      </ul>
    </section>
  );
}
