import { decide } from '../notifications/decide.ts';
import type {
  NotificationPriority,
  NotificationRule,
  NotificationType,
  StoredNotificationPreferences,
} from '../notifications/notification.ts';
import type { OutgoingChannel } from './channel.ts';

/** What waits to go out. */
export interface Waiting {
  channel: OutgoingChannel;
  type: NotificationType;
  priority: NotificationPriority;
  actorId: string | null;
  expiresAt: string;
  createdAt: string;
}

/** How it stands with it, and with its user, at the time. */
export interface Standing {
  /** The channel still reaches the user there. */
  isReached: boolean;
  /** His notification: marked so, or not there any more; null: the inbox is off for its type, so it never was. */
  inbox: 'NEW' | 'SEEN' | 'READ' | 'ARCHIVED' | 'GONE' | null;
  /** What it tells of was not taken back: a request, a share, a reaction. */
  isSo: boolean;
  /** How it stands with the message that it tells of; null: it tells of none. */
  message: {
    /** He is a member where it is. */
    isMember: boolean;
    /** His position there is beyond it. */
    isRead: boolean;
    /** There is one that may be shown to him. */
    isShown: boolean;
    /** He has its conversation open on a device that he is at. */
    isOpen: boolean;
  } | null;
  preferences: StoredNotificationPreferences;
  /** He may be told of what its actor does. */
  mayNotify: boolean;
  conversationMutedUntil: string | null;
  /** He is at one of his devices. */
  isActive: boolean;
}

/** Whether a delivery is to be sent, and if not, by which rule. */
export type Verdict =
  | { kind: 'SEND' }
  | { kind: 'WAIT'; until: string; rule: NotificationRule }
  | { kind: 'SKIP'; rule: NotificationRule };

/**
 * Asks of what was to be told, when its time has come, whether it is still to be told. Pure. What somebody has read, seen or put
 * away, what is gone, and what he must not or does not want to be told any more is skipped; quiet hours and do not disturb that
 * have begun since let it wait for their end; and a push waits `pushWaitMs` from its telling for a user who is at a device, who
 * may be reading it there.
 */
export function stillWanted(waiting: Waiting, standing: Standing, now: Date, pushWaitMs: number): Verdict {
  const rule = skipRule(standing);
  if (rule !== null) return { kind: 'SKIP', rule };
  const decision = decide(waiting, standing, now).find(({ channel }) => channel === waiting.channel);
  if (decision === undefined) throw new Error(`Nothing is decided about ${waiting.channel}.`);
  if (decision.outcome === 'DROP') return { kind: 'SKIP', rule: decision.rule };
  if (decision.until !== null) return { kind: 'WAIT', until: decision.until, rule: decision.rule };
  if (standing.message?.isOpen) return { kind: 'SKIP', rule: 'CONVERSATION_OPEN' };
  const spared = new Date(Date.parse(waiting.createdAt) + pushWaitMs);
  if (waiting.channel === 'WEB_PUSH' && standing.isActive && now < spared) {
    return { kind: 'WAIT', until: spared.toISOString(), rule: 'ACTIVE_ELSEWHERE' };
  }
  return { kind: 'SEND' };
}

/** What ends it, whatever its user prefers; null: nothing. */
function skipRule({ isReached, inbox, isSo, message }: Standing): NotificationRule | null {
  if (!isReached) return 'NO_TARGET';
  if (message !== null && !message.isMember) return 'NOT_A_MEMBER';
  if (inbox !== null && inbox !== 'NEW') return inbox;
  if (message?.isRead) return 'READ';
  if (!isSo || (message !== null && !message.isShown)) return 'GONE';
  return null;
}
