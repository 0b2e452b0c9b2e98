import { useCallback, useSyncExternalStore } from 'react';

/**
 * The time since `since` (ms since 1970), in ms, as whole steps of `stepMs`; null where `since` is, and on a server. Renders once
 * a step: what shows a time that passes asks for it by itself, and no other component has to.
 * @param stepMs @default 1_000 // 1 second
 */
export function useElapsed(since: number | null, stepMs = 1_000): number | null {
  const subscribe = useCallback(
    (onChange: () => void) => {
      if (since === null) return () => {};
      const timer = setInterval(onChange, stepMs);
      return () => clearInterval(timer);
    },
    [since, stepMs],
  );
  const elapsed = () => (since === null ? null : Math.max(0, Math.floor((Date.now() - since) / stepMs) * stepMs));
  return useSyncExternalStore(subscribe, elapsed, () => null);
}
