import { partialDeepStrictEqual } from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { and, eq } from 'drizzle-orm';
import type { Context } from '../context.ts';
import { blocks } from '../modules/contacts/table.ts';
import { addMembers } from '../modules/conversations/add-members.ts';
import { joinConversation } from '../modules/conversations/join-conversation.ts';
import { leaveConversation } from '../modules/conversations/leave-conversation.ts';
import { removeMember } from '../modules/conversations/remove-member.ts';
import { updateConversation } from '../modules/conversations/update-conversation.ts';
import { deleteMessage } from '../modules/messages/delete-message.ts';
import { editMessage } from '../modules/messages/edit-message.ts';
import { sendMessage } from '../modules/messages/send-message.ts';
import { updatePresenceSettings } from '../modules/privacy/update-presence-settings.ts';
import { acknowledge } from '../modules/receipts/acknowledge.ts';
import { markUnread } from '../modules/receipts/mark-unread.ts';
import {
  countAfter,
  isDeliveryShown,
  type ModelConversation,
  type ModelMember,
  type ModelMessage,
  type ModelPosition,
  type NumbersModel,
  ownNumbers,
  positionInThread,
  readableBy,
} from './numbers-model.ts';

/** One random operation: what, by whom (0 is the owner of everything), where, and numbers to choose by. */
export interface Step {
  do:
    | 'send'
    | 'reply'
    | 'edit'
    | 'delete'
    | 'hide'
    | 'read'
    | 'readThread'
    | 'mark'
    | 'enter'
    | 'leave'
    | 'remove'
    | 'past'
    | 'private'
    | 'hidePresence'
    | 'block';
  who: number;
  where: number;
  pick: number;
  more: number;
}

/** Both sides of the comparison. */
export interface Numbers {
  users: Context[];
  model: NumbersModel;
}

/** Everything that a step needs, and a membership of whoever takes it. */
interface Place {
  user: Context;
  userId: string;
  conversation: ModelConversation;
  member: ModelMember;
  numbers: Numbers;
  step: Step;
}

/** The threads of a conversation are few, so that they grow long. */
const threadsMax = 6;

/** Does a step on both sides; what is not allowed, or has nothing to act on, is passed over. */
export async function takeStep(numbers: Numbers, step: Step): Promise<void> {
  const { users, model } = numbers;
  const user = users[step.who % users.length];
  const conversation = model.conversations[step.where % model.conversations.length];
  if (user === undefined || conversation === undefined) return;
  const { userId } = user.actor;
  if (step.do === 'private') return setPrivate(numbers, user, step);
  if (step.do === 'hidePresence') return setHidden(numbers, user, step);
  if (step.do === 'block') return setBlock(numbers, user, step);
  const member = conversation.members.get(userId);
  if (member === undefined) return step.do === 'enter' ? enter(numbers, user, conversation, step) : undefined;
  const place = { user, userId, conversation, member, numbers, step };
  if (step.do !== 'enter') await acts[step.do](place);
}

const acts: Record<
  Exclude<Step['do'], 'private' | 'hidePresence' | 'block' | 'enter'>,
  (place: Place) => Promise<void>
> = {
  send: (place) => post(place, null),
  reply: async (place) => {
    const root = rootOf(place);
    if (root !== undefined) await post(place, root);
  },
  async edit({ user, userId, conversation, step, numbers }) {
    const message = pickOf(
      readableBy(conversation, userId).filter((each) => each.senderId === userId && !each.isDeleted),
      step.pick,
    );
    if (message === undefined) return;
    const mentionedUserIds = step.more % 3 === 0 ? undefined : mentionedBy(numbers, step.more);
    await editMessage(user, { messageId: message.id, text: randomUUID(), mentionedUserIds });
    if (mentionedUserIds !== undefined) message.mentions = new Set(mentionedUserIds);
    conversation.lastSeq += 1;
  },
  async delete({ user, userId, conversation, step }) {
    const mine = (each: ModelMessage) => step.who === 0 || each.senderId === userId;
    const message = pickOf(readableBy(conversation, userId).filter(mine), step.pick);
    if (message === undefined) return;
    await deleteMessage(user, { messageId: message.id, scope: 'EVERYONE' });
    if (!message.isDeleted) conversation.lastSeq += 1;
    message.isDeleted = true;
  },
  async hide({ user, userId, conversation, step }) {
    const message = pickOf(readableBy(conversation, userId), step.pick);
    if (message === undefined) return;
    await deleteMessage(user, { messageId: message.id, scope: 'ME' });
    message.hiddenFor.add(userId);
  },
  async read({ user, userId, conversation, member, step, numbers: { model } }) {
    const at = seqNear(conversation, step);
    const readSeq = step.more % 4 === 0 ? null : at;
    const deliveredSeq = step.more % 3 === 0 || readSeq === null ? at + 1 : null;
    const positions = [{ conversationId: conversation.id, readSeq, deliveredSeq }];
    const [told] = await acknowledge(user, { positions });
    if (member.markedFromSeq !== null && (readSeq ?? 0) >= member.markedFromSeq) member.markedFromSeq = null;
    advance(member, { readSeq: readSeq ?? 0, deliveredSeq: deliveredSeq ?? 0 }, conversation.lastSeq, {
      isShown: isDeliveryShown(model, conversation, userId),
    });
    assertTold(told, ownNumbers(conversation, userId));
  },
  async readThread(place) {
    const root = rootOf(place);
    const { user, userId, conversation, step, numbers } = place;
    if (root === undefined) return;
    const at = seqNear(conversation, step);
    const seqs = step.more % 3 === 0 ? { deliveredSeq: at } : { readSeq: at };
    const positions = [{ conversationId: conversation.id, threadRootId: root.id, ...seqs }];
    const [told] = await acknowledge(user, { positions });
    const lastReply = conversation.messages.findLast(({ rootSeq }) => rootSeq === root.seq);
    const position = { ...positionInThread(conversation, root.seq, userId) };
    advance(position, { readSeq: 0, deliveredSeq: 0, ...seqs }, lastReply?.seq ?? 0, {
      isShown: isDeliveryShown(numbers.model, conversation, userId),
    });
    conversation.threadPositions.set(`${root.seq}/${userId}`, position);
    assertTold(told, countAfter(conversation, userId, root.seq, position.readSeq));
  },
  async mark({ user, userId, conversation, member, step }) {
    const wanted = step.more % 5 === 0 ? null : Math.max(1, seqNear(conversation, step));
    const told = await markUnread(user, { conversationId: conversation.id, fromSeq: wanted });
    const fromSeq = wanted === null ? Number.POSITIVE_INFINITY : Math.max(wanted, member.joinedSeq + 1);
    member.markedFromSeq = fromSeq <= member.readSeq ? fromSeq : null;
    assertTold(told, ownNumbers(conversation, userId));
  },
  async leave({ user, userId, conversation, step }) {
    if (step.who === 0) return;
    await leaveConversation(user, { conversationId: conversation.id });
    conversation.members.delete(userId);
    conversation.lastSeq += 1;
  },
  async remove({ user, conversation, step, numbers }) {
    const other = numbers.users[step.pick % numbers.users.length];
    if (step.who !== 0 || other === undefined || other === user || !conversation.members.has(other.actor.userId))
      return;
    await removeMember(user, { conversationId: conversation.id, userId: other.actor.userId });
    conversation.members.delete(other.actor.userId);
    conversation.lastSeq += 1;
  },
  async past({ user, conversation, step }) {
    if (step.who !== 0) return;
    const historyVisibility = conversation.isPastClosed ? 'ALL' : 'SINCE_JOIN';
    await updateConversation(user, { conversationId: conversation.id, historyVisibility });
    conversation.isPastClosed = !conversation.isPastClosed;
    conversation.lastSeq += 1;
  },
};

async function setPrivate({ model }: Numbers, user: Context, { more }: Step): Promise<void> {
  const shareReadReceipts = more % 2 === 0;
  await updatePresenceSettings(user, { shareReadReceipts });
  if (shareReadReceipts) model.privately.delete(user.actor.userId);
  else model.privately.add(user.actor.userId);
}

/** The four ways in which somebody is not there for all, and that he is again. */
async function setHidden({ model }: Numbers, user: Context, { more }: Step): Promise<void> {
  const open = { visibility: 'EVERYONE', showOnlineStatus: true, invisible: false } as const;
  const ways = [
    {},
    { visibility: 'CONTACTS' },
    { visibility: 'NOBODY' },
    { showOnlineStatus: false },
    { invisible: true },
  ] as const;
  const way = more % 2 === 0 ? 0 : (more >> 1) % ways.length;
  await updatePresenceSettings(user, { ...open, ...ways[way] });
  if (way === 0) model.hidden.delete(user.actor.userId);
  else model.hidden.add(user.actor.userId);
}

async function setBlock({ users, model }: Numbers, user: Context, { pick, more }: Step): Promise<void> {
  const { tenantId, userId } = user.actor;
  const blockedId = users[pick % users.length]?.actor.userId;
  if (blockedId === undefined || blockedId === userId) return;
  const blocked = model.blocks.get(userId) ?? new Set();
  model.blocks.set(userId, blocked);
  if (more % 3 === 0) {
    blocked.add(blockedId);
    await user.db.insert(blocks).values({ tenantId, blockerId: userId, blockedId }).onConflictDoNothing();
  } else {
    blocked.delete(blockedId);
    const isOne = [eq(blocks.tenantId, tenantId), eq(blocks.blockerId, userId), eq(blocks.blockedId, blockedId)];
    await user.db.delete(blocks).where(and(...isOne));
  }
}

/** What the answer says is what the model says, at each step that has such an answer. */
function assertTold(told: object | undefined, wanted: object | null): void {
  partialDeepStrictEqual(told, wanted);
}

/** Joins where he may; elsewhere the owner adds him. */
async function enter({ users }: Numbers, user: Context, conversation: ModelConversation, step: Step): Promise<void> {
  const { userId } = user.actor;
  const [owner] = users;
  if (owner === undefined) return;
  if (conversation.isOpen && step.more % 2 === 0) await joinConversation(user, { conversationId: conversation.id });
  else await addMembers(owner, { conversationId: conversation.id, userIds: [userId] });
  conversation.lastSeq += 1;
  const joinedSeq = conversation.lastSeq;
  conversation.members.set(userId, {
    ...{ joinedSeq, deliveredSeq: joinedSeq, shownSeq: joinedSeq, readSeq: joinedSeq, markedFromSeq: null },
  });
}

async function post(place: Place, root: ModelMessage | null): Promise<void> {
  const { user, userId, conversation, member, step, numbers } = place;
  const mentionedUserIds = step.more % 2 === 0 ? [] : mentionedBy(numbers, step.more);
  const mentionsEveryone = step.who === 0 && step.more % 5 === 0;
  const sent = await sendMessage(user, {
    ...{ conversationId: conversation.id, clientMessageId: randomUUID(), text: 'Hello', mentionedUserIds },
    ...{ mentionsEveryone, threadRootId: root?.id ?? null },
  });
  conversation.lastSeq += 1;
  const seq = conversation.lastSeq;
  conversation.messages.push({
    ...{
      id: sent.id,
      seq,
      senderId: userId,
      rootSeq: root?.seq ?? null,
      isDeleted: false,
      hiddenFor: new Set<string>(),
    },
    ...{ mentions: new Set(mentionedUserIds), mentionsEveryone },
  });
  const at = { deliveredSeq: seq, shownSeq: seq, readSeq: seq };
  if (root === null) Object.assign(member, { ...at, markedFromSeq: null });
  else conversation.threadPositions.set(`${root.seq}/${userId}`, at);
}

function rootOf({ conversation, userId, step }: Place): ModelMessage | undefined {
  const roots = new Set(conversation.messages.flatMap(({ rootSeq }) => rootSeq ?? []));
  const readable = readableBy(conversation, userId).filter(({ rootSeq }) => rootSeq === null);
  const begun = readable.filter(({ seq }) => roots.has(seq));
  return pickOf(roots.size < threadsMax ? readable : begun, step.pick);
}

/** The `seq` that acknowledgements and marks are about: the end, or somewhere before it. */
const seqNear = ({ lastSeq }: ModelConversation, { pick }: Step): number => Math.max(0, lastSeq + 2 - (pick % 24));

const mentionedBy = ({ users }: Numbers, more: number): string[] => [
  ...new Set([more, more >> 3].map((at) => users[at % users.length]?.actor.userId ?? 'nobody')),
];

/** The newer ones more often: older ones have been read by all. */
function pickOf<T>(candidates: T[], pick: number): T | undefined {
  const among = pick % 4 === 0 ? candidates : candidates.slice(-12);
  return among[pick % Math.max(among.length, 1)];
}

function advance(
  position: ModelPosition,
  to: { deliveredSeq: number; readSeq: number },
  lastSeq: number,
  { isShown }: { isShown: boolean },
): void {
  const readSeq = Math.max(position.readSeq, Math.min(to.readSeq, lastSeq));
  const delivered = Math.max(to.deliveredSeq, to.readSeq);
  position.deliveredSeq = Math.max(position.deliveredSeq, Math.min(delivered, lastSeq));
  position.readSeq = readSeq;
  position.shownSeq = Math.max(position.shownSeq, isShown ? position.deliveredSeq : readSeq);
}
