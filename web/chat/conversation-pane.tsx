import { type ReactElement, useState, useSyncExternalStore } from 'react';
import { watchTyping } from '../../client/index.ts';
import { useClient, useConversation, usePresences } from '../../client/react/index.ts';
import { Avatar } from './avatar.tsx';
import { Composer } from './composer.tsx';
import { MessageList } from './message-list.tsx';
import type { MessageTarget } from './message-row.tsx';
import { Thread } from './thread.tsx';
import { titleOf } from './title-of.ts';

interface ConversationPaneProps {
  conversationId: string;
  onShown: ((conversationId: string, seq: number) => void) | null;
  onBack: () => void;
  onDetails: () => void;
}

export function ConversationPane({ conversationId, onShown, onBack, onDetails }: ConversationPaneProps): ReactElement {
  const { data, status } = useConversation(conversationId);
  const [target, setTarget] = useState<MessageTarget | null>(null);
  const peerId = data?.peer?.userId;
  const presence = usePresences(peerId === undefined ? [] : [peerId]).data.get(peerId ?? '');
  if (status === 'error') return <main className="conversation empty">This conversation is no longer yours.</main>;
  if (data === null) return <main className="conversation empty" aria-busy="true" />;
  const { fields, members, peer, viewerId, silencedUntil } = data;
  const title = titleOf({ fields, peer: peer?.user ?? null });
  const thread = target?.what === 'thread' ? target.message : null;
  return (
    <main className="conversation">
      <header>
        <button type="button" className="icon back" aria-label="Back to the conversations" onClick={onBack}>
          ←
        </button>
        <h1>
          <button type="button" className="place" onClick={onDetails} title={`About ${title}`}>
            <Avatar
              id={peer?.userId ?? conversationId}
              name={fields.kind === 'CHANNEL' ? '#' : title}
              status={presence?.status ?? null}
            />
            <span>
              <strong>{title}</strong>
              <Subtitle conversationId={conversationId} memberCount={fields.memberCount} status={presence?.status} />
            </span>
          </button>
        </h1>
      </header>
      <MessageList conversationId={conversationId} viewerId={viewerId} onTarget={setTarget} onShown={onShown} />
      {thread !== null ? (
        <Thread root={thread} viewerId={viewerId} onClose={() => setTarget(null)} />
      ) : (
        <Composer
          key={target?.message.id ?? 'new'}
          conversationId={conversationId}
          members={members}
          target={target}
          silencedUntil={silencedUntil}
          onDone={() => setTarget(null)}
        />
      )}
    </main>
  );
}

interface SubtitleProps {
  conversationId: string;
  memberCount: number;
  status: string | undefined;
}

function Subtitle({ conversationId, memberCount, status }: SubtitleProps): ReactElement {
  const client = useClient();
  const typing = watchTyping(client, conversationId);
  const userIds = useSyncExternalStore(typing.subscribe, typing.getSnapshot);
  const { users } = client.state.getSnapshot() ?? {};
  const names = userIds.map((id) => users?.get(id)?.name?.split(' ')[0] ?? id);
  if (names.length > 0) {
    return (
      <span className="subtitle typing" role="status">
        {names.join(', ')} {names.length === 1 ? 'is' : 'are'} typing…
      </span>
    );
  }
  return <span className="subtitle">{status === undefined ? `${memberCount} members` : status.toLowerCase()}</span>;
}
