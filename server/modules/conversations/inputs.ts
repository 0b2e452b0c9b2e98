import { z } from 'zod';
import { userIdInput } from '../../lib/input.ts';
import type { Limits } from '../../limits.ts';

export const visibilityInput = z.enum(['PRIVATE', 'PUBLIC']);
export const historyVisibilityInput = z.enum(['ALL', 'SINCE_JOIN']);
export const roleInput = z.enum(['OWNER', 'ADMIN', 'MEMBER']);

/** Users by id, none twice. */
export function memberIdsInput({ membersPerRequestMax }: Limits) {
  return z
    .array(userIdInput)
    .max(membersPerRequestMax, `takes at most ${membersPerRequestMax} ids; add the others with \`addMembers\``)
    .superRefine((ids, check) => {
      const seen = new Set<string>();
      ids.forEach((id, at) => {
        if (seen.has(id)) check.addIssue({ code: 'custom', path: [at], message: 'names a user twice; name him once' });
        seen.add(id);
      });
    });
}
