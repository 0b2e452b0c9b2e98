import type { UiMessage } from '../types.ts';
import { useUi } from '../ui-context.tsx';
import type { MessageHandlers } from './message-handlers.ts';

interface ReactionsProps extends Pick<MessageHandlers, 'onReact'> {
  message: UiMessage;
}

/** The reactions under a message; one's own is added and taken back by a click. */
export function Reactions({ message, onReact }: ReactionsProps) {
  const { messages } = useUi();
  return (
    <ul className="td-reactions">
      {(message.reactions ?? []).map(({ emoji, count, isOwn }) => (
        <li key={emoji}>
          <button
            type="button"
            className="td-reaction"
            aria-pressed={isOwn}
            aria-label={messages.reaction(emoji, count, isOwn)}
            disabled={onReact === undefined}
            onClick={() => onReact?.(message, emoji, !isOwn)}
          >
            <span aria-hidden="true">{emoji}</span> <span aria-hidden="true">{count}</span>
          </button>
        </li>
      ))}
    </ul>
  );
}
