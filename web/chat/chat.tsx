import { type ReactElement, useEffect, useState } from 'react';
import { createAcknowledger } from '../../client/index.ts';
import { useClient } from '../../client/react/index.ts';
import { Banner } from './banner.tsx';
import type { Chaos } from './chaos.ts';
import { ConnectionPanel } from './connection-panel.tsx';
import { ConversationPane } from './conversation-pane.tsx';
import { DetailsPanel } from './details-panel.tsx';
import { NotificationsPanel } from './notifications-panel.tsx';
import type { PanelName } from './panel-name.ts';
import { SettingsPanel } from './settings-panel.tsx';
import { Sidebar } from './sidebar.tsx';
import { ToastStack } from './toast-stack.tsx';

interface ChatProps {
  chaos: Chaos;
  onSignOut: () => void;
}

/** Three columns, of which a phone shows one at a time. */
export function Chat({ chaos, onSignOut }: ChatProps): ReactElement {
  const client = useClient();
  const [conversationId, setConversationId] = useState<string | null>(null);
  const [panel, setPanel] = useState<PanelName | null>(null);
  const [shown, setShown] = useState<((id: string, seq: number) => void) | null>(null);
  useEffect(() => {
    const acknowledger = createAcknowledger(client);
    setShown(() => acknowledger.shown);
    return acknowledger.close;
  }, [client]);

  const toggle = (name: PanelName) => setPanel((before) => (before === name ? null : name));
  const close = () => setPanel(null);
  const pane = panel !== null ? 'panel' : conversationId !== null ? 'conversation' : 'list';
  return (
    <div className="chat" data-pane={pane} data-panel={panel ?? 'none'}>
      <Banner />
      <Sidebar selectedId={conversationId} onSelect={setConversationId} onPanel={toggle} onSignOut={onSignOut} />
      {conversationId === null ? (
        <main className="conversation empty">
          <p>Choose a conversation.</p>
        </main>
      ) : (
        <ConversationPane
          key={conversationId}
          conversationId={conversationId}
          onShown={shown}
          onBack={() => setConversationId(null)}
          onDetails={() => toggle('details')}
        />
      )}
      <ToastStack onOpen={setConversationId} />
      {panel === 'connection' && <ConnectionPanel chaos={chaos} onClose={close} />}
      {panel === 'notifications' && <NotificationsPanel onOpen={setConversationId} onClose={close} />}
      {panel === 'settings' && <SettingsPanel onClose={close} />}
      {panel === 'details' && conversationId !== null && (
        <DetailsPanel key={conversationId} conversationId={conversationId} onClose={close} />
      )}
    </div>
  );
}
