import { useCallback, useRef, useState } from 'react';

type Action = () => Promise<void>;

/** An action that runs once at a time, and whether it runs: who calls it meanwhile waits for the same end. */
export function usePending(action: Action): [run: Action, isPending: boolean] {
  const running = useRef<{ action: Action; end: Promise<void> } | null>(null);
  const [pending, setPending] = useState<Action | null>(null);
  const run = useCallback(() => {
    if (running.current?.action === action) return running.current.end;
    const end = action().finally(() => {
      if (running.current?.end === end) running.current = null;
      setPending((now: Action | null) => (now === action ? null : now));
    });
    running.current = { action, end };
    setPending(() => action);
    return end;
  }, [action]);
  return [run, pending === action];
}
