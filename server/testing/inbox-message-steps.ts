import { randomUUID } from 'node:crypto';
import { leaveConversation } from '../modules/conversations/leave-conversation.ts';
import { removeMember } from '../modules/conversations/remove-member.ts';
import { setConversationPreferences } from '../modules/conversations/set-conversation-preferences.ts';
import { addReaction } from '../modules/messages/add-reaction.ts';
import { deleteMessage } from '../modules/messages/delete-message.ts';
import { editMessage } from '../modules/messages/edit-message.ts';
import { removeReaction } from '../modules/messages/remove-reaction.ts';
import { sendMessage } from '../modules/messages/send-message.ts';
import { acknowledge } from '../modules/receipts/acknowledge.ts';
import { type Message, priorities } from './inbox-model.ts';
import { type Act, enter } from './inbox-world.ts';

const hourMs = 3_600_000;
/** The threads of a conversation are few, so that they grow long. */
const threadsMax = 4;
const emojis = ['👍', '🌊'];

/** The newer ones: older ones have been read by all. */
const pickOf = (messages: readonly Message[], pick: number): Message | undefined => {
  const among = messages.slice(-8);
  return among[pick % Math.max(among.length, 1)];
};

const mine = ({ place, userId }: Act) =>
  place.messages.filter(({ sender, isDeleted }) => sender === userId && !isDeleted);
const reachable = ({ place, userId }: Act) =>
  place.messages.filter(
    ({ isDeleted, hiddenFor, withheldFrom }) => !isDeleted && !hiddenFor.has(userId) && withheldFrom !== userId,
  );

/** Where nobody may write but from whom one wants to hear, the other reads nothing of who is blocked. */
const withheldFrom = ({ place, userId, world: { model } }: Act): string | null =>
  place.kind === 'DIRECT'
    ? ([...place.members.keys()].find((other) => model.blocks.get(other)?.has(userId)) ?? null)
    : null;

async function post(act: Act, root: Message | null, over: { mentioned?: string[]; everyone?: boolean }): Promise<void> {
  const { user, userId, place, step } = act;
  const member = place.members.get(userId);
  if (member === undefined) return;
  const priority = step.pick % 5 === 0 ? (priorities[(step.pick / 5) % 4] ?? 'NORMAL') : 'NORMAL';
  const { mentioned = [], everyone = false } = over;
  const { id, seq } = await sendMessage(user, {
    ...{ conversationId: place.id, clientMessageId: randomUUID(), text: 'Hello', priority },
    ...{ mentionedUserIds: mentioned, mentionsEveryone: everyone, threadRootId: root?.id ?? null },
  });
  place.messages.push({
    ...{ id, seq, sender: userId, rootSeq: root?.seq ?? null, priority, mentioned: new Set(mentioned), everyone },
    ...{ isDeleted: false, hiddenFor: new Set(), withheldFrom: withheldFrom(act), reactions: [] },
  });
  if (root === null) member.readSeq = seq;
  else place.threads.set(`${root.seq}/${userId}`, seq);
}

function rootOf(act: Act): Message | undefined {
  const { place, userId, step } = act;
  if (!place.members.has(userId)) return undefined;
  const begun = new Set(place.messages.flatMap(({ rootSeq }) => rootSeq ?? []));
  const roots = reachable(act).filter(
    ({ rootSeq, seq }) => rootSeq === null && (begun.size < threadsMax || begun.has(seq)),
  );
  return pickOf(roots, step.pick);
}

/** Some of those who are there, and sometimes somebody who is not. */
const mentionedBy = ({ world, step, otherId, userId }: Act): string[] => {
  const second = world.users[(step.pick >> 2) % world.users.length]?.actor.userId ?? otherId;
  return step.pick % 7 === 0
    ? []
    : [...new Set([otherId, ...(step.pick % 3 === 0 ? [second] : [])])].filter((id) => id !== userId);
};

/** Everyone is called by the owner alone, and by him now and then. */
const isForAll = ({ place, step }: Act, every: number): boolean =>
  place.kind !== 'DIRECT' && step.who === 0 && step.pick % every === 0;

/** What is done in a conversation. */
export const messageActs = {
  send: (act: Act) => post(act, null, {}),
  mention: (act: Act) => post(act, null, isForAll(act, 4) ? { everyone: true } : { mentioned: mentionedBy(act) }),
  async reply(act: Act) {
    const root = rootOf(act);
    if (root !== undefined)
      await post(act, root, isForAll(act, 6) ? { everyone: true } : { mentioned: mentionedBy(act) });
  },
  async read({ user, userId, place, step }: Act) {
    const member = place.members.get(userId);
    if (member === undefined) return;
    const readSeq = Math.max(0, place.lastSeq - (step.pick % 4));
    const [told] = await acknowledge(user, { positions: [{ conversationId: place.id, readSeq }] });
    member.readSeq = told?.readSeq ?? member.readSeq;
  },
  async readThread(act: Act) {
    const { user, userId, place, step } = act;
    const root = rootOf(act);
    const last = place.messages.findLast(({ rootSeq }) => rootSeq === root?.seq)?.seq;
    if (root === undefined || last === undefined) return;
    const readSeq = Math.max(0, last - (step.pick % 3));
    await acknowledge(user, { positions: [{ conversationId: place.id, threadRootId: root.id, readSeq }] });
    const key = `${root.seq}/${userId}`;
    place.threads.set(key, Math.max(place.threads.get(key) ?? 0, readSeq));
  },
  async edit(act: Act) {
    const { user, userId, place, step } = act;
    const message = pickOf(mine(act), step.pick);
    if (message === undefined || !place.members.has(userId)) return;
    const mentionedUserIds = step.pick % 4 === 0 ? undefined : mentionedBy(act);
    await editMessage(user, { messageId: message.id, text: randomUUID(), mentionedUserIds });
    if (mentionedUserIds !== undefined) message.mentioned = new Set(mentionedUserIds);
    const other = withheldFrom(act);
    if (other === null) return;
    message.withheldFrom = other;
    message.hiddenFor.add(other);
  },
  async delete(act: Act) {
    const { user, userId, place, step } = act;
    const message = pickOf(mine(act), step.pick);
    if (message === undefined || !place.members.has(userId)) return;
    await deleteMessage(user, { messageId: message.id, scope: 'EVERYONE' });
    message.isDeleted = true;
  },
  async hide(act: Act) {
    const { user, userId, place, step } = act;
    const message = pickOf(reachable(act), step.pick);
    if (message === undefined || !place.members.has(userId)) return;
    await deleteMessage(user, { messageId: message.id, scope: 'ME' });
    message.hiddenFor.add(userId);
  },
  async react(act: Act) {
    const { user, userId, place, step } = act;
    const message = pickOf(reachable(act), step.pick);
    if (message === undefined || !place.members.has(userId)) return;
    const emoji = emojis[step.pick % 2] ?? '👍';
    await addReaction(user, { messageId: message.id, emoji });
    if (!message.reactions.some((each) => each.user === userId && each.emoji === emoji))
      message.reactions.push({ user: userId, emoji });
  },
  async unreact(act: Act) {
    const { user, userId, place, step } = act;
    if (!place.members.has(userId)) return;
    const message = pickOf(
      reachable(act).filter(({ reactions }) => reactions.some((each) => each.user === userId)),
      step.pick,
    );
    const emoji = message?.reactions.find((each) => each.user === userId)?.emoji;
    if (message === undefined || emoji === undefined) return;
    await removeReaction(user, { messageId: message.id, emoji });
    message.reactions = message.reactions.filter((each) => each.user !== userId || each.emoji !== emoji);
  },
  async quiet({ world, user, userId, place, step }: Act) {
    const member = place.members.get(userId);
    if (member === undefined) return;
    const { now } = world.model;
    member.mutedUntil = member.mutedUntil > now ? 0 : now + (1 + (step.pick % 5)) * hourMs;
    const mutedUntil = member.mutedUntil === 0 ? null : new Date(member.mutedUntil).toISOString();
    await setConversationPreferences(user, { conversationId: place.id, mutedUntil });
  },
  /** Who has left comes back. */
  async leave({ world, user, userId, place, step }: Act) {
    if (step.who === 0 || place.kind === 'DIRECT') return;
    if (!place.members.has(userId)) return enter(world, place, userId);
    await leaveConversation(user, { conversationId: place.id });
    place.members.delete(userId);
  },
  async remove({ world, place, otherId }: Act) {
    const [owner] = world.users;
    if (owner === undefined || owner.actor.userId === otherId || place.kind === 'DIRECT') return;
    if (!place.members.has(otherId)) return enter(world, place, otherId);
    await removeMember(owner, { conversationId: place.id, userId: otherId });
    place.members.delete(otherId);
  },
};
