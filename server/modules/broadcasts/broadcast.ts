import { type ChannelDecision, notificationChannels, notificationRules } from '../notifications/notification.ts';

export const broadcastStatuses = ['PENDING', 'RUNNING', 'DONE', 'CANCELLED', 'FAILED'] as const;

/** Whom a broadcast is for: those whom all of it fits. */
export interface StoredSegment {
  conversationId: string | null;
  /** How many are named; null: nobody is. */
  userCount: number | null;
  metadata: Record<string, unknown> | null;
  seenSince: string | null;
}

const outcomes = ['DELIVER', 'HOLD', 'DROP'] as const;

/** How many users got a decision: by channel, outcome and rule. */
export interface DecisionCount {
  channel: ChannelDecision['channel'];
  outcome: ChannelDecision['outcome'];
  rule: ChannelDecision['rule'];
  users: number;
}

/** The same as it is stored, by `CHANNEL/OUTCOME/RULE`. */
export type DecisionCounts = Record<string, number>;

const keyOf = ({ channel, outcome, rule }: Omit<DecisionCount, 'users'>): string => `${channel}/${outcome}/${rule}`;

/** The counts with these decisions. */
export function countDecisions(counts: DecisionCounts, decisions: readonly ChannelDecision[]): DecisionCounts {
  const counted = { ...counts };
  for (const decision of decisions) {
    const key = keyOf(decision);
    counted[key] = (counted[key] ?? 0) + 1;
  }
  return counted;
}

/** In the order of the SDL, those alone that there are. */
export function listDecisions(counts: DecisionCounts): DecisionCount[] {
  return notificationChannels.flatMap((channel) =>
    outcomes.flatMap((outcome) =>
      notificationRules.flatMap((rule) => {
        const users = counts[keyOf({ channel, outcome, rule })];
        return users === undefined ? [] : [{ channel, outcome, rule, users }];
      }),
    ),
  );
}

/** Of those who have had their turn, into how many inboxes it got. */
export const countDelivered = (counts: DecisionCounts): number =>
  listDecisions(counts).reduce(
    (sum, { channel, outcome, users }) => (channel === 'IN_APP' && outcome === 'DELIVER' ? sum + users : sum),
    0,
  );
