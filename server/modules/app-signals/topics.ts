import { z } from 'zod';
import type { Actor } from '../../context.ts';
import { AppError } from '../../errors.ts';

/** The name of a topic of the application's own. */
export const topicInput = z.string().regex(/^[A-Za-z0-9._:/-]{1,128}$/, 'takes 1 to 128 letters, digits and `._:/-`');

/** Whether a name that a token grants is this topic's, or the beginning of it. */
const grants = (grant: string, topic: string): boolean =>
  grant.endsWith('*') ? topic.startsWith(grant.slice(0, -1)) : grant === topic;

/** A topic is heard by whose token grants it, and by the application's backend. Throws FORBIDDEN for the first that is not. */
export function assertMayHear(
  { role, topics: granted }: Pick<Actor, 'role' | 'topics'>,
  topics: readonly string[],
): void {
  if (role === 'service') return;
  const at = topics.findIndex((topic) => !granted.some((grant) => grants(grant, topic)));
  if (at < 0) return;
  throw new AppError('FORBIDDEN', 'The token does not grant this topic; see its claim `topics`.', {
    field: `topics.${at}`,
  });
}

/** What the application says is for its backend to say. */
export function assertMayPublish({ role }: Pick<Actor, 'role'>): void {
  if (role === 'service') return;
  throw new AppError('FORBIDDEN', 'Publishing signals is for tokens of the role `service`.');
}
