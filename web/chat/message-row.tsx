import { memo, type ReactElement } from 'react';
import type { MessageState, MessageView } from '../../client/index.ts';
import { type MessageActions, type OutboxActions, useUser } from '../../client/react/index.ts';
import { Attachments } from './attachments.tsx';
import { Avatar } from './avatar.tsx';
import { Icon } from './icon.tsx';
import { RichText } from './rich-text.tsx';
import { timeOf } from './times.ts';

/** What is done with a message next. */
export interface MessageTarget {
  what: 'edit' | 'reply' | 'thread';
  message: MessageState;
}

interface MessageRowProps {
  view: MessageView;
  viewerId: string;
  /** What day it is, where it is another than that of the message before. */
  day: string | null;
  /** The message before is of somebody else. */
  isFirst: boolean;
  actions: Pick<MessageActions, 'addReaction' | 'removeReaction' | 'remove' | 'pin' | 'unpin'>;
  outgoing: Pick<OutboxActions, 'retry' | 'discard'>;
  onTarget: (target: MessageTarget) => void;
}

const marks: Record<string, string> = {
  queued: '🕓',
  sending: '↑',
  sent: '✓',
  delivered: '✓✓',
  read: '✓✓',
  failed: '!',
};
const quick = ['👍', '❤️', '😂', '🎉'];

export const MessageRow = memo(function MessageRow(props: MessageRowProps): ReactElement {
  const { view, viewerId, day, isFirst, outgoing } = props;
  const { message, entry, status } = view;
  const senderId = message?.senderId ?? viewerId;
  const { data: sender } = useUser(senderId);
  const isOwn = senderId === viewerId;
  const at = message?.createdAt ?? entry?.createdAt ?? 0;
  return (
    <>
      {day !== null && (
        <li className="day">
          <span>{day}</span>
        </li>
      )}
      <li className={`message${isOwn ? ' own' : ''}${isFirst ? ' first' : ''}`} data-status={status}>
        {!isOwn && isFirst && <Avatar id={senderId} name={sender?.name ?? senderId} />}
        <div className="bubble">
          {!isOwn && isFirst && <strong className="sender">{sender?.name ?? senderId}</strong>}
          <Content message={message} text={message?.text ?? entry?.input.text ?? null} />
          <span className="meta">
            {message?.editedAt != null && 'edited '}
            {message?.pinnedAt != null && <Icon name="pin" />}
            <time dateTime={new Date(at).toISOString()}>{timeOf(at)}</time>
            {status !== null && (
              <span className={`mark ${status}`} role="img" aria-label={status} title={status}>
                {marks[status]}
              </span>
            )}
          </span>
        </div>
        {status === 'failed' && entry !== null && (
          <p className="failure" role="alert">
            {entry.failure?.message}{' '}
            <button type="button" onClick={() => outgoing.retry(entry.clientMessageId)}>
              Try again
            </button>
            <button type="button" onClick={() => outgoing.discard(entry.clientMessageId)}>
              Discard
            </button>
          </p>
        )}
        {message !== null && message.deletedAt === null && <Tools {...props} message={message} isOwn={isOwn} />}
        {message !== null && <Below {...props} message={message} />}
      </li>
    </>
  );
});

function Content({ message, text }: { message: MessageState | null; text: string | null }): ReactElement {
  if (message?.deletedAt != null) return <em className="deleted">This message was deleted.</em>;
  return (
    <>
      {message?.replyTo != null && <blockquote>{message.replyTo.text ?? 'A message that was deleted'}</blockquote>}
      {message !== null && message.attachments.length > 0 && <Attachments attachments={message.attachments} />}
      {text !== null && text !== '' && <RichText text={text} />}
    </>
  );
}

interface OfMessage extends MessageRowProps {
  message: MessageState;
}

function Tools({ message, isOwn, actions, onTarget }: OfMessage & { isOwn: boolean }): ReactElement {
  // Offline, what is no sending is refused: nothing changes, and one can see why at the connection.
  const run = (work: Promise<void>) => work.catch(() => {});
  const isPinned = message.pinnedAt !== null;
  return (
    <div className="tools" role="toolbar" aria-label="What can be done with this message">
      {quick.map((emoji) => (
        <button
          key={emoji}
          type="button"
          aria-label={`React with ${emoji}`}
          onClick={() => run(actions.addReaction(message.id, emoji))}
        >
          {emoji}
        </button>
      ))}
      <button type="button" title="Reply" aria-label="Reply" onClick={() => onTarget({ what: 'reply', message })}>
        <Icon name="reply" />
      </button>
      <button
        type="button"
        title="Thread"
        aria-label="Reply in a thread"
        onClick={() => onTarget({ what: 'thread', message })}
      >
        <Icon name="thread" />
      </button>
      <button
        type="button"
        title={isPinned ? 'Unpin' : 'Pin'}
        aria-label={isPinned ? 'Unpin' : 'Pin'}
        onClick={() => run(isPinned ? actions.unpin(message.id) : actions.pin(message.id))}
      >
        <Icon name="pin" />
      </button>
      {isOwn && (
        <>
          <button type="button" title="Edit" aria-label="Edit" onClick={() => onTarget({ what: 'edit', message })}>
            <Icon name="edit" />
          </button>
          <button type="button" title="Delete" aria-label="Delete" onClick={() => run(actions.remove(message.id))}>
            <Icon name="remove" />
          </button>
        </>
      )}
    </div>
  );
}

function Below({ message, viewerId, actions }: OfMessage): ReactElement | null {
  if (message.reactions.length === 0) return null;
  const toggle = (emoji: string, isMine: boolean) =>
    (isMine ? actions.removeReaction(message.id, emoji) : actions.addReaction(message.id, emoji)).catch(() => {});
  return (
    <div className="reactions">
      {message.reactions.map(({ emoji, count, userIds }) => {
        const isMine = userIds.includes(viewerId);
        return (
          <button
            key={emoji}
            type="button"
            aria-pressed={isMine}
            aria-label={`${emoji}, ${count}`}
            onClick={() => toggle(emoji, isMine)}
          >
            {emoji} {count}
          </button>
        );
      })}
    </div>
  );
}
