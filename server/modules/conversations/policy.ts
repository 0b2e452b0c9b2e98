import { AppError, notFound } from '../../errors.ts';
import type { StoredConversation } from '../../realtime/log-event.ts';
import type { Access, MemberAccess, Membership } from './rows.ts';

/**
 * Members see a conversation, and everybody of the tenant a PUBLIC channel. Otherwise NOT_FOUND, as for unknown ids.
 * `field` is the input that named it; null where it was reached through another object.
 */
export function assertVisible(
  access: Access | undefined,
  field: string | null = 'conversationId',
): asserts access is Access {
  const isVisible = access !== undefined && (access.membership !== null || access.conversation.visibility === 'PUBLIC');
  if (!isVisible) throw notFound('conversation', field ?? undefined);
}

/** What is said in a conversation, and by whom, is for members: FORBIDDEN where one could join, else NOT_FOUND. */
export function assertMember(
  access: Access | undefined,
  field: string | null = 'conversationId',
): asserts access is MemberAccess {
  assertVisible(access, field);
  if (access.membership !== null) return;
  throw joinFirst(field);
}

/** The answer to whoever sees a PUBLIC channel and is no member of it. */
export function joinFirst(field: string | null): AppError {
  return new AppError(
    'FORBIDDEN',
    'Only for members. Join the channel first, with `joinConversation`.',
    field === null ? {} : { field },
  );
}

/** `what` begins the message: `Adding members`. */
export function assertAdmin(membership: Membership, what: string): void {
  if (membership.role !== 'MEMBER') return;
  throw new AppError('FORBIDDEN', `${what} is for admins and owners. Ask one of them.`);
}

export function assertOwner(membership: Membership, what: string): void {
  if (membership.role === 'OWNER') return;
  throw new AppError('FORBIDDEN', `${what} is for owners. Ask one of them.`);
}

/** A DIRECT has its two members for ever. */
export function assertNotDirect(conversation: StoredConversation, what: string, cure: string): void {
  if (conversation.kind !== 'DIRECT') return;
  throw new AppError('BAD_USER_INPUT', `A DIRECT ${what}. ${cure}`, { field: 'conversationId' });
}

/** A conversation with members is never without an owner. */
export function assertOwnerRemains(hasOtherOwner: boolean, field: string): void {
  if (hasOtherOwner) return;
  const cure = 'Make another member OWNER first, with `setMemberRole`.';
  throw new AppError('CONFLICT', `The last owner cannot go while others are there. ${cure}`, { field });
}

/** Throws BAD_USER_INPUT if the conversation would have more members than it may. */
export function assertRoom(conversation: StoredConversation, added: number, membersMax: number, field: string): void {
  if (conversation.memberCount + added <= membersMax) return;
  throw new AppError('BAD_USER_INPUT', `A conversation has at most ${membersMax} members; this one would have more.`, {
    field,
  });
}

/** An admin removes members, only an owner an owner. */
export function assertMayRemove(membership: Membership, target: Membership | undefined): void {
  assertAdmin(membership, 'Removing members');
  if (target?.role === 'OWNER') assertOwner(membership, 'Removing an owner');
}

export function assertNotSelf(actorId: string, userId: string): void {
  if (actorId !== userId) return;
  throw new AppError('BAD_USER_INPUT', 'To go yourself, use `leaveConversation`.', { field: 'userId' });
}

/** The answer to whoever wants to enter where he is banned. */
export function assertNotBanned(ban: { until: string | null } | undefined): void {
  if (ban === undefined) return;
  const cure = ban.until === null ? 'Ask an admin to lift it.' : 'Wait until it is over, or ask an admin to lift it.';
  throw new AppError('FORBIDDEN', `You are banned from this conversation. ${cure}`, {
    field: 'conversationId',
    // A ban that is set to end in years is longer than a number of milliseconds can say.
    ...(ban.until !== null && {
      retryAfterMs: Math.min(Math.max(1, Date.parse(ban.until) - Date.now()), 2_147_483_647),
    }),
  });
}

/** Throws CONFLICT for the first of `userIds` who is banned. */
export function assertNoneBanned(userIds: readonly string[], bans: ReadonlyMap<string, unknown>): void {
  const at = userIds.findIndex((id) => bans.has(id));
  if (at === -1) return;
  throw new AppError('CONFLICT', 'This user is banned here. Lift the ban first, with `unbanMember`.', {
    field: `userIds.${at}`,
  });
}

type Shape = Pick<StoredConversation, 'kind' | 'visibility' | 'title'>;

/** What each kind of conversation may look like. */
export function assertShape({ kind, visibility, title }: Shape): void {
  if (visibility === 'PUBLIC' && kind !== 'CHANNEL') {
    throw new AppError('BAD_USER_INPUT', 'Only a CHANNEL can be PUBLIC.', { field: 'visibility' });
  }
  if (kind === 'CHANNEL' && title === null) {
    throw new AppError('BAD_USER_INPUT', 'A CHANNEL needs a `title`.', { field: 'title' });
  }
  if (kind === 'DIRECT' && title !== null) {
    throw new AppError('BAD_USER_INPUT', 'A DIRECT has no `title`; the other member is it.', { field: 'title' });
  }
}

/** Of a DIRECT only the metadata is set. */
export function assertDirectKeeps(
  change: Partial<Record<'title' | 'visibility' | 'historyVisibility', unknown>>,
): void {
  for (const field of ['title', 'visibility', 'historyVisibility'] as const) {
    if (change[field] == null) continue;
    throw new AppError('BAD_USER_INPUT', `A DIRECT has only \`metadata\` to set, no \`${field}\`.`, { field });
  }
}
