import { type ReactElement, useState } from 'react';
import { RegisterPushSubscriptionDocument, WebPushDocument } from '../../client/generated/operations.ts';
import type { PresenceSettingsState, TidingsClient } from '../../client/index.ts';
import { useClient, useNotificationPreferences, usePresenceSettings } from '../../client/react/index.ts';
import { Panel } from './panel.tsx';
import { readTheme, type Theme, writeTheme } from './theme.ts';

const hourMs = 3_600_000;
type Switch = 'showOnlineStatus' | 'showLastSeen' | 'invisible' | 'shareTyping' | 'shareReadReceipts';
const switches: [Switch, string][] = [
  ['showOnlineStatus', 'Show when I am online'],
  ['showLastSeen', 'Show when I was last seen'],
  ['invisible', 'Be invisible'],
  ['shareTyping', 'Show when I type'],
  ['shareReadReceipts', 'Show what I have read'],
];

/** What others see of the viewer, what he is told, and how the page looks. */
export function SettingsPanel({ onClose }: { onClose: () => void }): ReactElement {
  const presence = usePresenceSettings();
  return (
    <Panel title="Settings" onClose={onClose}>
      <h3>Theme</h3>
      <ThemeSwitch />
      <h3>What others see</h3>
      {presence.data !== null && <PresenceSwitches data={presence.data} onChange={presence.update} />}
      <h3>Notifications</h3>
      <NotificationSettings />
    </Panel>
  );
}

interface PresenceSwitchesProps {
  data: PresenceSettingsState;
  onChange: (changes: Partial<Record<Switch, boolean>>) => Promise<void>;
}

function PresenceSwitches({ data, onChange }: PresenceSwitchesProps): ReactElement {
  return (
    <>
      {switches.map(([name, label]) => (
        <label key={name} className="switch">
          <input
            type="checkbox"
            checked={data[name]}
            onChange={({ target }) => void onChange({ [name]: target.checked }).catch(() => {})}
          />
          {label}
        </label>
      ))}
    </>
  );
}

function ThemeSwitch(): ReactElement {
  const [theme, setTheme] = useState(readTheme);
  const choose = (next: Theme) => {
    writeTheme(next);
    setTheme(next);
  };
  return (
    <fieldset>
      <legend>Colours</legend>
      {(['system', 'light', 'dark'] as const).map((each) => (
        <label key={each}>
          <input type="radio" name="theme" checked={theme === each} onChange={() => choose(each)} />
          {each}
        </label>
      ))}
    </fieldset>
  );
}

function NotificationSettings(): ReactElement {
  const client = useClient();
  const { data, update } = useNotificationPreferences();
  const [said, setSaid] = useState<string | null>(null);
  const isQuiet = data?.doNotDisturbUntil != null && data.doNotDisturbUntil > new Date().toISOString();
  return (
    <>
      <label className="switch">
        <input
          type="checkbox"
          checked={isQuiet}
          onChange={({ target }) => {
            const doNotDisturbUntil = target.checked ? new Date(Date.now() + hourMs).toISOString() : null;
            void update({ doNotDisturbUntil }).catch(() => {});
          }}
        />
        Do not disturb for an hour
      </label>
      <button
        type="button"
        onClick={() => void allowPush(client).then(setSaid, (error: Error) => setSaid(error.message))}
      >
        Tell me when no window is open
      </button>
      {said !== null && <p role="status">{said}</p>}
    </>
  );
}

/** Asks the browser for leave to be told by its push service. Gives what came of it. */
async function allowPush(client: TidingsClient): Promise<string> {
  if (!('serviceWorker' in navigator) || !('PushManager' in globalThis)) return 'This browser cannot do that.';
  if ((await Notification.requestPermission()) !== 'granted') return 'The browser does not allow it.';
  const { webPushPublicKey } = await client.execute(WebPushDocument, {});
  const worker = await navigator.serviceWorker.register('/service-worker.js');
  const subscription = await worker.pushManager.subscribe({
    userVisibleOnly: true,
    applicationServerKey: webPushPublicKey,
  });
  const { endpoint = '', keys = {} } = subscription.toJSON();
  const input = { endpoint, keys: { auth: keys.auth ?? '', p256dh: keys.p256dh ?? '' } };
  await client.execute(RegisterPushSubscriptionDocument, { input });
  return 'You will be told.';
}
