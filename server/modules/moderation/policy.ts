import type { Actor } from '../../context.ts';
import { AppError } from '../../errors.ts';
import { assertMember, assertNotDirect } from '../conversations/policy.ts';
import type { Access, Membership } from '../conversations/rows.ts';

const ranks = { MEMBER: 1, ADMIN: 2, OWNER: 3 } as const;
const serviceRank = 4;

/** How high whoever acts stands in a conversation. */
export type Rank = number;

/**
 * The rank of who may moderate here, for whoever may not an error. The application's backend stands above all, and need
 * be no member, as with its SYSTEM messages. `what` begins the message: `Muting members`. `field` is the input that named
 * the conversation; null where it was reached through another object.
 */
export function assertModerator(
  actor: Actor,
  access: Access,
  what: string,
  field: string | null = 'conversationId',
): Rank {
  if (actor.role === 'service') return serviceRank;
  assertMember(access, field);
  const rank = ranks[access.membership.role];
  if (rank >= ranks.ADMIN) return rank;
  throw new AppError('FORBIDDEN', `${what} is for admins and owners. Ask one of them.`);
}

/** Two members for ever, and neither above the other. */
export function assertHasRoles({ conversation }: Access): void {
  assertNotDirect(conversation, 'has no roles', 'A user is kept out of it with `blockUser`.');
}

/** Nobody acts on his equal, nor on who stands above him. `verb` fits into the message: `mute`. */
export function assertAbove(rank: Rank, target: Pick<Membership, 'role'>, verb: string): void {
  if (rank > ranks[target.role]) return;
  throw new AppError('FORBIDDEN', `Owners ${verb} admins and members, admins members. He is ${target.role} here.`, {
    field: 'userId',
  });
}

export function assertNotOneself(actor: Actor, userId: string, verb: string): void {
  if (actor.userId !== userId) return;
  throw new AppError('BAD_USER_INPUT', `Nobody can ${verb} himself. Name another user.`, { field: 'userId' });
}

/** Throws BAD_USER_INPUT for a time that is over. */
export function assertToCome(until: string): void {
  if (Date.parse(until) > Date.now()) return;
  throw new AppError('BAD_USER_INPUT', '`until` takes a time to come; this one is over.', { field: 'until' });
}
