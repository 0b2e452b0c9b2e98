import type { CreateConversationInput } from '../../../client/generated/operations.ts';
import {
  AcknowledgeDocument,
  AddMembersDocument,
  AddReactionDocument,
  ArchiveNotificationsDocument,
  type ConversationState,
  CreateConversationDocument,
  DeleteMessageDocument,
  DeleteNotificationsDocument,
  EditMessageDocument,
  JoinConversationDocument,
  LeaveConversationDocument,
  MarkNotificationsReadDocument,
  MarkNotificationsSeenDocument,
  RemoveMemberDocument,
  RemoveReactionDocument,
  SendMessageDocument,
} from '../../../client/index.ts';
import type { VirtualClient } from './virtual-client.ts';

/** What the clients of a run share. */
export interface Stage {
  users: string[];
  /** Public channels, which everybody may join. */
  channelIds: string[];
}

/** How often each act is chosen, out of 100. */
const weights = {
  ...{ send: 45, edit: 8, remove: 7, acknowledge: 15, join: 3, leave: 3, addMembers: 4, removeMember: 3 },
  ...{ react: 6, readInbox: 3, clearInbox: 3 },
};

/** One act of a client, chosen at random. Where there is nothing to do it to, nothing is done. */
export async function act(client: VirtualClient, stage: Stage): Promise<void> {
  const { choice } = client;
  const conversation = choice.of([...client.state().conversations.values()]);
  const chosen = choice.weighted(weights);
  if (chosen === 'join') return join(client, choice.of(stage.channelIds));
  if (chosen === 'readInbox') return readInbox(client);
  if (chosen === 'clearInbox') return clearInbox(client);
  if (conversation === undefined) return;
  switch (chosen) {
    case 'send':
      return send(client, conversation);
    case 'react':
      return react(client, conversation);
    case 'edit':
      return edit(client, conversation);
    case 'remove':
      return remove(client, conversation);
    case 'acknowledge':
      return acknowledge(client, conversation);
    case 'leave':
      return leave(client, conversation);
    case 'addMembers':
      return addMembers(client, conversation, stage);
    case 'removeMember':
      return removeMember(client, conversation);
  }
}

/** Creates a conversation and returns its id. */
export async function create(client: VirtualClient, input: CreateConversationInput): Promise<string> {
  const result = await client.run(CreateConversationDocument, { input });
  const id = result?.createConversation?.conversation.id;
  if (id === undefined) throw new Error(`${client.user} could not create a conversation.`);
  client.note({ operation: 'createConversation', conversationId: id });
  return id;
}

const idOf = (conversation: ConversationState): string => conversation.fields.id;

let sends = 0;

async function send(client: VirtualClient, conversation: ConversationState): Promise<void> {
  sends += 1;
  const conversationId = idOf(conversation);
  const text = `${client.user} says ${sends} ${'·'.repeat(client.choice.number(200))}`;
  // One of three calls somebody.
  const members = [...conversation.members.keys()];
  const mentionedUserIds = sends % 3 === 0 ? [client.choice.of(members)].flatMap((id) => id ?? []) : [];
  const input = { conversationId, clientMessageId: `${client.user} ${sends}`, text, mentionedUserIds };
  const message = (await client.run(SendMessageDocument, { input }))?.sendMessage?.message;
  if (message === undefined) return;
  client.note({ operation: 'sendMessage', conversationId, seq: message.seq, messageId: message.id, text });
}

/** One of his last messages there that is not deleted. */
function ownMessage(client: VirtualClient, { messages }: ConversationState) {
  const own = [...messages.values()].filter(
    ({ senderId, deletedAt }) => senderId === client.user && deletedAt === null,
  );
  return client.choice.of(own.slice(-10));
}

/** To one of the last messages, with what he may have said already. */
async function react(client: VirtualClient, { messages }: ConversationState): Promise<void> {
  const there = [...messages.values()].filter(({ deletedAt }) => deletedAt === null);
  const message = client.choice.of(there.slice(-10));
  if (message === undefined) return;
  const input = { messageId: message.id, emoji: client.choice.of(['👍', '🌊']) ?? '👍' };
  const hasReacted = message.reactions.some(({ emoji }) => emoji === input.emoji) && client.choice.number(2) === 0;
  if (hasReacted) await client.run(RemoveReactionDocument, { input });
  else await client.run(AddReactionDocument, { input });
}

/** As a user does who opens it, and who puts away some of it. */
async function readInbox(client: VirtualClient): Promise<void> {
  await client.run(MarkNotificationsSeenDocument, { input: { all: true } });
  const ids = [...client.state().notifications.keys()].slice(0, 5);
  await client.run(MarkNotificationsReadDocument, { input: { ids } });
}

async function clearInbox(client: VirtualClient): Promise<void> {
  const ids = [...client.state().notifications.keys()];
  await client.run(ArchiveNotificationsDocument, { input: { ids: ids.slice(0, 2) } });
  await client.run(DeleteNotificationsDocument, { input: { ids: ids.slice(2, 4) } });
}

async function edit(client: VirtualClient, conversation: ConversationState): Promise<void> {
  const known = ownMessage(client, conversation);
  if (known === undefined) return;
  const text = `${client.user} corrects ${known.seq} for the ${client.choice.number(1_000_000)}th time`;
  const input = { messageId: known.id, text };
  const message = (await client.run(EditMessageDocument, { input }))?.editMessage?.message;
  if (message?.text == null) return;
  client.note({ operation: 'editMessage', messageId: known.id, version: message.version, text });
}

async function remove(client: VirtualClient, conversation: ConversationState): Promise<void> {
  const known = ownMessage(client, conversation);
  if (known === undefined) return;
  const input = { messageId: known.id, scope: 'EVERYONE' as const };
  const result = await client.run(DeleteMessageDocument, { input });
  if (result?.deleteMessage != null) client.note({ operation: 'deleteMessage', messageId: known.id });
}

async function acknowledge(client: VirtualClient, conversation: ConversationState): Promise<void> {
  const { lastSeq, viewerMembership } = conversation;
  const readSeq = viewerMembership.readSeq + client.choice.number(Math.max(1, lastSeq - viewerMembership.readSeq + 1));
  const input = { positions: [{ conversationId: idOf(conversation), deliveredSeq: lastSeq, readSeq }] };
  const position = (await client.run(AcknowledgeDocument, { input }))?.acknowledge?.positions[0];
  if (position === undefined) return;
  const { conversationId, deliveredSeq } = position;
  client.note({ operation: 'acknowledge', conversationId, deliveredSeq, readSeq: position.readSeq });
}

async function join(client: VirtualClient, conversationId: string | undefined): Promise<void> {
  if (conversationId === undefined) return;
  const result = await client.run(JoinConversationDocument, { input: { conversationId } });
  if (result?.joinConversation != null) client.note({ operation: 'joinConversation', conversationId });
}

/** The owner stays: of what nobody hears, nobody could tell whether it is lost. */
async function leave(client: VirtualClient, conversation: ConversationState): Promise<void> {
  if (conversation.fields.kind === 'DIRECT' || conversation.viewerMembership.role === 'OWNER') return;
  const conversationId = idOf(conversation);
  const result = await client.run(LeaveConversationDocument, { input: { conversationId } });
  if (result?.leaveConversation != null) {
    client.note({ operation: 'leaveConversation', conversationId, userId: client.user });
  }
}

async function addMembers(client: VirtualClient, conversation: ConversationState, { users }: Stage): Promise<void> {
  if (conversation.fields.kind === 'DIRECT' || conversation.viewerMembership.role !== 'OWNER') return;
  const strangers = users.filter((user) => !conversation.members.has(user));
  const userIds = [
    ...new Set([client.choice.of(strangers), client.choice.of(strangers)].flatMap((user) => user ?? [])),
  ];
  if (userIds.length === 0) return;
  const conversationId = idOf(conversation);
  const result = await client.run(AddMembersDocument, { input: { conversationId, userIds } });
  if (result?.addMembers == null) return;
  const members = result.addMembers.members.map(({ userId, joinedSeq }) => ({ userId, joinedSeq }));
  client.note({ operation: 'addMembers', conversationId, members });
}

async function removeMember(client: VirtualClient, conversation: ConversationState): Promise<void> {
  if (conversation.fields.kind === 'DIRECT' || conversation.viewerMembership.role !== 'OWNER') return;
  const userId = client.choice.of([...conversation.members.keys()].filter((user) => user !== client.user));
  if (userId === undefined) return;
  const conversationId = idOf(conversation);
  const result = await client.run(RemoveMemberDocument, { input: { conversationId, userId } });
  if (result?.removeMember != null) client.note({ operation: 'removeMember', conversationId, userId });
}
