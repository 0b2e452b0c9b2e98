import { fromSync } from '../../client/index.ts';
import { type Acknowledgement, type History, intervalsOf, type Violation } from './history.ts';

/** What was acknowledged is in the log, and in what everybody reads in the end. */
export function checkAcknowledged(history: History): Violation[] {
  const messages = new Map<string, { version: number; isDeleted: boolean; texts: Map<number, string | null> }>();
  for (const log of history.logs.values()) {
    for (const item of log.values()) {
      if (!('message' in item)) continue;
      const { id, version, deletedAt, text } = item.message;
      const known = messages.get(id) ?? { version: 0, isDeleted: false, texts: new Map() };
      if (deletedAt === null) known.texts.set(version, text);
      messages.set(id, {
        version: Math.max(known.version, version),
        isDeleted: known.isDeleted || item.__typename === 'MessageDeleted',
        texts: known.texts,
      });
    }
  }
  const isKept = (user: string, done: Acknowledgement): boolean => {
    switch (done.operation) {
      case 'createConversation':
        return history.logs.has(done.conversationId);
      case 'sendMessage': {
        const item = history.logs.get(done.conversationId)?.get(done.seq);
        const text = messages.get(done.messageId)?.texts.get(0);
        return (
          item?.__typename === 'MessageSent' && item.message.id === done.messageId && (text ?? done.text) === done.text
        );
      }
      case 'editMessage': {
        const message = messages.get(done.messageId);
        const text = message?.texts.get(done.version);
        return message !== undefined && message.version >= done.version && (text ?? done.text) === done.text;
      }
      case 'deleteMessage':
        return messages.get(done.messageId)?.isDeleted === true;
      case 'addMembers':
        return done.members.every(({ userId, joinedSeq }) => {
          const item = history.logs.get(done.conversationId)?.get(joinedSeq);
          return item?.__typename === 'MemberAdded' && item.member.userId === userId;
        });
      case 'removeMember':
      case 'leaveConversation': {
        const intervals = intervalsOf(history, done.userId, done.conversationId);
        return intervals.length === 0 || intervals.some(({ to }) => to !== Infinity);
      }
      case 'joinConversation':
        return intervalsOf(history, user, done.conversationId).length > 0;
      case 'acknowledge':
        return isAtLeast(history, user, done);
    }
  };
  return history.acknowledged
    .filter(({ user, done }) => !isKept(user, done))
    .map(({ user, done }) => ({ rule: 'lost', user, detail: `acknowledged, but not there: ${JSON.stringify(done)}` }));
}

/** Positions never fall, unless a new membership begins them anew, above. */
function isAtLeast(
  history: History,
  user: string,
  done: { conversationId: string; deliveredSeq: number; readSeq: number },
): boolean {
  const fetched = history.records.findLast((record) => record.kind === 'fetched' && record.user === user);
  if (fetched?.kind !== 'fetched') return true;
  const membership = fromSync(fetched.pages).conversations.get(done.conversationId)?.viewerMembership;
  return (
    membership === undefined || (membership.deliveredSeq >= done.deliveredSeq && membership.readSeq >= done.readSeq)
  );
}
