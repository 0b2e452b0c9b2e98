import { type ReactElement, useSyncExternalStore } from 'react';
import { useConnection, useElapsed, useOutbox } from '../../client/react/index.ts';
import type { Chaos } from './chaos.ts';
import { Panel } from './panel.tsx';

interface ConnectionPanelProps {
  chaos: Chaos;
  onClose: () => void;
}

const delays = [0, 500, 2_000];

/** How the client is connected, and switches that trouble it. */
export function ConnectionPanel({ chaos, onClose }: ConnectionPanelProps): ReactElement {
  const { data, connect } = useConnection((connection) => connection);
  const sinceMs = useElapsed(data.lastPongAt);
  const { data: waiting } = useOutbox((entries) => entries.length);
  const { isOffline, delayMs, isUnsteady } = useSyncExternalStore(chaos.settings.subscribe, chaos.settings.getSnapshot);
  return (
    <Panel title="Connection" onClose={onClose}>
      <dl className="facts">
        <dt>State</dt>
        <dd data-testid="connection-status">{data.status}</dd>
        <dt>Transport</dt>
        <dd>{data.transport === 'tab' ? 'another tab’s socket' : (data.transport ?? '–')}</dd>
        <dt>Ping</dt>
        <dd>{data.pingMs === null ? '–' : `${Math.round(data.pingMs)} ms, ${data.quality}`}</dd>
        <dt>Last answer</dt>
        <dd>{sinceMs === null ? '–' : `${Math.round(sinceMs / 1_000)} s ago`}</dd>
        <dt>Attempts</dt>
        <dd>{data.attempts}</dd>
        <dt>Unsent</dt>
        <dd data-testid="unsent">{waiting}</dd>
      </dl>
      {data.failure !== null && <p className="note">{data.failure.message}</p>}
      <h3>Trouble the network</h3>
      <p className="note">Write while it is off, let the other window write as well, and switch it on again.</p>
      <label className="switch">
        <input
          type="checkbox"
          checked={isOffline}
          onChange={({ target }) => {
            chaos.change({ isOffline: target.checked });
            if (!target.checked) connect();
          }}
        />
        Offline
      </label>
      <label className="switch">
        <input
          type="checkbox"
          checked={isUnsteady}
          onChange={({ target }) => chaos.change({ isUnsteady: target.checked })}
        />
        Cut it every few seconds
      </label>
      <fieldset>
        <legend>Delay</legend>
        {delays.map((each) => (
          <label key={each}>
            <input
              type="radio"
              name="delay"
              checked={delayMs === each}
              onChange={() => chaos.change({ delayMs: each })}
            />
            {each === 0 ? 'none' : `${each / 1_000} s`}
          </label>
        ))}
      </fieldset>
      <button type="button" onClick={chaos.cut}>
        Cut the socket now
      </button>
      <button type="button" onClick={connect}>
        Connect now
      </button>
    </Panel>
  );
}
