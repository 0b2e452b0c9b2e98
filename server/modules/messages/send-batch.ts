import { sql } from 'drizzle-orm';
import type { Db } from '../../db/transaction.ts';
import {
  conversationTopic,
  type LogEvent,
  type MessageDetails,
  type StoredMessage,
  type StoredQuote,
} from '../../realtime/log-event.ts';
import type { Realtime } from '../../realtime/realtime.ts';

/** A send as the function `send_batch` takes it. */
export interface SendRow {
  tenantId: string;
  conversationId: string;
  senderId: string;
  clientMessageId: string;
  sendKey: string;
  requestHash: string;
  /** The id that the message gets if it is sent. */
  id: string;
  kind: StoredMessage['kind'];
  priority: StoredMessage['priority'];
  text: string | null;
  metadata: Record<string, unknown>;
  /** The message that began the thread, and the one that is quoted. Absent, as `details` are, where there is none. */
  threadRootId?: string;
  replyToId?: string;
  details?: MessageDetails;
  /** Posted by the application's backend: it needs no membership. */
  isForeign: boolean;
}

/**
 * What became of a send. `forbidden`: the conversation is one that he may see, but not write to. `silenced`: a moderator
 * has muted him; `slow`: slow mode, and too soon. `not_admin`: he may not mention everyone. The rest is about what it
 * quotes and the thread that it continues; `thread_nested`: that message is a reply itself.
 */
export type SendAnswer = { outcome: 'sent' | 'duplicate'; message: StoredMessage } | SendRefusal;

/** Why a send was not done. */
export type SendRefusal =
  | {
      outcome:
        | 'conflict'
        | 'missing'
        | 'forbidden'
        | 'not_admin'
        | 'quote_missing'
        | 'thread_missing'
        | 'thread_nested';
    }
  | { outcome: 'silenced' | 'slow'; retryAfterMs: number };

/** `busy`: somebody else holds the conversation's head, and was not waited for. */
export type SendAttempt = SendAnswer | { outcome: 'busy' };

/** What to do about a head that somebody else holds: give up with an error soon, answer `busy`, or wait. */
export type Patience = 'short' | 'none' | 'long';

interface AnswerRow extends Record<string, unknown> {
  place: number;
  outcome: SendAttempt['outcome'];
  seq: number | null;
  created_at: string | null;
  message: StoredMessage | null;
  quote: StoredQuote | null;
  root_seq: number | null;
  retry_ms: number | null;
  withheld_from: string | null;
}

/** Sends in one call and one commit, and publishes what was sent. Safe to repeat. */
export async function runSends(
  db: Db,
  realtime: Realtime,
  rows: SendRow[],
  patience: Patience = 'short',
): Promise<SendAttempt[]> {
  const keys = new Set<string>();
  for (const { sendKey } of rows) keys.add(sendKey);
  const run = keys.size === rows.length ? callSendBatch : runRepeats;
  return run(db, realtime, rows, patience);
}

/** With a key twice among the rows: whoever repeats is answered once the first is known. */
async function runRepeats(db: Db, realtime: Realtime, rows: SendRow[], patience: Patience): Promise<SendAttempt[]> {
  const answers = new Map<SendRow, SendAttempt>();
  const ask = async (asked: SendRow[]) => {
    const given = await callSendBatch(db, realtime, asked, patience);
    for (const [at, row] of asked.entries()) answers.set(row, given[at] ?? missingAnswer());
  };
  const firsts = new Map<string, SendRow>();
  for (const row of rows) if (!firsts.has(row.sendKey)) firsts.set(row.sendKey, row);
  await ask([...firsts.values()]);
  const answerOfFirst = (row: SendRow) => answers.get(firsts.get(row.sendKey) ?? row) ?? missingAnswer();
  const isStored = (row: SendRow) => ['sent', 'duplicate', 'conflict'].includes(answerOfFirst(row).outcome);
  const repeats = rows.filter((row) => firsts.get(row.sendKey) !== row && isStored(row));
  if (repeats.length > 0) await ask(repeats);
  return rows.map((row) => answers.get(row) ?? answerOfFirst(row));
}

async function callSendBatch(db: Db, realtime: Realtime, rows: SendRow[], patience: Patience): Promise<SendAttempt[]> {
  const isRich = rows.some(({ threadRootId, details }) => threadRootId !== undefined || details !== undefined);
  const hasQuotes = rows.some(({ replyToId }) => replyToId !== undefined);
  const answered = await db.execute<AnswerRow>(sql`
    select place, outcome, seq, created_at, message, quote, root_seq, retry_ms, withheld_from
    from send_batch(${JSON.stringify(rows)}::jsonb, ${patience}, ${isRich}, ${hasQuotes})`);
  const answers: SendAttempt[] = [];
  const sent: LogEvent[] = [];
  const toTime = createTimeReader();
  for (const answer of answered) {
    const row = rows[answer.place - 1];
    if (row === undefined) throw new Error('send_batch answered what it was not asked.');
    const attempt = toAttempt(row, answer, toTime);
    answers[answer.place - 1] = attempt;
    if (attempt.outcome === 'sent') sent.push(eventOf(row, attempt.message));
  }
  realtime.publish(sent.sort((a, b) => a.seq - b.seq));
  return answers;
}

function missingAnswer(): never {
  throw new Error('send_batch did not answer a send.');
}

/** All sends of a batch have one time, so it is read once. */
function createTimeReader(): (time: string) => string {
  let text = '';
  let iso = '';
  return (time) => {
    if (time !== text) {
      text = time;
      iso = new Date(time).toISOString();
    }
    return iso;
  };
}

function toAttempt(row: SendRow, answer: AnswerRow, toTime: (time: string) => string): SendAttempt {
  const { outcome, seq, created_at, message } = answer;
  if (outcome === 'duplicate' && message !== null) return { outcome, message: toMessage(message) };
  if (outcome === 'silenced' || outcome === 'slow') return { outcome, retryAfterMs: answer.retry_ms ?? 1 };
  if (outcome !== 'sent' && outcome !== 'duplicate') return { outcome };
  if (seq === null || created_at === null) throw new Error(`send_batch gave no place for ${row.id}.`);
  return {
    outcome,
    message: {
      id: row.id,
      conversationId: row.conversationId,
      seq,
      senderId: row.senderId,
      clientMessageId: row.clientMessageId,
      kind: row.kind,
      priority: row.priority,
      text: row.text,
      metadata: row.metadata,
      threadRootId: row.threadRootId ?? null,
      threadRootSeq: answer.root_seq,
      details: detailsOf(row, answer),
      reactions: null,
      pinnedAt: null,
      pinnedById: null,
      version: 0,
      createdAt: toTime(created_at),
      editedAt: null,
      deletedAt: null,
    },
  };
}

function detailsOf({ details }: SendRow, { quote, withheld_from: withheldFrom }: AnswerRow): MessageDetails | null {
  if (quote === null && withheldFrom === null) return details ?? null;
  return { ...details, ...(quote !== null && { replyTo: quote }), ...(withheldFrom !== null && { withheldFrom }) };
}

/** Postgres writes times within JSON in its own form, and fields in its own order: equal answers shall be equal texts. */
function toMessage(message: StoredMessage): StoredMessage {
  const { id, conversationId, seq, senderId, clientMessageId, kind, priority, text, metadata } = message;
  const { threadRootId, threadRootSeq, details, reactions, pinnedAt, pinnedById, version } = message;
  const toTime = (time: string | null) => (time === null ? null : new Date(time).toISOString());
  return {
    ...{ id, conversationId, seq, senderId, clientMessageId, kind, priority, text, metadata },
    ...{ threadRootId, threadRootSeq, details, reactions },
    pinnedAt: toTime(pinnedAt),
    ...{ pinnedById, version },
    createdAt: new Date(message.createdAt).toISOString(),
    editedAt: toTime(message.editedAt),
    deletedAt: toTime(message.deletedAt),
  };
}

function eventOf(row: SendRow, message: StoredMessage): LogEvent {
  return {
    tenantId: row.tenantId,
    topic: conversationTopic(message.conversationId),
    seq: message.seq,
    createdAt: message.createdAt,
    type: 'MessageSent',
    actorId: message.senderId,
    payload: {},
    carried: { message },
  };
}
