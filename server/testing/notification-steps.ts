import { sql } from 'drizzle-orm';
import fc from 'fast-check';
import type { Context } from '../context.ts';
import { addMembers } from '../modules/conversations/add-members.ts';
import { leaveConversation } from '../modules/conversations/leave-conversation.ts';
import { setConversationPreferences } from '../modules/conversations/set-conversation-preferences.ts';
import { deleteMessage } from '../modules/messages/delete-message.ts';
import { sendMessage } from '../modules/messages/send-message.ts';
import { changeNotifications, deleteNotifications } from '../modules/notifications/change-notifications.ts';
import { sweepNotifications } from '../modules/notifications/sweep-notifications.ts';
import { updateNotificationPreferences } from '../modules/notifications/update-notification-preferences.ts';
import { acknowledge } from '../modules/receipts/acknowledge.ts';
import { createCast } from './cast.ts';
import { seedConversation } from './seed-conversation.ts';
import type { TestServices } from './test-context.ts';

/** Few, so that inboxes are full. */
export const roomFor = 6;
const hourMs = 3_600_000;
const keptMs = 7 * 24 * hourMs;
const names = ['ann', 'ben', 'cid', 'dot'] as const;

interface Told {
  type: 'MESSAGE' | 'MENTION';
  place: Place;
  seq: number;
  at: number;
  seen: boolean;
  read: boolean;
  archived: boolean;
}

interface Member {
  readSeq: number;
  mutedUntil: number;
}

interface Message {
  id: string;
  seq: number;
  sender: number;
  mentioned: number | null;
  isDeleted: boolean;
}

interface Place {
  id: string;
  lastSeq: number;
  members: Map<number, Member>;
  messages: Message[];
}

export interface World {
  services: TestServices;
  users: Context[];
  places: Place[];
  /** The time, as the consumer has it. */
  now: number;
  inboxes: Map<string, Told>[];
  /** Who is not told by whom: blocked, or muted. */
  deafTo: { blocked: Set<number>; muted: Set<number> }[];
}

const verbs = [
  'send',
  'mention',
  'read',
  'delete',
  'quiet',
  'mute',
  'block',
  'leave',
  'seen',
  'done',
  'away',
  'clear',
  'wait',
] as const;
const weights: Record<(typeof verbs)[number], number> = {
  ...{ send: 30, mention: 12, read: 16, delete: 12, quiet: 3, mute: 3, block: 3, leave: 5 },
  ...{ seen: 4, done: 3, away: 3, clear: 1, wait: 6 },
};
export const step = fc.oneof(
  ...verbs.map((verb) => ({
    weight: weights[verb],
    arbitrary: fc.record({
      verb: fc.constant(verb),
      who: fc.nat({ max: 3 }),
      where: fc.nat({ max: 2 }),
      pick: fc.nat({ max: 59 }),
    }),
  })),
);
type Step = { verb: (typeof verbs)[number]; who: number; where: number; pick: number };

/** Four users; two groups, of all and of two of them, and a channel. */
export async function begin(services: TestServices): Promise<World> {
  const cast = await createCast(services, ...names);
  const users = names.map((name) => cast[name]);
  const [owner] = users;
  if (owner === undefined) throw new Error('There is no owner.');
  const make = async (count: number, kind: 'GROUP' | 'CHANNEL'): Promise<Place> => {
    const id = await seedConversation(owner, users.slice(1, count), { kind });
    const members = users.slice(0, count).map((_, at) => [at, { readSeq: at + 1, mutedUntil: 0 }] as const);
    return { id, lastSeq: count, members: new Map(members), messages: [] };
  };
  return {
    services,
    ...{ users, now: Date.now(), places: [await make(4, 'GROUP'), await make(2, 'GROUP'), await make(4, 'CHANNEL')] },
    inboxes: users.map(() => new Map()),
    deafTo: users.map(() => ({ blocked: new Set<number>(), muted: new Set<number>() })),
  };
}

export const isReadIn = ({ place, seq, read }: Told, user: number) =>
  read || (place.members.get(user)?.readSeq ?? seq) >= seq;
const hears = ({ deafTo }: World, user: number, sender: number) =>
  deafTo[user]?.blocked.has(sender) === false && !deafTo[user]?.muted.has(sender);

/** What the message tells each member, and what has to go for it. */
function tell(world: World, place: Place, message: Message): void {
  for (const [user, { readSeq, mutedUntil }] of place.members) {
    const inbox = world.inboxes[user];
    if (inbox === undefined || user === message.sender || mutedUntil > world.now) continue;
    if (!hears(world, user, message.sender)) continue;
    const isMention = message.mentioned === user;
    if (!isMention && place === world.places[2]) continue;
    const key = isMention ? `mention/${place.id}/${message.seq}` : `message/${place.id}`;
    const known = inbox.get(key);
    if (known !== undefined && !known.seen && !known.read && !known.archived && known.seq > readSeq) continue;
    const fresh = { at: world.now, seen: false, read: false, archived: false };
    inbox.set(key, { type: isMention ? 'MENTION' : 'MESSAGE', place, seq: message.seq, ...fresh });
    if (inbox.size > roomFor) inbox.delete(leastWanted(inbox, user));
  }
}

function leastWanted(inbox: ReadonlyMap<string, Told>, user: number): string {
  const rank = (told: Told) => [told.archived ? 1 : 0, isReadIn(told, user) ? 1 : 0, -told.at];
  const order = (a: number[], b: number[]) => a.map((each, at) => (b[at] ?? 0) - each).find((each) => each !== 0) ?? 0;
  const [worst] = [...inbox].toSorted(([, a], [, b]) => order(rank(a), rank(b)));
  return worst?.[0] ?? '';
}

function takeBack(world: World, place: Place, message: Message): void {
  for (const [user, inbox] of world.inboxes.entries()) {
    inbox.delete(`mention/${place.id}/${message.seq}`);
    const known = inbox.get(`message/${place.id}`);
    if (known?.seq !== message.seq) continue;
    const readSeq = place.members.get(user)?.readSeq ?? 0;
    const next = place.messages.find(
      (each) =>
        each.seq > Math.max(message.seq, readSeq) &&
        !each.isDeleted &&
        each.sender !== user &&
        each.mentioned !== user &&
        hears(world, user, each.sender),
    );
    if (next === undefined) inbox.delete(`message/${place.id}`);
    else known.seq = next.seq;
  }
}

export async function act(world: World, { verb, who, where, pick }: Step): Promise<void> {
  const { services, users, places, inboxes, deafTo } = world;
  const place = places[where];
  const user = users[who];
  const inbox = inboxes[who];
  if (place === undefined || user === undefined || inbox === undefined) throw new Error('There is no such place.');
  const { id: conversationId } = place;
  const member = place.members.get(who);
  const other = pick % users.length;
  const mark = (change: (told: Told) => void) => {
    for (const told of inbox.values()) change(told);
  };
  switch (verb) {
    case 'send':
    case 'mention': {
      if (member === undefined) return;
      const mentioned = verb === 'mention' && other !== who && place.members.has(other) ? other : null;
      const mentionedUserIds = mentioned === null ? [] : [names[mentioned] ?? ''];
      const input = { conversationId, clientMessageId: crypto.randomUUID(), text: 'Hello', mentionedUserIds };
      const { id, seq } = await sendMessage(user, input);
      const message = { id, seq, sender: who, mentioned, isDeleted: false };
      place.messages.push(message);
      [place.lastSeq, member.readSeq] = [seq, seq];
      tell(world, place, message);
      return;
    }
    case 'read': {
      if (member === undefined) return;
      const readSeq = Math.max(0, place.lastSeq - (pick % 4));
      await acknowledge(user, { positions: [{ conversationId, readSeq }] });
      member.readSeq = Math.max(member.readSeq, readSeq);
      return;
    }
    case 'delete': {
      const own = place.messages.filter(({ sender, isDeleted }) => sender === who && !isDeleted).slice(-8);
      const message = own[pick % Math.max(1, own.length)];
      if (member === undefined || message === undefined) return;
      await deleteMessage(user, { messageId: message.id, scope: 'EVERYONE' });
      message.isDeleted = true;
      place.lastSeq += 1;
      takeBack(world, place, message);
      return;
    }
    case 'quiet': {
      if (member === undefined) return;
      member.mutedUntil = member.mutedUntil > world.now ? 0 : world.now + hourMs;
      const mutedUntil = member.mutedUntil === 0 ? null : new Date(member.mutedUntil).toISOString();
      await setConversationPreferences(user, { conversationId, mutedUntil });
      return;
    }
    case 'mute': {
      const { muted } = deafTo[who] ?? { muted: new Set<number>() };
      if (!muted.delete(other)) muted.add(other);
      await updateNotificationPreferences(user, { mutedUserIds: [...muted].map((at) => names[at] ?? '') });
      return;
    }
    case 'block': {
      const { blocked } = deafTo[who] ?? { blocked: new Set<number>() };
      if (other === who) return;
      const pair = [user.actor.tenantId, names[who], names[other]] as const;
      if (blocked.delete(other)) {
        await services.db.execute(
          sql`delete from blocks where tenant_id = ${pair[0]} and blocker_id = ${pair[1]} and blocked_id = ${pair[2]}`,
        );
        return;
      }
      blocked.add(other);
      await services.db.execute(
        sql`insert into blocks (tenant_id, blocker_id, blocked_id) values (${pair[0]}, ${pair[1]}, ${pair[2]})`,
      );
      return;
    }
    case 'leave': {
      const [owner] = users;
      if (who === 0 || owner === undefined) return;
      place.lastSeq += 1;
      if (member === undefined) {
        await addMembers(owner, { conversationId, userIds: [names[who] ?? ''] });
        place.members.set(who, { readSeq: place.lastSeq, mutedUntil: 0 });
        return;
      }
      await leaveConversation(user, { conversationId });
      place.members.delete(who);
      for (const [key, told] of inbox) if (told.place === place) inbox.delete(key);
      return;
    }
    case 'seen':
      await changeNotifications(user, 'seen', { all: true });
      return mark((told) => {
        told.seen = true;
      });
    case 'done':
      await changeNotifications(user, 'read', { all: true });
      return mark((told) => {
        if (isReadIn(told, who)) return;
        told.read = true;
        told.seen = true;
      });
    case 'away':
      await changeNotifications(user, 'archived', { all: true });
      return mark((told) => {
        told.archived = true;
        told.seen = true;
      });
    case 'clear':
      await deleteNotifications(user, { all: true });
      inbox.clear();
      return;
    case 'wait':
      world.now += pick < 3 ? keptMs : (pick % 3) * 0.6 * hourMs;
      await sweepNotifications(services, new Date(world.now));
      for (const each of inboxes) for (const [key, told] of each) if (told.at + keptMs <= world.now) each.delete(key);
      return;
  }
}
