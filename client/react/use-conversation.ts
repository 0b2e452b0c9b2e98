import { useMemo } from 'react';
import type { TidingsClient } from '../create-client.ts';
import {
  AddMembersDocument,
  type ConversationFieldsFragment,
  LeaveConversationDocument,
  type MemberRole,
  RemoveMemberDocument,
  SetConversationPreferencesDocument,
  type SetConversationPreferencesInput,
  SetMemberRoleDocument,
  UpdateConversationDocument,
  type UpdateConversationInput,
} from '../generated/operations.ts';
import type { ConversationState, MemberState, PreferencesState, UserState } from '../store/state.ts';
import { act } from './act.ts';
import { mapReading, type Reading, type Source } from './reading.ts';
import { conversationSource } from './sources/conversation-source.ts';
import { deriveReading } from './sources/derive-reading.ts';
import { createSharing, isShallowEqual } from './sources/sharing.ts';
import { sourceOf } from './sources/source-of.ts';
import { useClient } from './use-client.ts';
import { usePart } from './use-reading.ts';
import { useResult } from './use-result.ts';

/** A member with his profile. */
export interface MemberView extends MemberState {
  /** Null: not known. */
  user: UserState | null;
}

/** What a conversation is, apart from what is said in it. */
export interface ConversationView {
  id: string;
  /** Kind, title and the like. */
  fields: ConversationFieldsFragment;
  members: readonly MemberView[];
  /** False: there are more members than are loaded, see `fields.memberCount`. */
  hasAllMembers: boolean;
  /** The other one of a DIRECT; null: it is none. */
  peer: MemberView | null;
  viewerId: string;
  /** The viewer's role here. */
  role: MemberRole;
  /** Until when the viewer may not write; null: he may. */
  silencedUntil: string | null;
  preferences: PreferencesState;
}

/** All of these reject with a `TidingsError`. */
export interface ConversationActions {
  update(changes: Omit<UpdateConversationInput, 'conversationId'>): Promise<void>;
  addMembers(userIds: string[]): Promise<void>;
  removeMember(userId: string): Promise<void>;
  setRole(userId: string, role: MemberRole): Promise<void>;
  /** Mutes, pins, archives; what is absent stays. */
  setPreferences(changes: Omit<SetConversationPreferencesInput, 'conversationId'>): Promise<void>;
  leave(): Promise<void>;
}

export type ConversationResult<S> = Reading<S> & ConversationActions;

/**
 * A conversation with its members: renders when one of them, its title or the viewer's settings change, but for no message, no
 * receipt and no count. With `select`, renders when what that takes changes. NOT_FOUND where the viewer is no member.
 */
export function useConversation(conversationId: string): ConversationResult<ConversationView>;
export function useConversation<S>(
  conversationId: string,
  select: (conversation: ConversationView) => S,
): ConversationResult<S>;
export function useConversation(
  conversationId: string,
  select: (conversation: ConversationView) => unknown = all,
): ConversationResult<unknown> {
  const client = useClient();
  const actions = useMemo(() => actionsOf(client, conversationId), [client, conversationId]);
  return useResult(usePart(viewSource(client, conversationId), select), actions);
}

const all = (conversation: ConversationView) => conversation;

function actionsOf(client: TidingsClient, conversationId: string): ConversationActions {
  const [update, setPreferences] = [
    act(client, UpdateConversationDocument),
    act(client, SetConversationPreferencesDocument),
  ];
  const [addMembers, removeMember] = [act(client, AddMembersDocument), act(client, RemoveMemberDocument)];
  const [setRole, leave] = [act(client, SetMemberRoleDocument), act(client, LeaveConversationDocument)];
  return {
    update: (changes) => update({ ...changes, conversationId }),
    addMembers: (userIds) => addMembers({ conversationId, userIds }),
    removeMember: (userId) => removeMember({ conversationId, userId }),
    setRole: (userId, role) => setRole({ conversationId, userId, role }),
    setPreferences: (changes) => setPreferences({ ...changes, conversationId }),
    leave: () => leave({ conversationId }),
  };
}

function viewSource(client: TidingsClient, conversationId: string): Source<ConversationView> {
  return sourceOf(client, `view ${conversationId}`, () => {
    const conversation = conversationSource(client, conversationId);
    const people = client.state.select((state) => state?.users);
    const share = createSharing<MemberView>(({ userId }) => userId, isShallowEqual);
    const viewOf = ({ fields, members, hasAllMembers, viewerMembership }: ConversationState): ConversationView => {
      const { role, silencedUntil, preferences } = viewerMembership;
      const viewerId = client.state.getSnapshot()?.viewerId ?? '';
      const users = people.getSnapshot();
      const views = share([...members.values()].map((each) => ({ ...each, user: users?.get(each.userId) ?? null })));
      const peer = fields.kind === 'DIRECT' ? (views.find(({ userId }) => userId !== viewerId) ?? null) : null;
      return {
        ...{ id: fields.id, fields, members: views, hasAllMembers, peer },
        ...{ viewerId, role, silencedUntil, preferences },
      };
    };
    const make = () => mapReading(conversation.getSnapshot(), viewOf);
    return { value: deriveReading([conversation, people], make, isShallowEqual) };
  });
}
