import { memo, useMemo, useRef, useState } from 'react';
import { Avatar } from '../people/avatar.tsx';
import { LastSeen } from '../people/last-seen.tsx';
import { CountBadge } from '../shared/count-badge.tsx';
import { Icon } from '../shared/icon.tsx';
import { useRoving } from '../shared/use-roving.ts';
import type { UiConversation } from '../types.ts';
import { useUi } from '../ui-context.tsx';
import { filterConversations } from './filter-conversations.ts';

/** Props of `ConversationList`. */
export interface ConversationListProps {
  /** In the order in which they are shown. */
  conversations: readonly UiConversation[];
  selectedId?: string | null;
  onSelect: (id: string) => void;
  /** A field that filters them by title. @default true */
  hasFilter?: boolean;
}

/** The viewer's conversations. One is a stop of the Tab key, the arrow keys lead to the others. */
export function ConversationList({ conversations, selectedId, onSelect, hasFilter = true }: ConversationListProps) {
  const { messages } = useUi();
  const [query, setQuery] = useState('');
  const list = useRef<HTMLElement>(null);
  const onKeyDown = useRoving(list);
  const shown = useMemo(() => filterConversations(conversations, query), [conversations, query]);
  const stopId = shown.find(({ id }) => id === selectedId)?.id ?? shown[0]?.id;
  return (
    <nav ref={list} className="td td-conversations" aria-label={messages.conversations}>
      {hasFilter && (
        <input
          type="search"
          className="td-input"
          aria-label={messages.filterConversations}
          placeholder={messages.filterConversations}
          value={query}
          onChange={({ target }) => setQuery(target.value)}
          onKeyDown={(event) => event.key === 'ArrowDown' && onKeyDown(event)}
        />
      )}
      <ul className="td-list" onKeyDown={onKeyDown}>
        {shown.map((conversation) => (
          <ConversationRow
            key={conversation.id}
            conversation={conversation}
            isSelected={conversation.id === selectedId}
            isStop={conversation.id === stopId}
            onSelect={onSelect}
          />
        ))}
      </ul>
      {shown.length === 0 && <p className="td-empty">{messages.noConversations}</p>}
    </nav>
  );
}

interface ConversationRowProps {
  conversation: UiConversation;
  isSelected: boolean;
  isStop: boolean;
  onSelect: (id: string) => void;
}

const ConversationRow = memo(function ConversationRow({ conversation, ...rest }: ConversationRowProps) {
  const { isSelected, isStop, onSelect } = rest;
  const { messages } = useUi();
  const { id, title, pictureUrl, preview, lastActivityAt, presence, isMuted, isPinned } = conversation;
  const { unreadCount, unreadMentionCount = 0 } = conversation;
  return (
    <li>
      <button
        type="button"
        data-td-item
        className="td-conversation"
        data-unread={unreadCount > 0 || undefined}
        aria-current={isSelected || undefined}
        tabIndex={isStop ? 0 : -1}
        onClick={() => onSelect(id)}
      >
        <Avatar person={{ id, name: title, pictureUrl }} presence={presence} isDecorative />
        <span className="td-conversation-words">
          <span className="td-conversation-line">
            <span className="td-conversation-title" dir="auto">
              {title}
            </span>
            {presence != null && <span className="td-hidden">{messages.presence[presence]}</span>}
            {isPinned && <Mark icon="pin" label={messages.pinned} />}
            {isMuted && <Mark icon="mute" label={messages.muted} />}
            {lastActivityAt != null && <LastSeen at={lastActivityAt} hasPrefix={false} />}
          </span>
          <span className="td-conversation-line">
            <span className="td-conversation-preview" dir="auto">
              {preview}
            </span>
            {unreadMentionCount > 0 && (
              <span className="td-badge" data-kind="mention">
                <span aria-hidden="true">@</span>
                <span className="td-hidden">{messages.unreadMentions(unreadMentionCount)}</span>
              </span>
            )}
            <CountBadge count={unreadCount} label={messages.unread(unreadCount)} />
          </span>
        </span>
      </button>
    </li>
  );
});

function Mark({ icon, label }: { icon: 'pin' | 'mute'; label: string }) {
  return (
    <span className="td-mark" title={label}>
      <Icon name={icon} />
      <span className="td-hidden">{label}</span>
    </span>
  );
}
