import type { MemberFieldsFragment, MessageFieldsFragment } from '../generated/operations.ts';
import type { MemberState, MessageState } from './state.ts';

export function memberStateOf({ user: _user, conversationId: _id, ...member }: MemberFieldsFragment): MemberState {
  return member;
}

export function messageStateOf({ sender: _sender, ...message }: MessageFieldsFragment): MessageState {
  return message;
}

/** A connection's edges and nodes are nullable by Relay's convention; the server leaves none out. */
export function nodesOf<T>(connection: { edges: ({ node: T | null } | null)[] | null }): T[] {
  return (connection.edges ?? []).flatMap((edge) => edge?.node ?? []);
}
