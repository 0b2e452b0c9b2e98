import type { UiMessage } from '../types.ts';

/** What can be done with messages. What is left out has no button. */
export interface MessageHandlers {
  onReact?: (message: UiMessage, emoji: string, isAdded: boolean) => void;
  onReply?: (message: UiMessage) => void;
  onOpenThread?: (message: UiMessage) => void;
  /** For own messages. */
  onEdit?: (message: UiMessage) => void;
  /** For own messages. */
  onRemove?: (message: UiMessage) => void;
  /** For those that failed. */
  onRetry?: (message: UiMessage) => void;
  /** For those that failed. */
  onDiscard?: (message: UiMessage) => void;
}
