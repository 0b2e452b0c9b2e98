import { EmojiButton } from '../composer/emoji-button.tsx';
import { IconButton } from '../shared/icon-button.tsx';
import type { UiMessage } from '../types.ts';
import { useUi } from '../ui-context.tsx';
import type { MessageHandlers } from './message-handlers.ts';

interface MessageActionsProps extends MessageHandlers {
  message: UiMessage;
  onOpenChange: (isOpen: boolean) => void;
}

/** The buttons of a message. */
export function MessageActions({ message, onOpenChange, ...on }: MessageActionsProps) {
  const { messages } = useUi();
  const { isOwn } = message;
  return (
    <div className="td-message-actions" role="toolbar" aria-label={messages.messageActions}>
      {on.onReact !== undefined && (
        <EmojiButton
          label={messages.react}
          onOpenChange={onOpenChange}
          onPick={(emoji) => on.onReact?.(message, emoji, true)}
        />
      )}
      {on.onReply !== undefined && (
        <IconButton icon="reply" label={messages.reply} onClick={() => on.onReply?.(message)} />
      )}
      {on.onOpenThread !== undefined && (
        <IconButton icon="thread" label={messages.replyInThread} onClick={() => on.onOpenThread?.(message)} />
      )}
      {isOwn && on.onEdit !== undefined && (
        <IconButton icon="edit" label={messages.edit} onClick={() => on.onEdit?.(message)} />
      )}
      {isOwn && on.onRemove !== undefined && (
        <IconButton icon="trash" label={messages.remove} onClick={() => on.onRemove?.(message)} />
      )}
    </div>
  );
}
