import { useEffect, useRef, useState } from 'react';
import { IconButton } from '../shared/icon-button.tsx';
import type { UiNotification } from '../types.ts';
import { useUi } from '../ui-context.tsx';

/** Props of `Toasts`. */
export interface ToastsProps {
  /** Those that are shown, oldest first. Who dismisses one takes it out. */
  toasts: readonly UiNotification[];
  onDismiss: (id: string) => void;
  onOpen?: (id: string) => void;
  /** How long each stays; the pointer or the focus on one of them stops the time. @default 5_000 // 5 seconds */
  durationMs?: number;
}

/** Notifications that show for a while in a corner of the page. */
export function Toasts({ toasts, onDismiss, onOpen, durationMs = 5_000 }: ToastsProps) {
  const { messages } = useUi();
  const [isPointedAt, setIsPointedAt] = useState(false);
  const [hasFocus, setHasFocus] = useState(false);
  return (
    <section
      className="td td-toasts"
      aria-label={messages.notifications}
      aria-live="polite"
      onPointerEnter={() => setIsPointedAt(true)}
      onPointerLeave={() => setIsPointedAt(false)}
      onFocus={() => setHasFocus(true)}
      onBlur={({ currentTarget, relatedTarget }) => setHasFocus(currentTarget.contains(relatedTarget))}
    >
      {toasts.map((toast) => (
        <Toast
          key={toast.id}
          toast={toast}
          durationMs={durationMs}
          isPaused={isPointedAt || hasFocus}
          onDismiss={onDismiss}
          onOpen={onOpen}
        />
      ))}
    </section>
  );
}

interface ToastProps extends Pick<ToastsProps, 'onDismiss'> {
  onOpen: ToastsProps['onOpen'];
  toast: UiNotification;
  durationMs: number;
  isPaused: boolean;
}

function Toast({ toast, durationMs, isPaused, onDismiss, onOpen }: ToastProps) {
  const { messages } = useUi();
  const { id, title, body, priority } = toast;
  useDismissal(() => onDismiss(id), durationMs, isPaused);
  return (
    <div className="td-toast" data-priority={priority} {...(priority === 'URGENT' && { role: 'alert' })}>
      <button type="button" className="td-toast-face" disabled={onOpen === undefined} onClick={() => onOpen?.(id)}>
        <strong dir="auto">{title}</strong>
        {body != null && <span dir="auto">{body}</span>}
      </button>
      <IconButton icon="close" label={messages.dismiss} onClick={() => onDismiss(id)} />
    </div>
  );
}

/** Calls back after a time in which it was not paused. */
function useDismissal(dismiss: () => void, durationMs: number, isPaused: boolean): void {
  const leftMs = useRef(durationMs);
  const latest = useRef(dismiss);
  useEffect(() => {
    latest.current = dismiss;
  });
  useEffect(() => {
    if (isPaused) return;
    const startedAt = performance.now();
    const timer = setTimeout(() => latest.current(), leftMs.current);
    return () => {
      clearTimeout(timer);
      leftMs.current -= performance.now() - startedAt;
    };
  }, [isPaused]);
}
