import { afterAll, beforeAll, expect, test } from 'vitest';
import { addMembers } from '../modules/conversations/add-members.ts';
import { createConversation } from '../modules/conversations/create-conversation.ts';
import { sendMessage } from '../modules/messages/send-message.ts';
import { openTestEngine, type TestEngine } from '../testing/engine.ts';
import {
  deafFanOut,
  isType,
  type StreamReader,
  seedUsers,
  startTestNode,
  type TestNode,
} from '../testing/test-node.ts';

const rounds = 500;
/** So many at once, so that audits find several joins in one pass. */
const lanes = 10;

let engine: TestEngine;
let near: TestNode;
/** Redis is down: no hint reaches this node. */
let deaf: TestNode;

beforeAll(async () => {
  engine = await openTestEngine();
  await seedUsers(engine, ['alice', 'bob', 'carol']);
  near = await startTestNode(engine);
  deaf = await startTestNode(engine, { fanOut: deafFanOut });
});

afterAll(async () => {
  await near?.close();
  await deaf?.close();
  await engine?.close();
});

interface Round {
  conversationId: string;
  joinedSeq: number;
  lastSeq: number;
}

test('Of 500 conversations to which a user is added while messages flow, none is missing in his stream, nor begins early', {
  timeout: 120_000,
}, async () => {
  // Bob is a member from the start: his node knows the conversations, and is late with them.
  const bystander = await deaf.events('bob');
  const stream = await deaf.events('carol');
  await stream.until(isType('CaughtUp'));
  void drain(bystander);

  const [alice, counts] = [near.as('alice'), new Map<string, Round>()];
  const send = async (conversationId: string, text: string) =>
    (await sendMessage(alice, { conversationId, clientMessageId: text, text })).seq;
  const joinOne = async (round: number) => {
    const input = { clientId: `race ${round}`, kind: 'GROUP' as const, memberIds: ['bob'] };
    const { id: conversationId } = await createConversation(alice, input);
    await send(conversationId, 'before');
    const { members } = await addMembers(alice, { conversationId, userIds: ['carol'] });
    const lastSeq = await send(conversationId, 'after');
    counts.set(conversationId, { conversationId, joinedSeq: members[0]?.joinedSeq ?? 0, lastSeq });
  };
  await Promise.all(
    Array.from({ length: lanes }, async (_, lane) => {
      for (let round = lane; round < rounds; round += lanes) await joinOne(round);
    }),
  );

  const isWhole = ({ conversationId, lastSeq }: Round) => stream.seqs(conversationId).at(-1) === lastSeq;
  for (const round of counts.values()) if (!isWhole(round)) await stream.until(() => isWhole(round));
  for (const { conversationId, joinedSeq, lastSeq } of counts.values()) {
    expect(stream.seqs(conversationId)).toEqual(
      Array.from({ length: lastSeq - joinedSeq + 1 }, (_, at) => joinedSeq + at),
    );
  }
  expect(counts.size).toBe(rounds);
  await Promise.all([stream.close(), bystander.close()]);
});

/** Reads to the stream's end. */
async function drain(reader: StreamReader): Promise<void> {
  await reader.until(() => false).catch(() => {});
}
