import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { VirtualizerHandle } from 'virtua';
import type { UiMessage } from '../types.ts';
import { isShifted } from './list-changes.ts';

interface ScrollingOptions {
  hasOlder: boolean;
  isLoadingOlder: boolean;
  onLoadOlder: (() => void) | undefined;
  onAtEndChange: ((isAtEnd: boolean) => void) | undefined;
}

/** So near to the end counts as being there, in CSS pixels: a line of text may stand half outside. */
const endPixels = 48;
/** So near to the top older history is loaded, in CSS pixels. */
const topPixels = 600;

/** Where a list of messages stands, and how it stays there. */
export function useScrolling(messages: readonly UiMessage[], options: ScrollingOptions) {
  const { hasOlder, isLoadingOlder, onLoadOlder, onAtEndChange } = options;
  const scroller = useRef<HTMLDivElement>(null);
  const list = useRef<VirtualizerHandle>(null);
  const [isAtEnd, setIsAtEnd] = useState(true);
  const sticks = useRef(true);
  const before = useRef(messages);
  const isShifting = isShifted(before.current, messages);

  const scrollToEnd = useCallback(() => {
    sticks.current = true;
    list.current?.scrollToIndex(before.current.length - 1, { align: 'end' });
  }, []);

  const wantOlder = useCallback(() => {
    const element = scroller.current;
    if (element === null || element.scrollTop > topPixels) return;
    if (hasOlder && !isLoadingOlder) onLoadOlder?.();
  }, [hasOlder, isLoadingOlder, onLoadOlder]);

  const onScroll = useCallback(() => {
    const element = scroller.current;
    if (element === null) return;
    const isNowAtEnd = element.scrollHeight - element.scrollTop - element.clientHeight < endPixels;
    sticks.current = isNowAtEnd;
    setIsAtEnd(isNowAtEnd);
    wantOlder();
  }, [wantOlder]);

  // A picture that has come, or a message that was edited, moves the end away from who was there.
  const onResize = useCallback(() => {
    if (sticks.current) scrollToEnd();
  }, [scrollToEnd]);

  useLayoutEffect(() => {
    const isOwnNew = messages.at(-1)?.isOwn === true && messages.at(-1)?.key !== before.current.at(-1)?.key;
    before.current = messages;
    if (sticks.current || isOwnNew) scrollToEnd();
  }, [messages, scrollToEnd]);

  // A page that does not fill the view cannot be scrolled to ask for the next.
  useEffect(wantOlder);
  useEffect(() => onAtEndChange?.(isAtEnd), [isAtEnd, onAtEndChange]);

  const scrollTo = useCallback((index: number, align: 'start' | 'nearest') => {
    sticks.current = false;
    list.current?.scrollToIndex(index, { align });
  }, []);
  return { scroller, list, isAtEnd, isShifting, scrollToEnd, scrollTo, onScroll, onResize };
}
