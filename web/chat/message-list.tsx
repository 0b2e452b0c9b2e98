import { type ReactElement, useEffect, useLayoutEffect, useRef } from 'react';
import { useMessages, useSendMessage } from '../../client/react/index.ts';
import { MessageRow, type MessageTarget } from './message-row.tsx';
import { dayOf } from './times.ts';

interface MessageListProps {
  conversationId: string;
  viewerId: string;
  onTarget: (target: MessageTarget) => void;
  onShown: ((conversationId: string, seq: number) => void) | null;
}

/** Nearer to the end than this, the list follows what comes. */
const endPixels = 120;

export function MessageList({ conversationId, viewerId, onTarget, onShown }: MessageListProps): ReactElement {
  const messages = useMessages(conversationId);
  const outgoing = useSendMessage(conversationId);
  const scroller = useRef<HTMLDivElement>(null);
  const heightBefore = useRef(0);
  const isAtEnd = useRef(true);
  const views = messages.data ?? [];
  const newestSeq = views.findLast(({ message }) => message !== null)?.message?.seq;

  // What is loaded above moves nothing of what is read; what comes below is followed by whoever is there.
  useLayoutEffect(() => {
    const box = scroller.current;
    if (box === null) return;
    if (isAtEnd.current) box.scrollTop = box.scrollHeight;
    else if (box.scrollTop < endPixels) box.scrollTop += box.scrollHeight - heightBefore.current;
    heightBefore.current = box.scrollHeight;
  });
  // So it is when the room for it changes, as by a banner.
  useEffect(() => {
    const box = scroller.current;
    if (box === null) return;
    const observer = new ResizeObserver(() => {
      if (isAtEnd.current) box.scrollTop = box.scrollHeight;
    });
    observer.observe(box);
    return () => observer.disconnect();
  }, []);
  useEffect(() => {
    if (newestSeq !== undefined && isAtEnd.current) onShown?.(conversationId, newestSeq);
  }, [conversationId, newestSeq, onShown]);

  const onScroll = () => {
    const box = scroller.current;
    if (box === null) return;
    isAtEnd.current = box.scrollHeight - box.scrollTop - box.clientHeight < endPixels;
    if (isAtEnd.current && newestSeq !== undefined) onShown?.(conversationId, newestSeq);
    // Offline there is no history to load; the next scrolling asks again.
    if (box.scrollTop < endPixels && messages.hasOlder) messages.loadOlder().catch(() => {});
  };
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by the keyboard.
    <div className="messages scroll" ref={scroller} onScroll={onScroll} role="log" aria-label="Messages" tabIndex={0}>
      {messages.isLoadingOlder && <p className="note">Loading older messages…</p>}
      {!messages.hasOlder && messages.status === 'ready' && <p className="note">This is the beginning.</p>}
      <ol>
        {views.map((view, at) => {
          const createdAt = view.message?.createdAt ?? view.entry?.createdAt ?? 0;
          const before = views[at - 1];
          const dayBefore = before && dayOf(before.message?.createdAt ?? before.entry?.createdAt ?? 0);
          const day = dayOf(createdAt);
          const isSameSender =
            day === dayBefore && (before?.message?.senderId ?? viewerId) === (view.message?.senderId ?? viewerId);
          return (
            <MessageRow
              key={view.key}
              view={view}
              viewerId={viewerId}
              day={day === dayBefore ? null : day}
              isFirst={!isSameSender}
              actions={messages}
              outgoing={outgoing}
              onTarget={onTarget}
            />
          );
        })}
      </ol>
    </div>
  );
}
