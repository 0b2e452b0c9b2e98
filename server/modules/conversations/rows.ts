import type { StoredConversation, StoredMember, StoredPreferences } from '../../realtime/log-event.ts';

/** What the API shows of the tip of a conversation's log. */
export interface Tip {
  lastSeq: number;
  lastActivityAt: string;
}

/** What resolvers of a conversation are handed: with the tip, where it was read along. */
export type ConversationParent = StoredConversation & Partial<Tip>;

/** A member with all that is his own. */
export interface Membership extends StoredMember, StoredPreferences {
  deliveredSeq: number;
  readSeq: number;
  /** `heads.messageCount` as it was at `readSeq`. */
  readCount: number;
  /** See `memberships.withheldFrom`. */
  withheldFrom: string | null;
  /** See `memberships.lacksMessages`. */
  lacksMessages: boolean;
}

/** What somebody has to do with a conversation. */
export interface Access {
  conversation: StoredConversation;
  /** Null: he is no member. */
  membership: Membership | null;
}

/** The same, of a member. */
export interface MemberAccess extends Access {
  membership: Membership;
}
