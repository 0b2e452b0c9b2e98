import type { OutgoingNotification, OutgoingNotifications } from '../../context.ts';
import type { Tx } from '../../db/transaction.ts';
import { type Bounds, type Draft, endOf, type Judgement } from './draft.ts';
import type { ChannelDecision } from './notification.ts';

/** A judgement, with where each of its channels reaches the user. */
interface Reached extends Judgement {
  targetsOf: ReadonlyMap<string, readonly string[]>;
}

/** Finds out where users are reached on the channels that are to tell them, and drops what has nowhere to go. */
export async function reachUsers(
  tx: Tx,
  tenantId: string,
  judged: readonly Judgement[],
  outgoing: OutgoingNotifications,
): Promise<Reached[]> {
  const usersOf = new Map<string, Set<string>>();
  for (const { draft, decisions } of judged) {
    for (const { channel } of decisions.filter(goesOut)) {
      usersOf.set(channel, (usersOf.get(channel) ?? new Set()).add(draft.userId));
    }
  }
  const asked = new Map([...usersOf].map(([channel, userIds]) => [channel, [...userIds]]));
  const found = asked.size === 0 ? new Map<string, never>() : await outgoing.targetsOf(tx, tenantId, asked);
  return judged.map((judgement) => {
    const { userId } = judgement.draft;
    const targetsOf = new Map<string, readonly string[]>();
    const decisions = judgement.decisions.map((decision): ChannelDecision => {
      if (!goesOut(decision)) return decision;
      const targetIds = found.get(decision.channel)?.get(userId) ?? [];
      if (targetIds.length === 0) return { ...decision, outcome: 'DROP', rule: 'NO_TARGET', until: null };
      targetsOf.set(decision.channel, targetIds);
      return decision;
    });
    return { ...judgement, decisions, targetsOf };
  });
}

const goesOut = ({ channel, outcome }: ChannelDecision): boolean => channel !== 'IN_APP' && outcome !== 'DROP';

/** What goes out of what was judged, a part for each channel that tells a user. */
export function outgoingOf(
  reached: readonly Reached[],
  ids: ReadonlyMap<Draft, string>,
  bounds: Bounds,
): OutgoingNotification[] {
  const createdAt = bounds.now.toISOString();
  return reached.flatMap(({ draft, decisions, targetsOf }) =>
    decisions.flatMap(({ channel, until }) => {
      const targetIds = targetsOf.get(channel);
      if (targetIds === undefined) return [];
      const { userId, type, priority, collapseKey, actorId } = draft;
      return {
        ...{ userId, channel, targetIds, type, priority, collapseKey, actorId, createdAt },
        notificationId: ids.get(draft) ?? null,
        conversationId: draft.conversationId ?? null,
        threadRootSeq: draft.threadRootSeq ?? null,
        messageSeq: draft.messageSeq ?? null,
        content: draft.content ?? null,
        expiresAt: endOf(draft, bounds),
        dueAt: until ?? createdAt,
      };
    }),
  );
}
