import { useRef, useState } from 'react';
import { Avatar } from '../people/avatar.tsx';
import { LastSeen } from '../people/last-seen.tsx';
import { IconButton } from '../shared/icon-button.tsx';
import { useRoving } from '../shared/use-roving.ts';
import type { UiNotification } from '../types.ts';
import { useUi } from '../ui-context.tsx';

/** Props of `NotificationCentre`. */
export interface NotificationCentreProps {
  /** Newest first. */
  notifications: readonly UiNotification[];
  onOpen: (id: string) => void;
  onMarkAllRead?: () => void;
  onArchive?: (id: string) => void;
}

/** The inbox. */
export function NotificationCentre({ notifications, onOpen, onMarkAllRead, onArchive }: NotificationCentreProps) {
  const { messages } = useUi();
  const [isOnlyUnread, setIsOnlyUnread] = useState(false);
  const list = useRef<HTMLUListElement>(null);
  const onKeyDown = useRoving(list);
  const shown = isOnlyUnread ? notifications.filter(({ isRead }) => !isRead) : notifications;
  return (
    <section className="td td-notifications" aria-label={messages.notifications}>
      <header className="td-panel-head">
        <h2>{messages.notifications}</h2>
        <label className="td-check">
          <input type="checkbox" checked={isOnlyUnread} onChange={() => setIsOnlyUnread(!isOnlyUnread)} />
          {messages.onlyUnread}
        </label>
        {onMarkAllRead !== undefined && (
          <IconButton icon="checks" label={messages.markAllRead} onClick={onMarkAllRead} />
        )}
      </header>
      <ul ref={list} className="td-list" onKeyDown={onKeyDown}>
        {shown.map((each, index) => (
          <li key={each.id} className="td-notification" data-unread={!each.isRead || undefined}>
            <button
              type="button"
              data-td-item
              className="td-notification-face"
              tabIndex={index === 0 ? 0 : -1}
              onClick={() => onOpen(each.id)}
            >
              {each.actor != null && <Avatar person={each.actor} size={32} isDecorative />}
              <NotificationWords notification={each} />
            </button>
            {onArchive !== undefined && (
              <IconButton icon="archive" label={messages.archive} onClick={() => onArchive(each.id)} />
            )}
          </li>
        ))}
      </ul>
      {shown.length === 0 && <p className="td-empty">{messages.noNotifications}</p>}
    </section>
  );
}

function NotificationWords({ notification }: { notification: UiNotification }) {
  const { title, body, createdAt, isRead } = notification;
  const { messages } = useUi();
  return (
    <span className="td-notification-words">
      <strong dir="auto">{title}</strong>
      {!isRead && <span className="td-hidden">{messages.onlyUnread}</span>}
      {body != null && <span dir="auto">{body}</span>}
      <LastSeen at={createdAt} hasPrefix={false} />
    </span>
  );
}
