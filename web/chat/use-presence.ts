import { useEffect, useState } from 'react';
import { PresenceDocument, type PresenceSubscription } from '../../client/generated/operations.ts';
import { useClient } from '../../client/react/index.ts';

type PresenceState = PresenceSubscription['presence'];

/** The presence of these users, as far as the viewer may see it. 100 at most. */
export function usePresence(userIds: readonly string[]): ReadonlyMap<string, PresenceState> {
  const client = useClient();
  const [known, setKnown] = useState<ReadonlyMap<string, PresenceState>>(new Map());
  const key = userIds.slice(0, 100).join('\n');
  useEffect(() => {
    if (key === '') return;
    return client.follow(PresenceDocument, { userIds: key.split('\n') }, ({ presence }) =>
      setKnown((before) => new Map(before).set(presence.userId, presence)),
    );
  }, [client, key]);
  return known;
}
