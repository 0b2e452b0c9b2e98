import type { Page } from '../../client/index.ts';

/** A page that the test shows, hides, focuses and touches. It begins in front of somebody. */
export interface FakePage extends Page {
  /** Visible with the focus, visible without, or hidden. */
  set(look: 'focused' | 'visible' | 'hidden'): void;
  touch(): void;
}

export function createFakePage(): FakePage {
  const changed = new Set<() => void>();
  const hidden = new Set<() => void>();
  const touched = new Set<() => void>();
  let look: 'focused' | 'visible' | 'hidden' = 'focused';
  const listenTo = (listeners: Set<() => void>) => (listener: () => void) => {
    listeners.add(listener);
    return () => void listeners.delete(listener);
  };
  const call = (listeners: Set<() => void>) => {
    for (const listener of [...listeners]) listener();
  };
  return {
    isVisible: () => look !== 'hidden',
    isFocused: () => look === 'focused',
    onChange: listenTo(changed),
    onHide: listenTo(hidden),
    onTouch: listenTo(touched),
    set(next) {
      look = next;
      call(changed);
      if (look === 'hidden') call(hidden);
    },
    touch: () => call(touched),
  };
}
