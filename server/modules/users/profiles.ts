import type { Profiles } from '../../context.ts';
import { createBoundedCache } from '../../lib/bounded-cache.ts';
import type { StoredUser } from '../../realtime/log-event.ts';

const profilesMax = 20_000;

/**
 * Remembers profiles for what events show. A read that is under way while a profile changes brings the older one: it does
 * not replace the newer, which the change itself has brought.
 */
export function createProfiles(): Profiles {
  const cache = createBoundedCache<StoredUser>(profilesMax);
  const keyOf = (tenantId: string, userId: string) => `${tenantId}\n${userId}`;
  return {
    get: (tenantId, userId) => cache.get(keyOf(tenantId, userId)),
    keep(tenantId, user) {
      const key = keyOf(tenantId, user.id);
      const known = cache.get(key);
      if (known === undefined || known.updatedAt < user.updatedAt) cache.set(key, user);
    },
  };
}
