import type { MemberFieldsFragment, MessageFieldsFragment } from '../generated/operations.ts';
import type { MemberState, MessageState } from './state.ts';

export function memberStateOf({ user: _user, conversationId: _id, ...member }: MemberFieldsFragment): MemberState {
  return member;
}

export function messageStateOf({ sender: _sender, ...message }: MessageFieldsFragment): MessageState {
  return message;
}
