import { type FocusEvent, type KeyboardEvent, useCallback, useEffect, useRef, useState } from 'react';
import { Virtualizer } from 'virtua';
import { Announcer } from '../shared/announcer.tsx';
import { Icon } from '../shared/icon.tsx';
import { nextIndex } from '../shared/use-roving.ts';
import type { UiMessage } from '../types.ts';
import { useUi } from '../ui-context.tsx';
import { DaySeparator } from './day-separator.tsx';
import { beginsDay, goesOn } from './days.ts';
import { Message } from './message.tsx';
import type { MessageHandlers } from './message-handlers.ts';
import { useArrivals } from './use-arrivals.ts';
import { useScrolling } from './use-scrolling.ts';

/** Props of `MessageList`. */
export interface MessageListProps extends MessageHandlers {
  /** Oldest first. */
  messages: readonly UiMessage[];
  /** There is older history. @default false */
  hasOlder?: boolean;
  isLoadingOlder?: boolean;
  /** Called when the reader comes near the top. */
  onLoadOlder?: () => void;
  /** The first message that the viewer has not read: a line stands above it, and a button leads there. */
  firstUnreadKey?: string | null;
  /** Called with true when the newest message is in sight, with false when it is not. */
  onAtEndChange?: (isAtEnd: boolean) => void;
  /** What the list is called. @default 'Messages' */
  label?: string;
}

/**
 * A conversation's messages. Only those in sight are in the page, however many there are. It stays at the newest one where
 * the reader is there, and at what he reads where he is not, also when history is put on top.
 */
export function MessageList(props: MessageListProps) {
  const {
    messages,
    isLoadingOlder = false,
    firstUnreadKey = null,
    label,
    hasOlder,
    onLoadOlder,
    onAtEndChange,
  } = props;
  const { messages: words } = useUi();
  const scrolling = useScrolling(messages, {
    hasOlder: hasOlder ?? false,
    isLoadingOlder,
    onLoadOlder,
    onAtEndChange,
  });
  const { scroller, list, isAtEnd, isShifting, scrollToEnd, onScroll, scrollTo } = scrolling;
  const { news, arrivedCount } = useArrivals(messages, isAtEnd);
  const { activeIndex, onFocus, onKeyDown } = useActiveMessage(messages, scroller, scrollTo);
  const unreadIndex = firstUnreadKey === null ? -1 : messages.findIndex(({ key }) => key === firstUnreadKey);
  const [wasAtUnread, setWasAtUnread] = useState<string | null>(null);

  const drawRow = (message: UiMessage, index: number) => {
    const previous = messages[index - 1];
    const isFirstUnread = message.key === firstUnreadKey;
    return (
      <div key={message.key} className="td-row" data-index={index}>
        {beginsDay(previous?.createdAt, message.createdAt) && <DaySeparator at={message.createdAt} />}
        {isFirstUnread && <div className="td-unread-line">{words.unreadFrom}</div>}
        <Message
          message={message}
          isContinued={!isFirstUnread && goesOn(previous, message)}
          tabIndex={index === activeIndex ? 0 : -1}
          {...handlersOf(props)}
        />
      </div>
    );
  };

  return (
    <div className="td td-message-list">
      <div
        ref={scroller}
        className="td-scroller"
        role="log"
        aria-live="off"
        aria-label={label ?? words.messages}
        aria-busy={isLoadingOlder}
        tabIndex={messages.length === 0 ? 0 : -1}
        onKeyDown={onKeyDown}
        onFocus={onFocus}
      >
        <div className="td-fill" />
        {messages.length === 0 && <p className="td-empty">{words.noMessages}</p>}
        <Virtualizer
          ref={list}
          scrollRef={scroller}
          data={messages}
          shift={isShifting}
          keepMounted={activeIndex < 0 ? [] : [activeIndex]}
          onScroll={onScroll}
          onResize={scrolling.onResize}
        >
          {drawRow}
        </Virtualizer>
      </div>
      {isLoadingOlder && (
        <div className="td-loading-older" role="status">
          {words.loadingOlder}
        </div>
      )}
      <div className="td-jumps">
        {unreadIndex >= 0 && !isAtEnd && wasAtUnread !== firstUnreadKey && (
          <button
            type="button"
            className="td-jump"
            onClick={() => {
              scrollTo(unreadIndex, 'start');
              setWasAtUnread(firstUnreadKey);
            }}
          >
            <Icon name="up" />
            {words.jumpToUnread}
          </button>
        )}
        {!isAtEnd && (
          <button type="button" className="td-jump" onClick={scrollToEnd}>
            <Icon name="down" />
            {arrivedCount > 0 ? words.newMessages(arrivedCount) : words.jumpToNewest}
          </button>
        )}
      </div>
      <Announcer text={news} />
    </div>
  );
}

function handlersOf(props: MessageHandlers): MessageHandlers {
  const { onReact, onReply, onOpenThread, onEdit, onRemove, onRetry, onDiscard } = props;
  const all = { onReact, onReply, onOpenThread, onEdit, onRemove, onRetry, onDiscard };
  return Object.fromEntries(Object.entries(all).filter(([, handler]) => handler !== undefined));
}

/** The message where the Tab key stops, and how the arrow keys move it. */
function useActiveMessage(
  messages: readonly UiMessage[],
  scroller: { current: HTMLElement | null },
  scrollTo: (index: number, align: 'nearest') => void,
) {
  const [activeKey, setActiveKey] = useState<string | null>(null);
  const wanted = useRef<number | null>(null);
  const found = activeKey === null ? -1 : messages.findIndex(({ key }) => key === activeKey);
  const activeIndex = found >= 0 ? found : messages.length - 1;

  // Where a key has led may have come into the page just now.
  useEffect(() => {
    if (wanted.current !== activeIndex) return;
    wanted.current = null;
    scroller.current
      ?.querySelector<HTMLElement>(`[data-index="${activeIndex}"] article`)
      ?.focus({ preventScroll: true });
  });

  const setActiveIndex = useCallback((index: number) => setActiveKey(messages[index]?.key ?? null), [messages]);
  const onKeyDown = (event: KeyboardEvent) => {
    const { target } = event;
    if (!(target instanceof HTMLElement)) return;
    const article = target.closest<HTMLElement>('article');
    // In a message's buttons the keys are theirs; Escape leads out to the message.
    if (target !== article) {
      if (event.key === 'Escape' && target.closest('[popover]') === null) article?.focus();
      return;
    }
    const next = nextIndex(event.key, activeIndex, messages.length);
    if (next === null || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    wanted.current = next;
    scrollTo(next, 'nearest');
    setActiveIndex(next);
  };
  const onFocus = ({ target }: FocusEvent<HTMLElement>) => {
    const row = target.closest<HTMLElement>('[data-index]');
    if (row !== null) setActiveIndex(Number(row.dataset.index));
  };
  return { activeIndex, onFocus, onKeyDown };
}
