import { useMemo } from 'react';
import type { TidingsClient } from '../create-client.ts';
import {
  type ConversationFieldsFragment,
  CreateConversationDocument,
  type CreateConversationInput,
  JoinConversationDocument,
} from '../generated/operations.ts';
import type { ClientState, ConversationState, MessageState, PreferencesState, UserState } from '../store/state.ts';
import type { Reading, Source } from './reading.ts';
import { createSharing, isShallowEqual } from './sources/sharing.ts';
import { sourceOf } from './sources/source-of.ts';
import { stateSource } from './sources/state-source.ts';
import { useClient } from './use-client.ts';
import { useReading } from './use-reading.ts';
import { useResult } from './use-result.ts';

/** A conversation as a list shows it. */
export interface ConversationSummary {
  id: string;
  /** Kind, title and the like. */
  fields: ConversationFieldsFragment;
  /** The other one of a DIRECT, whose name stands for its title; null: it is none, or he is not known. */
  peer: UserState | null;
  /** The newest, a tombstone where it was deleted; null: there is none. */
  lastMessage: MessageState | null;
  lastActivityAt: string;
  unreadCount: number;
  unreadMentionCount: number;
  /** The viewer has marked it as unread. */
  isMarkedUnread: boolean;
  /** Muted until when, pinned, archived. */
  preferences: PreferencesState;
}

export interface ConversationsOptions {
  /** Those that are put away, instead of those that are not. @default false */
  archived?: boolean;
}

export interface ConversationsActions {
  /** Makes one, and gives its id. A retry with the same `clientId` gives the same one. Rejects with a `TidingsError`. */
  create(input: CreateConversationInput): Promise<string>;
  /** Enters a public channel. Rejects with a `TidingsError`. */
  join(conversationId: string): Promise<void>;
}

export type ConversationsResult = Reading<readonly ConversationSummary[]> & ConversationsActions;

/**
 * The viewer's conversations, pinned ones first, then by their latest activity. Renders when something that a summary shows
 * changes; a summary is the same object until then, so that a memoised row renders by itself.
 */
export function useConversations({ archived = false }: ConversationsOptions = {}): ConversationsResult {
  const client = useClient();
  const actions = useMemo(() => actionsOf(client), [client]);
  return useResult(useReading(summariesOf(client, archived)), actions);
}

function actionsOf(client: TidingsClient): ConversationsActions {
  return {
    async create(input) {
      const { createConversation } = await client.execute(CreateConversationDocument, { input });
      return createConversation?.conversation.id ?? '';
    },
    async join(conversationId) {
      await client.execute(JoinConversationDocument, { input: { conversationId } });
    },
  };
}

function summariesOf(client: TidingsClient, archived: boolean): Source<readonly ConversationSummary[]> {
  return sourceOf(client, `conversations ${archived}`, () => {
    const share = createSharing<ConversationSummary>(({ id }) => id, isShallowEqual);
    const pick = (state: ClientState) => {
      const all = [...state.conversations.values()];
      const wanted = all.filter(({ viewerMembership }) => viewerMembership.preferences.archived === archived);
      return share(wanted.map((conversation) => summaryOf(state, conversation)).sort(byPinAndActivity));
    };
    return { value: stateSource(client, pick) };
  });
}

function summaryOf({ users, viewerId }: ClientState, conversation: ConversationState): ConversationSummary {
  const { fields, messages, members, lastActivityAt, viewerMembership } = conversation;
  const { unreadCount, unreadMentionCount, markedUnreadFromSeq, preferences } = viewerMembership;
  const peerId = fields.kind === 'DIRECT' ? [...members.keys()].find((userId) => userId !== viewerId) : undefined;
  return {
    ...{ id: fields.id, fields, lastActivityAt, unreadCount, unreadMentionCount, preferences },
    peer: (peerId === undefined ? undefined : users.get(peerId)) ?? null,
    lastMessage: messages.get(Math.max(...messages.keys())) ?? null,
    isMarkedUnread: markedUnreadFromSeq !== null,
  };
}

function byPinAndActivity(a: ConversationSummary, b: ConversationSummary): number {
  if (a.preferences.pinned !== b.preferences.pinned) return a.preferences.pinned ? -1 : 1;
  if (a.lastActivityAt !== b.lastActivityAt) return a.lastActivityAt > b.lastActivityAt ? -1 : 1;
  return a.id < b.id ? -1 : 1;
}
