import { type PresenceState, watchPresence } from '../presence/watch-presence.ts';
import type { Ready } from './reading.ts';
import { sourceOf } from './sources/source-of.ts';
import { useClient } from './use-client.ts';
import { useValue } from './use-value.ts';

type Presences = ReadonlyMap<string, PresenceState>;

/**
 * The presence of several users, by their ids; who is not in it is not known yet. Renders when that of one of them changes: a
 * component for each, with `usePresence`, renders less.
 */
export function usePresences(userIds: readonly string[]): Ready<Presences> {
  const client = useClient();
  const ids = [...new Set(userIds)].sort();
  const source = sourceOf(client, `presences ${JSON.stringify(ids)}`, () => ({ value: watchPresence(client, ids) }));
  return useValue(source, nobody, all);
}

const nobody: Presences = new Map();
const all = (presences: Presences) => presences;
