import { type FormEvent, type ReactElement, useCallback, useEffect, useState } from 'react';
import { SyncThreadDocument, type SyncThreadQuery } from '../../client/generated/operations.ts';
import type { MessageState } from '../../client/index.ts';
import { useClient, useSendMessage, useUser } from '../../client/react/index.ts';
import { timeOf } from './times.ts';

interface ThreadProps {
  root: MessageState;
  viewerId: string;
  onClose: () => void;
}

type Replies = NonNullable<NonNullable<SyncThreadQuery['message']>['thread']>['messages'];

/** The replies to a message, and a field for one more. */
export function Thread({ root, onClose }: ThreadProps): ReactElement {
  const client = useClient();
  const { send } = useSendMessage(root.conversationId, { threadRootId: root.id });
  const [replies, setReplies] = useState<Replies | null>(null);
  const [text, setText] = useState('');
  const load = useCallback(async () => {
    // Offline, what is shown stays.
    const read = await client.execute(SyncThreadDocument, { id: root.id }).catch(() => null);
    if (read !== null) setReplies(read.message?.thread?.messages ?? null);
  }, [client, root.id]);
  useEffect(() => {
    void load();
    return client.onItem((item) => {
      if ('message' in item && item.message.threadRootId === root.id) void load();
    });
  }, [client, root.id, load]);

  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (text.trim() === '') return;
    setText('');
    void send(text.trim());
  };
  return (
    <section className="thread" aria-label="Thread">
      <header>
        <h2>Thread</h2>
        <button type="button" className="icon" aria-label="Close the thread" onClick={onClose}>
          ✕
        </button>
      </header>
      <blockquote>{root.text}</blockquote>
      <ul>
        {(replies?.edges ?? []).map((edge) =>
          edge?.node == null ? null : (
            <li key={edge.node.id}>
              <Sender userId={edge.node.senderId} /> <time>{timeOf(edge.node.createdAt)}</time>
              <p>{edge.node.deletedAt === null ? edge.node.text : 'Deleted'}</p>
            </li>
          ),
        )}
      </ul>
      <form className="composer" onSubmit={submit}>
        <textarea
          rows={1}
          value={text}
          aria-label="Reply"
          placeholder="Reply in the thread"
          onChange={({ target }) => setText(target.value)}
        />
        <button type="submit" className="primary">
          Reply
        </button>
      </form>
    </section>
  );
}

function Sender({ userId }: { userId: string }): ReactElement {
  const { data } = useUser(userId);
  return <strong>{data?.name ?? userId}</strong>;
}
