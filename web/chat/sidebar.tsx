import { memo, type ReactElement, useDeferredValue, useEffect, useState } from 'react';
import {
  type ConversationSummary,
  useConnection,
  useConversations,
  useUnread,
  useUnreadNotifications,
  useUser,
} from '../../client/react/index.ts';
import { Avatar } from './avatar.tsx';
import { Icon } from './icon.tsx';
import type { PanelName } from './panel-name.ts';
import { Search } from './search.tsx';
import { shortTimeOf } from './times.ts';
import { titleOf } from './title-of.ts';

interface SidebarProps {
  selectedId: string | null;
  onSelect: (conversationId: string) => void;
  onPanel: (name: PanelName) => void;
  onSignOut: () => void;
}

export function Sidebar({ selectedId, onSelect, onPanel, onSignOut }: SidebarProps): ReactElement {
  const conversations = useConversations();
  const { data: user } = useUser();
  const { data: unread } = useUnread();
  const [text, setText] = useState('');
  const query = useDeferredValue(text.trim());
  const found = (conversations.data ?? []).filter((each) => titleOf(each).toLowerCase().includes(query.toLowerCase()));
  const isUsable = conversations.status === 'ready';
  useEffect(() => {
    // What the page can be used from is seen in the browser's own tools, and by its test.
    if (isUsable) performance.mark('tidings-usable');
  }, [isUsable]);
  return (
    <nav className="sidebar" aria-label="Conversations">
      <header>
        <button type="button" className="me" onClick={() => onPanel('settings')} title="Your settings">
          <Avatar id={user?.id ?? ''} name={user?.name ?? ''} />
          <strong>{user?.name ?? 'Tidings'}</strong>
        </button>
        <NotificationsButton onPanel={onPanel} />
        <ConnectionButton onPanel={onPanel} />
        <button type="button" className="icon" aria-label="Sign out" title="Sign out" onClick={onSignOut}>
          <Icon name="leave" />
        </button>
      </header>
      <input
        className="search"
        type="search"
        placeholder="Search conversations and messages"
        aria-label="Search conversations and messages"
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      <div className="scroll">
        {conversations.status === 'loading' && <Skeleton />}
        <ul className="conversations" aria-label={`${unread?.unreadCount ?? 0} unread messages`}>
          {found.map((each) => (
            <Row key={each.id} summary={each} isSelected={each.id === selectedId} onSelect={onSelect} />
          ))}
        </ul>
        {query.length > 1 && <Search query={query} onSelect={onSelect} />}
      </div>
    </nav>
  );
}

function NotificationsButton({ onPanel }: Pick<SidebarProps, 'onPanel'>): ReactElement {
  const count = useUnreadNotifications().data ?? 0;
  return (
    <button
      type="button"
      className="icon"
      aria-label={`Notifications, ${count} unread`}
      title="Notifications"
      onClick={() => onPanel('notifications')}
    >
      <Icon name="bell" />
      {count > 0 && <span className="count">{count}</span>}
    </button>
  );
}

function ConnectionButton({ onPanel }: Pick<SidebarProps, 'onPanel'>): ReactElement {
  const { data } = useConnection();
  const mood = data.status === 'open' ? (data.quality ?? 'good') : 'down';
  return (
    <button
      type="button"
      className="icon"
      aria-label={`Connection: ${data.status}`}
      title={`Connection: ${data.status}`}
      onClick={() => onPanel('connection')}
    >
      <span className={`signal ${mood}`} aria-hidden="true" />
    </button>
  );
}

const Row = memo(function Row({
  summary,
  isSelected,
  onSelect,
}: {
  summary: ConversationSummary;
  isSelected: boolean;
  onSelect: (conversationId: string) => void;
}): ReactElement {
  const { id, peer, fields, lastMessage, lastActivityAt, unreadCount, unreadMentionCount, preferences } = summary;
  const title = titleOf(summary);
  return (
    <li>
      <button type="button" aria-current={isSelected} onClick={() => onSelect(id)}>
        <Avatar id={peer?.id ?? id} name={fields.kind === 'CHANNEL' ? '#' : title} />
        <span className="what">
          <span className="title">
            {preferences.pinned && <Icon name="pin" />}
            {title}
          </span>
          <span className="last">{lastMessage === null ? '' : previewOf(lastMessage)}</span>
        </span>
        <span className="when">
          <time dateTime={lastActivityAt}>{shortTimeOf(lastActivityAt)}</time>
          {unreadCount > 0 && (
            <span className="count" title={`${unreadCount} unread`}>
              {unreadMentionCount > 0 && '@'}
              {unreadCount}
            </span>
          )}
        </span>
      </button>
    </li>
  );
});

function Skeleton(): ReactElement {
  return (
    <div className="skeleton" aria-busy="true" role="status" aria-label="Loading">
      {['a', 'b', 'c', 'd'].map((name) => (
        <span key={name} />
      ))}
    </div>
  );
}

function previewOf({ deletedAt, text, attachments }: NonNullable<ConversationSummary['lastMessage']>): string {
  if (deletedAt !== null) return 'Deleted';
  return text ?? attachments.map(({ name }) => name).join(', ');
}
