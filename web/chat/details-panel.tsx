import type { ReactElement } from 'react';
import { useConversation, usePresences } from '../../client/react/index.ts';
import { Avatar } from './avatar.tsx';
import { LocationMap } from './location-map.tsx';
import { Panel } from './panel.tsx';

interface DetailsPanelProps {
  conversationId: string;
  onClose: () => void;
}

const hourMs = 3_600_000;

/** The members with their presence, where they are, and the viewer's settings for the conversation. */
export function DetailsPanel({ conversationId, onClose }: DetailsPanelProps): ReactElement | null {
  const { data, setPreferences, leave } = useConversation(conversationId);
  const userIds = data?.members.map(({ userId }) => userId) ?? [];
  const { data: presence } = usePresences(userIds.slice(0, 100));
  if (data === null) return null;
  const { members, preferences, fields } = data;
  const isMuted = preferences.mutedUntil !== null && preferences.mutedUntil > new Date().toISOString();
  // Offline it is refused, and stays as it is shown.
  const change = (changes: Parameters<typeof setPreferences>[0]) => setPreferences(changes).catch(() => {});
  return (
    <Panel title="Details" onClose={onClose}>
      <h3>{fields.memberCount} members</h3>
      <ul className="members">
        {members.map(({ userId, user, role }) => {
          const seen = presence.get(userId);
          return (
            <li key={userId}>
              <Avatar id={userId} name={user?.name ?? userId} status={seen?.status ?? null} />
              <span>
                {user?.name ?? userId}
                <small>
                  {[
                    seen?.customStatus?.text ?? seen?.status.toLowerCase(),
                    role === 'MEMBER' ? null : role.toLowerCase(),
                  ]
                    .filter((part) => part != null)
                    .join(' · ')}
                </small>
              </span>
            </li>
          );
        })}
      </ul>
      <h3>Where they are</h3>
      <LocationMap members={members} viewerId={data.viewerId} />
      <h3>For you</h3>
      <label className="switch">
        <input
          type="checkbox"
          checked={preferences.pinned}
          onChange={({ target }) => void change({ pinned: target.checked })}
        />
        Pinned
      </label>
      <label className="switch">
        <input
          type="checkbox"
          checked={isMuted}
          onChange={({ target }) =>
            void change({ mutedUntil: target.checked ? new Date(Date.now() + hourMs).toISOString() : null })
          }
        />
        Muted for an hour
      </label>
      {fields.kind !== 'DIRECT' && (
        <button type="button" onClick={() => leave().catch(() => {})}>
          Leave
        </button>
      )}
    </Panel>
  );
}
