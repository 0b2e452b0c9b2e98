import { type ReactNode, useId } from 'react';
import { IconButton } from '../shared/icon-button.tsx';
import type { UiMessage } from '../types.ts';
import { useUi } from '../ui-context.tsx';
import { Message } from './message.tsx';
import type { MessageHandlers } from './message-handlers.ts';

/** Props of `ThreadPanel`. */
export interface ThreadPanelProps {
  /** The message that is answered; null: it is not loaded yet. */
  root: UiMessage | null;
  /** What can be done with it. */
  rootHandlers?: MessageHandlers;
  onClose: () => void;
  /** The replies, such as a `MessageList`, and what writes one, such as a `MessageComposer`. */
  children: ReactNode;
}

/** The replies to a message, beside the conversation. Escape closes it. */
export function ThreadPanel({ root, rootHandlers, onClose, children }: ThreadPanelProps) {
  const { messages } = useUi();
  const id = useId();
  return (
    <aside
      className="td td-thread"
      aria-labelledby={id}
      onKeyDown={({ key, defaultPrevented }) => key === 'Escape' && !defaultPrevented && onClose()}
    >
      <header className="td-panel-head">
        <h2 id={id}>{messages.thread}</h2>
        <IconButton icon="close" label={messages.close} onClick={onClose} />
      </header>
      {root !== null && (
        <div className="td-thread-root">
          <Message message={root} {...rootHandlers} />
        </div>
      )}
      {children}
    </aside>
  );
}
