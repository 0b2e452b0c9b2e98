import { type KeyboardEvent, type RefObject, useCallback } from 'react';

/** Which item a key leads to, of `count` items; null: the key means nothing here. */
export function nextIndex(key: string, index: number, count: number): number | null {
  if (count === 0) return null;
  switch (key) {
    case 'ArrowDown':
      return Math.min(index + 1, count - 1);
    case 'ArrowUp':
      return Math.max(index - 1, 0);
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return null;
  }
}

/**
 * Moves the focus among the elements with `data-td-item` by the arrow keys, Home and End. One of them has `tabIndex` 0, so
 * that the list is one stop of the Tab key.
 */
export function useRoving(list: RefObject<HTMLElement | null>): (event: KeyboardEvent) => void {
  return useCallback(
    (event) => {
      const items = [...(list.current?.querySelectorAll<HTMLElement>('[data-td-item]') ?? [])];
      const index = items.findIndex((item) => item.contains(document.activeElement));
      const next = nextIndex(event.key, index, items.length);
      if (next === null) return;
      event.preventDefault();
      items[next]?.focus();
    },
    [list],
  );
}
