import { useEffect, useRef, useState } from 'react';
import { plainText } from '../text/plain-text.ts';
import { nameOf, type UiMessage } from '../types.ts';
import { useUi } from '../ui-context.tsx';
import { appendedTo } from './list-changes.ts';

/**
 * What has come while a list is shown: a text for screen readers, and how many the reader has not come down to. A live region
 * around the list itself would read each message aloud that scrolling brings into the page.
 */
export function useArrivals(messages: readonly UiMessage[], isAtEnd: boolean): { news: string; arrivedCount: number } {
  const { messages: words } = useUi();
  const before = useRef(messages);
  const [news, setNews] = useState('');
  const [arrivedCount, setArrivedCount] = useState(0);

  useEffect(() => {
    const come = appendedTo(before.current, messages).filter(({ isOwn }) => !isOwn);
    before.current = messages;
    if (come.length === 0) return;
    setArrivedCount((count) => count + come.length);
    const [only] = come;
    setNews(
      come.length === 1 && only !== undefined
        ? words.said(nameOf(only.author), plainText(only.text ?? ''))
        : words.newMessages(come.length),
    );
  }, [messages, words]);

  useEffect(() => {
    if (isAtEnd) setArrivedCount(0);
  }, [isAtEnd]);
  return { news, arrivedCount: isAtEnd ? 0 : arrivedCount };
}
