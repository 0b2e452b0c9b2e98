import { AppError, notFound } from '../../errors.ts';
import { joinFirst } from '../conversations/policy.ts';
import type { TypingAccess } from './queries.ts';

/** Who is typing is for members. NOT_FOUND, as for an unknown id, also for a thread that he may not read. */
export function assertMayWatchTyping({ visibility, isMember, hasThread }: TypingAccess): void {
  if (!isMember && visibility === 'PUBLIC') throw joinFirst('conversationId');
  if (!isMember) throw notFound('conversation', 'conversationId');
  if (!hasThread) throw notFound('message', 'threadRootId');
}

/** For members who may post. */
export function assertMayType(access: TypingAccess): void {
  assertMayWatchTyping(access);
  if (!access.isSilenced) return;
  throw new AppError('FORBIDDEN', 'A moderator has muted you here; you cannot write now.', { field: 'conversationId' });
}
