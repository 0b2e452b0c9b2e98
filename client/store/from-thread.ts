import type { SyncThreadQuery, ThreadFieldsFragment } from '../generated/operations.ts';
import { messageStateOf, nodesOf } from './from-fields.ts';
import {
  advanceReceipt,
  type ClientState,
  type ThreadState,
  withConversation,
  withMessage,
  withUsers,
} from './state.ts';
import { inThread, threadAt, withThreadPosition } from './threads.ts';

/** A thread as it comes with its root: counted, without its messages. */
export function threadStateOf(fields: ThreadFieldsFragment): ThreadState {
  const { rootSeq: _root, ...thread } = fields;
  const { unreadCount, unreadMentionCount, lastSeq } = thread;
  return {
    ...thread,
    counted: { unreadCount, unreadMentionCount, lastSeq },
    messages: new Map(),
    messagesFromSeq: lastSeq + 1,
    deletions: new Map(),
    receipts: null,
  };
}

/**
 * The state with a thread that was opened (`SyncThread`): from then on events keep its messages and positions whole. An
 * answer that events of the thread have overtaken changes nothing: the thread's `receipts` are still null, or it is not
 * there, and one asks again.
 */
export function fromThread(state: ClientState, { message }: SyncThreadQuery): ClientState {
  const conversation = message === null ? undefined : state.conversations.get(message.conversationId);
  if (message?.thread == null || conversation === undefined) return state;
  const { participants, receipts, messages, ...fields } = message.thread;
  const known = threadAt(conversation, fields.rootSeq);
  if (fields.lastSeq < (known?.lastSeq ?? conversation.appliedSeq)) return state;

  const fetched = threadStateOf(fields);
  const loaded = nodesOf(messages);
  const fromSeq = messages.pageInfo.hasPreviousPage ? (loaded[0]?.seq ?? fields.lastSeq + 1) : 0;
  const before = known ?? fetched;
  const opened = {
    ...withThreadPosition({ ...fetched, ...positionOf(before) }, fields),
    messages: new Map(),
    messagesFromSeq: Math.min(before.messagesFromSeq, fromSeq),
    receipts: receipts.reduce(
      (all, { userId, ...at }) => advanceReceipt(all, userId, at),
      before.receipts ?? new Map(),
    ),
  };
  const replies = [...loaded.map(messageStateOf), ...before.messages.values()];
  const whole = replies.reduce(withMessage<ThreadState>, opened);
  const threads = new Map(conversation.threads).set(fields.rootSeq, whole);
  const counted = inThread({ ...conversation, threads }, fields.rootSeq, state.viewerId, (thread) => thread);
  const users = [...participants, ...loaded.map(({ sender }) => sender)];
  return withConversation(withUsers(state, users), counted);
}

/** What is the viewer's own of a thread. */
const positionOf = ({ deliveredSeq, readSeq, counted, deletions }: ThreadState) => ({
  deliveredSeq,
  readSeq,
  counted,
  deletions,
});
