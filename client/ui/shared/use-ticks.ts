import { useSyncExternalStore } from 'react';

/** Time between two ticks: the finest unit that is shown is a minute, and half of one late is not noticed. */
const tickMs = 30_000;

const listeners = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | undefined;

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  timer ??= setInterval(() => {
    for (const each of [...listeners]) each();
  }, tickMs);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
}

/** Calls `read` again every 30 s, and renders only where its result has changed. All parts share one timer. */
export const useTicking = (read: () => string): string => useSyncExternalStore(subscribe, read, read);
