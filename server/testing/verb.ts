import { randomUUID } from 'node:crypto';
import type { CreateConversationInput, MessageFieldsFragment } from '../../client/generated/operations.ts';
import {
  AddMembersDocument,
  CreateConversationDocument,
  RemoveMemberDocument,
  SendMessageDocument,
  UpdatePresenceSettingsDocument,
} from '../../client/index.ts';
import type { Run } from './run-operation.ts';

export type Name = 'alice' | 'bob' | 'carol' | 'dave';

/** Alice owns a group with Bob, and a public channel; Carol and Dave are in neither. */
export interface World {
  as: Record<Name | 'backend', Run>;
  tokens: Record<Name, string>;
  groupId: string;
  channelId: string;
  /** In the group: Alice's first, then two of Bob's. */
  messages: [MessageFieldsFragment, MessageFieldsFragment, MessageFieldsFragment];
}

/** What a mutation is tried with, and what it tells. */
export interface Verb {
  mutation: string;
  when: string;
  prepare?: (world: World) => Promise<unknown>;
  act: (world: World) => Promise<unknown>;
  /** The durable events and state items that each viewer gets. */
  tells: Partial<Record<Name, string[]>>;
}

export const create = async (run: Run, input: Omit<CreateConversationInput, 'clientId'>) => {
  const { createConversation } = await run(CreateConversationDocument, { input: { clientId: randomUUID(), ...input } });
  if (createConversation === null) throw new Error('The conversation was not created.');
  return createConversation.conversation.id;
};
export const send = async (run: Run, conversationId: string, text: string) => {
  const { sendMessage } = await run(SendMessageDocument, {
    input: { conversationId, clientMessageId: randomUUID(), text },
  });
  if (sendMessage === null) throw new Error('The message was not sent.');
  return sendMessage.message;
};
export const add =
  (userIds: Name[]) =>
  ({ as, groupId: conversationId }: World) =>
    as.alice(AddMembersDocument, { input: { conversationId, userIds } });
export const remove =
  (userId: Name) =>
  ({ as, groupId: conversationId }: World) =>
    as.alice(RemoveMemberDocument, { input: { conversationId, userId } });
export const shareReceipts = (name: Name, shareReadReceipts: boolean) => (world: World) =>
  world.as[name](UpdatePresenceSettingsDocument, { input: { shareReadReceipts } });
