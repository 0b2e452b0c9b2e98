import { memo, type Ref, useId, useState } from 'react';
import { Avatar } from '../people/avatar.tsx';
import { timeText } from '../shared/formats.ts';
import { MessageText } from '../text/message-text.tsx';
import { nameOf, type UiMessage } from '../types.ts';
import { useUi } from '../ui-context.tsx';
import { AttachmentView } from './attachment-view.tsx';
import { DeliveryMark } from './delivery-mark.tsx';
import { MessageActions } from './message-actions.tsx';
import type { MessageHandlers } from './message-handlers.ts';
import { Reactions } from './reactions.tsx';

/** Props of `Message`. */
export interface MessageProps extends MessageHandlers {
  message: UiMessage;
  /** It goes on what its author has just said: without picture and name. @default false */
  isContinued?: boolean;
  /** Whether the Tab key stops at it. In a list one message has 0, and the arrow keys lead to the others. @default 0 */
  tabIndex?: 0 | -1;
  messageRef?: Ref<HTMLElement>;
}

/** A message with what belongs to it. Its buttons are there while it has the focus or the pointer. */
export const Message = memo(function Message({ message, isContinued = false, tabIndex = 0, ...rest }: MessageProps) {
  const { messageRef, ...on } = rest;
  const { messages, locale } = useUi();
  const id = useId();
  const [isPointedAt, setIsPointedAt] = useState(false);
  const [hasFocus, setHasFocus] = useState(false);
  const [isPicking, setIsPicking] = useState(false);
  const { author, isOwn, createdAt, status, isEdited, isDeleted } = message;
  const areActionsShown = !isDeleted && status !== 'failed' && (isPointedAt || hasFocus || isPicking);
  return (
    <article
      ref={messageRef}
      className="td td-message"
      data-own={isOwn || undefined}
      data-continued={isContinued || undefined}
      data-status={status ?? undefined}
      data-key={message.key}
      tabIndex={tabIndex}
      aria-labelledby={`${id}author ${id}time ${id}body`}
      onPointerEnter={() => setIsPointedAt(true)}
      onPointerLeave={() => setIsPointedAt(false)}
      onFocus={() => setHasFocus(true)}
      onBlur={({ currentTarget, relatedTarget }) => setHasFocus(currentTarget.contains(relatedTarget))}
    >
      <div className="td-message-side">{!isContinued && <Avatar person={author} size={36} isDecorative />}</div>
      <div className="td-message-main">
        <header className={isContinued ? 'td-hidden' : 'td-message-head'}>
          <span id={`${id}author`} className="td-message-author" dir="auto">
            {isOwn ? messages.you : nameOf(author)}
          </span>
          <time id={`${id}time`} dateTime={createdAt}>
            {timeText(createdAt, locale)}
          </time>
        </header>
        <div id={`${id}body`} className="td-message-body">
          <MessageBody message={message} />
          {isEdited && !isDeleted && <span className="td-quiet"> ({messages.edited})</span>}
          {status !== null && !isDeleted && <DeliveryMark status={status} />}
        </div>
        <MessageFoot message={message} {...on} />
      </div>
      {areActionsShown && <MessageActions message={message} onOpenChange={setIsPicking} {...on} />}
    </article>
  );
});

function MessageBody({ message }: { message: UiMessage }) {
  const { messages } = useUi();
  const { text, isDeleted, replyTo, attachments = [], mentioned } = message;
  if (isDeleted) return <p className="td-tombstone">{messages.deletedMessage}</p>;
  return (
    <>
      {replyTo != null && (
        <div className="td-quoted">
          <strong dir="auto">{replyTo.author}</strong>
          <span dir="auto">{replyTo.text}</span>
        </div>
      )}
      {text !== null && text !== '' && <MessageText text={text} mentioned={mentioned} />}
      {attachments.length > 0 && (
        <div className="td-attachments">
          {attachments.map((each) => (
            <AttachmentView key={each.id} attachment={each} />
          ))}
        </div>
      )}
    </>
  );
}

function MessageFoot({ message, ...on }: MessageHandlers & { message: UiMessage }) {
  const { messages } = useUi();
  const { status, failure, isDeleted, reactions = [], replyCount = 0 } = message;
  return (
    <>
      {status === 'failed' && (
        <div className="td-failure">
          <span>{failure ?? messages.status.failed}</span>
          {on.onRetry !== undefined && (
            <button type="button" className="td-link" onClick={() => on.onRetry?.(message)}>
              {messages.retry}
            </button>
          )}
          {on.onDiscard !== undefined && (
            <button type="button" className="td-link" onClick={() => on.onDiscard?.(message)}>
              {messages.discard}
            </button>
          )}
        </div>
      )}
      {!isDeleted && reactions.length > 0 && (
        <Reactions message={message} {...(on.onReact && { onReact: on.onReact })} />
      )}
      {replyCount > 0 && (
        <button
          type="button"
          className="td-link td-replies"
          disabled={on.onOpenThread === undefined}
          onClick={() => on.onOpenThread?.(message)}
        >
          {messages.replies(replyCount)}
        </button>
      )}
    </>
  );
}
