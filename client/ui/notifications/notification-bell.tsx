import type { ReactNode } from 'react';
import { badgeText } from '../shared/count-badge.tsx';
import { Icon } from '../shared/icon.tsx';
import { Popover } from '../shared/popover.tsx';
import { useUi } from '../ui-context.tsx';

/** Props of `NotificationBell`. */
export interface NotificationBellProps {
  unreadCount: number;
  /** Told when it opens and closes. */
  onOpenChange?: (isOpen: boolean) => void;
  /** What it opens, such as a `NotificationCentre`. */
  children: (close: () => void) => ReactNode;
}

/** A bell with the number of unread notifications, 99+ from a hundred on, that opens the inbox. */
export function NotificationBell({ unreadCount, onOpenChange, children }: NotificationBellProps) {
  const { messages } = useUi();
  return (
    <Popover
      role="dialog"
      label={messages.notifications}
      {...(onOpenChange && { onOpenChange })}
      button={({ buttonRef, ...props }) => (
        <button ref={buttonRef} type="button" className="td td-icon-button td-bell" {...props}>
          <Icon name="bell" />
          <span className="td-hidden">
            {unreadCount > 0 ? messages.notificationsUnread(unreadCount) : messages.notifications}
          </span>
          {unreadCount > 0 && (
            <span className="td-badge" aria-hidden="true">
              {badgeText(unreadCount)}
            </span>
          )}
        </button>
      )}
    >
      {children}
    </Popover>
  );
}
