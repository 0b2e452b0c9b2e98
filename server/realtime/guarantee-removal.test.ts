import { afterAll, beforeAll, expect, test } from 'vitest';
import type { EventsSubscription } from '../../client/generated/operations.ts';
import {
  AddMembersDocument,
  BanMemberDocument,
  CreateConversationDocument,
  EventsDocument,
  RemoveMemberDocument,
  SendMessageDocument,
  type StreamItem,
  UnbanMemberDocument,
  UpdateProfileDocument,
} from '../../client/index.ts';
import { openTestEngine, type TestEngine } from '../testing/engine.ts';
import type { Run } from '../testing/run-operation.ts';
import { startTestApp, type TestApp } from '../testing/start-app.ts';
import { startStopwatch } from '../testing/stopwatch.ts';
import { deafFanOut } from '../testing/test-node.ts';
import { runAs } from '../testing/verify-events.ts';

const rounds = 5;

interface Input {
  conversationId: string;
  userId: string;
}

let engine: TestEngine;
let near: TestApp;
/** Redis is down, and everything else as it is by default. */
let deaf: TestApp;

beforeAll(async () => {
  engine = await openTestEngine();
  near = await startTestApp({ engine });
  deaf = await startTestApp({ engine, fanOut: deafFanOut, env: { AUDIT_INTERVAL_MS: '1000' } });
});

afterAll(async () => {
  await near?.close();
  await deaf?.close();
  await engine?.close();
});

test.each([
  ['removed', (run: Run, input: Input) => run(RemoveMemberDocument, { input })],
  ['banned', (run: Run, input: Input) => run(BanMemberDocument, { input })],
])(
  'A member %s while Redis is down gets nothing with a later seq, and AccessRevoked within 2 s',
  async (how, dismiss) => {
    const [aliceToken, carolToken] = await Promise.all([near.token('alice'), near.token('carol')]);
    const alice = runAs(near, aliceToken);
    await runAs(near, carolToken)(UpdateProfileDocument, { input: { name: 'Carol' } });
    const created = await alice(CreateConversationDocument, { input: { clientId: how, kind: 'GROUP' } });
    const conversationId = created.createConversation?.conversation.id ?? '';
    const send = async (text: string) =>
      (await alice(SendMessageDocument, { input: { conversationId, clientMessageId: text, text } })).sendMessage
        ?.message.seq ?? 0;

    const stream = deaf.subscribe<EventsSubscription>(carolToken, EventsDocument);
    const items = () => stream.results.flatMap(({ data }): StreamItem[] => (data == null ? [] : [data.events]));
    const until = (fits: (item: StreamItem) => boolean) =>
      stream.until(({ data }) => data != null && fits(data.events));
    await until((item) => item.__typename === 'CaughtUp');
    const delays: number[] = [];
    for (let round = 0; round < rounds; round += 1) {
      await alice(AddMembersDocument, { input: { conversationId, userIds: ['carol'] } });
      const lastSeq = await send(`for her ${round}`);
      await until((item) => item.__typename === 'MessageSent' && item.seq === lastSeq);

      await dismiss(alice, { conversationId, userId: 'carol' });
      const sinceRemoved = startStopwatch();
      const secrets = Promise.all(Array.from({ length: 10 }, (_, at) => send(`secret ${round} ${at}`)));
      await until((item) => item.__typename === 'AccessRevoked');
      delays.push(sinceRemoved());
      await secrets;
      await alice(UnbanMemberDocument, { input: { conversationId, userId: 'carol' } });
    }
    expect(Math.max(...delays)).toBeLessThan(2_000);
    expect(JSON.stringify(items())).not.toContain('secret');
    expect(items().filter((item) => item.__typename === 'AccessRevoked')).toHaveLength(rounds);
    await stream.close();

    // The same by a resume: from before the last round, all that was hers, and nothing from the removal on.
    const cursor = items().findLast((item) => item.__typename === 'CaughtUp')?.cursor;
    const resumed = near.subscribe<EventsSubscription>(carolToken, EventsDocument, { after: cursor });
    await resumed.until(({ data }) => data?.events.__typename === 'CaughtUp');
    const replayed = resumed.results.flatMap(({ data }): StreamItem[] => (data == null ? [] : [data.events]));
    expect(JSON.stringify(replayed)).not.toContain('secret');
    const typesOf = (told: StreamItem[]) => told.map((item) => item.__typename).filter((type) => type !== 'Checkpoint');
    for (const type of ['MessageSent', 'AccessRevoked']) {
      expect(typesOf(replayed).filter((each) => each === type)).toHaveLength(rounds);
    }
    await resumed.close();
  },
);
