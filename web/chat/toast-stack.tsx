import { type ReactElement, useEffect, useState, useSyncExternalStore } from 'react';
import { createToasts, type Toasts } from '../../client/index.ts';
import { useClient } from '../../client/react/index.ts';

interface ToastStackProps {
  onOpen: (conversationId: string) => void;
}

/** The notifications that have just come, in a corner for a moment. */
export function ToastStack({ onOpen }: ToastStackProps): ReactElement | null {
  const client = useClient();
  const [toasts, setToasts] = useState<Toasts | null>(null);
  useEffect(() => {
    const made = createToasts(client);
    setToasts(made);
    return made.close;
  }, [client]);
  return toasts === null ? null : <Shown toasts={toasts} onOpen={onOpen} />;
}

function Shown({ toasts, onOpen }: ToastStackProps & { toasts: Toasts }): ReactElement {
  const shown = useSyncExternalStore(toasts.shown.subscribe, toasts.shown.getSnapshot);
  return (
    <section
      className="toasts"
      aria-label="New notifications"
      aria-live="polite"
      onPointerEnter={toasts.pause}
      onPointerLeave={toasts.resume}
    >
      {shown.map(({ id, title, body, notification }) => (
        <button
          key={id}
          type="button"
          onClick={() => {
            // Offline it is only taken off.
            toasts.markRead(id).catch(() => toasts.dismiss(id));
            if (notification.conversationId !== null) onOpen(notification.conversationId);
          }}
        >
          <strong>{title ?? 'Something is new'}</strong>
          <span className="last">{body}</span>
        </button>
      ))}
    </section>
  );
}
