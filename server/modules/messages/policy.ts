import type { Actor } from '../../context.ts';
import { AppError, notFound } from '../../errors.ts';
import type { StoredConversation, StoredMessage } from '../../realtime/log-event.ts';
import { assertAdmin } from '../conversations/policy.ts';
import type { Access, MemberAccess, Membership } from '../conversations/rows.ts';

/** The first `seq` of a conversation that a member may read; 0: all of it. */
export function firstReadableSeq(conversation: StoredConversation, membership: Membership): number {
  return conversation.historyVisibility === 'SINCE_JOIN' ? membership.joinedSeq : 0;
}

/** SYSTEM is the application's own voice. Asked before the conversation is looked at, so it tells nothing of it. */
export function assertMaySendKind(actor: Actor, kind: StoredMessage['kind']): void {
  if (kind !== 'SYSTEM' || actor.role === 'service') return;
  throw new AppError('FORBIDDEN', 'SYSTEM messages are for tokens of the role `service`; send TEXT.', {
    field: 'kind',
  });
}

/** Whether a member may read a message. What he deleted for himself he still may; what is withheld from him he may not. */
export function mayRead(access: Access | undefined, message: StoredMessage): boolean {
  if (access === undefined || access.membership === null) return false;
  if (message.details?.withheldFrom === access.membership.userId) return false;
  return message.seq >= firstReadableSeq(access.conversation, access.membership);
}

/** Throws NOT_FOUND, as for an unknown id, unless the actor may read the message or, as the backend, posted it himself. */
export function assertMayReach(actor: Actor, access: Access | undefined, message: StoredMessage, field: string): void {
  if (!mayRead(access, message) && !isOwnSystemMessage(actor, message)) throw notFound('message', field);
}

/** For the sender alone; a SYSTEM message only as long as he is the backend. */
export function assertMayEdit(actor: Actor, message: StoredMessage): void {
  const field = 'messageId';
  if (message.senderId !== actor.userId) throw new AppError('FORBIDDEN', 'Only its sender edits a message.', { field });
  if (message.kind === 'SYSTEM' && actor.role !== 'service') {
    throw new AppError('FORBIDDEN', 'SYSTEM messages are edited by tokens of the role `service`.', { field });
  }
  if (message.deletedAt !== null) {
    throw new AppError('CONFLICT', 'The message was deleted. Send a new one instead.', { field });
  }
}

/** For members who may write. */
export function assertMayReact(access: Access | undefined, message: StoredMessage): void {
  assertMayWrite(access);
  assertUndeleted(message, 'react to another');
}

/** For members who may write; in a CHANNEL, which many read, for its admins. */
export function assertMayPin(access: Access | undefined): void {
  const { conversation, membership } = assertMayWrite(access);
  if (conversation.kind === 'CHANNEL') assertAdmin(membership, 'Pinning in a CHANNEL');
}

/** `cure` is what to do instead. */
export function assertUndeleted(message: StoredMessage, cure: string): void {
  if (message.deletedAt === null) return;
  throw new AppError('CONFLICT', `The message was deleted; ${cure}.`, { field: 'messageId' });
}

/** A forwarded message says what another has said, under his name. */
export function assertOwnWords(message: StoredMessage): void {
  if (message.details?.forwardedFrom === undefined) return;
  throw new AppError('FORBIDDEN', 'A forwarded message keeps its text. Send one of your own instead.', {
    field: 'text',
  });
}

/** A message has as many different emojis at most; reacting with one that is there is always possible. */
export function assertRoomForEmoji({ reactions }: StoredMessage, emoji: string, emojisMax: number): void {
  if (reactions === null || reactions.length < emojisMax || reactions.some((each) => each.emoji === emoji)) return;
  const cure = 'React with one that is there.';
  throw new AppError('CONFLICT', `A message takes at most ${emojisMax} different emojis. ${cure}`, { field: 'emoji' });
}

/** For members whom no moderator has muted. */
function assertMayWrite(access: Access | undefined): MemberAccess {
  if (access === undefined || access.membership === null) {
    throw new AppError('FORBIDDEN', 'Only for members of the conversation. Join it first.', { field: 'messageId' });
  }
  const { conversation, membership } = access;
  assertNotSilenced(membership);
  return { conversation, membership };
}

/** As `send_batch` judges sends. */
export function assertNotSilenced({ silencedUntil }: Pick<Membership, 'silencedUntil'>): void {
  const retryAfterMs = silencedUntil === null ? 0 : Date.parse(silencedUntil) - Date.now();
  if (retryAfterMs > 0) throw silenced(retryAfterMs, 'messageId');
}

/** The answer to whom a moderator has muted. A mute without an end is longer than a number of milliseconds can say. */
export function silenced(retryAfterMs: number, field: string): AppError {
  return new AppError('FORBIDDEN', 'A moderator has muted you in this conversation; try again later.', {
    ...{ field, retryAfterMs: Math.min(retryAfterMs, 2_147_483_647) },
  });
}

/** A TEXT is nothing but its text, and so is a SYSTEM message; all else may go without a caption. */
export function assertMayBeWordless(kind: StoredMessage['kind']): void {
  if (kind !== 'TEXT' && kind !== 'SYSTEM') return;
  throw new AppError('BAD_USER_INPUT', 'The text cannot be taken away. Delete the message instead.', { field: 'text' });
}

/** For the sender, and for the conversation's admins and owners. */
export function assertMayDelete(actor: Actor, access: Access | undefined, message: StoredMessage): void {
  const role = access?.membership?.role ?? 'MEMBER';
  if (message.senderId === actor.userId || role !== 'MEMBER') return;
  const cure = 'With scope ME it goes from your own view.';
  throw new AppError('FORBIDDEN', `Only its sender and admins delete a message for everyone. ${cure}`, {
    field: 'messageId',
  });
}

/** The backend posts SYSTEM messages where it is no member, and must be able to correct them there. */
function isOwnSystemMessage(actor: Actor, message: StoredMessage): boolean {
  return actor.role === 'service' && message.kind === 'SYSTEM' && message.senderId === actor.userId;
}
