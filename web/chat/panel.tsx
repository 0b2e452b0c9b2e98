import type { ReactElement, ReactNode } from 'react';

interface PanelProps {
  title: string;
  onClose: () => void;
  children: ReactNode;
}

/** What stands at the right of the conversation, or in its place on a phone. */
export function Panel({ title, onClose, children }: PanelProps): ReactElement {
  return (
    <aside className="panel" aria-label={title}>
      <header>
        <h2>{title}</h2>
        <button type="button" className="icon" aria-label={`Close ${title}`} onClick={onClose}>
          ✕
        </button>
      </header>
      <div className="panel-body">{children}</div>
    </aside>
  );
}
