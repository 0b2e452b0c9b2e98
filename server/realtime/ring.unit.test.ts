import { describe, expect, it } from 'vitest';
import type { EventType, LogEvent } from './log-event.ts';
import { createRings } from './ring.ts';

const messageOf = (seq: number, text: string | null, version = 0) => ({
  message: { id: `m${seq}`, conversationId: 'c', seq, text, metadata: {}, details: null, reactions: null, version },
});

const eventOf = (type: EventType, seq: number, payload: unknown, carried: unknown) =>
  ({ tenantId: 't', topic: 'c', seq, type, actorId: 'a', createdAt: '', payload, carried }) as LogEvent;

const sent = (seq: number, text = `text ${seq}`) => eventOf('MessageSent', seq, {}, messageOf(seq, text));
const edited = (seq: number, messageSeq: number, text: string) =>
  eventOf('MessageEdited', seq, { messageSeq }, messageOf(messageSeq, text, 1));
const deleted = (seq: number, messageSeq: number) =>
  eventOf('MessageDeleted', seq, { messageSeq }, messageOf(messageSeq, null, 2));
const changed = (seq: number) =>
  eventOf('ConversationChanged', seq, {}, { conversation: { title: 'T', metadata: {} } });
const joined = (seq: number) => eventOf('MemberAdded', seq, { member: {}, memberCount: seq }, null);

const seqs = (events: LogEvent[] | null) => events?.map((event) => event.seq) ?? null;
const texts = (events: LogEvent[] | null) =>
  events?.map(({ carried }) => (carried !== null && 'message' in carried ? carried.message.text : carried)) ?? null;

describe('a ring', () => {
  it('gives the stretches that it has seen whole, as the objects that it was given', () => {
    const ring = createRings().create();
    const events = [5, 6, 7].map((seq) => sent(seq));
    for (const event of events) ring.add(event);
    expect(ring.slice(4, 7)?.every((event, at) => event === events[at])).toBe(true);
    expect(seqs(ring.slice(5, 6))).toEqual([6]);
    expect(ring.slice(3, 7)).toBeNull();
    expect(ring.slice(4, 8)).toBeNull();
  });

  it('has nothing from before a hole', () => {
    const ring = createRings().create();
    for (const seq of [1, 2, 4, 5]) ring.add(sent(seq));
    expect(ring.slice(1, 5)).toBeNull();
    expect(seqs(ring.slice(3, 5))).toEqual([4, 5]);
  });

  it('shows a message as it is now, in all that is about it, and leaves what it gave before alone', () => {
    const ring = createRings().create();
    for (const event of [sent(1, 'secret'), sent(2), edited(3, 1, 'secret too')]) ring.add(event);
    const before = ring.slice(0, 3);
    expect(texts(before)).toEqual(['secret too', 'text 2', 'secret too']);
    ring.add(deleted(4, 1));
    expect(texts(ring.slice(0, 4))).toEqual([null, 'text 2', null, null]);
    expect(texts(before)).toEqual(['secret too', 'text 2', 'secret too']);
  });

  it('empties a quote of what is deleted, as of that deletion, and no other', () => {
    const reply = (seq: number, quotedSeq: number) => {
      const replyTo = { messageId: `m${quotedSeq}`, seq: quotedSeq, text: `text ${quotedSeq}`, isDeleted: false };
      const { message } = messageOf(seq, 'a reply');
      return eventOf('MessageSent', seq, {}, { message: { ...message, details: { replyTo } } });
    };
    const ring = createRings().create();
    for (const event of [sent(1), sent(2), reply(3, 1), reply(4, 2), deleted(5, 1)]) ring.add(event);
    const details = ring
      .slice(2, 4)
      ?.map(({ carried }) => (carried as { message: { details: unknown } }).message.details);
    expect(details).toEqual([
      { replyTo: { messageId: 'm1', seq: 1, text: null, isDeleted: true }, changedSeq: 5 },
      { replyTo: { messageId: 'm2', seq: 2, text: 'text 2', isDeleted: false } },
    ]);
  });

  it('forgets a change of the conversation once it would show something else', () => {
    for (const next of [changed(4), joined(4)]) {
      const ring = createRings().create();
      for (const event of [sent(1), changed(2), sent(3), next]) ring.add(event);
      expect(ring.slice(1, 4)).toBeNull();
      expect(seqs(ring.slice(2, 4))).toEqual([3, 4]);
    }
  });

  it('is bounded in events and in bytes, and so are all together', () => {
    const rings = createRings({ eventsMax: 3, bytesMax: 5_000, totalBytesMax: 6_000 });
    const first = rings.create();
    for (let seq = 1; seq <= 5; seq += 1) first.add(sent(seq));
    expect(seqs(first.slice(2, 5))).toEqual([3, 4, 5]);
    expect(first.slice(1, 5)).toBeNull();
    first.add(sent(6, 'x'.repeat(2_000)));
    expect(first.slice(5, 6)).not.toBeNull();
    expect(first.slice(4, 6)).toBeNull();
    const second = rings.create();
    second.add(sent(1, 'x'.repeat(1_000)));
    expect(first.slice(5, 6)).toBeNull();
    expect(second.slice(0, 1)).not.toBeNull();
  });

  it('counts what an edit made longer', () => {
    const ring = createRings({ bytesMax: 6_000 }).create();
    for (const event of [sent(1), sent(2), edited(3, 2, 'x'.repeat(1_500))]) ring.add(event);
    expect(ring.slice(1, 3)).toBeNull();
  });
});
