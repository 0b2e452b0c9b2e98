import fc from 'fast-check';
import type { Context } from '../context.ts';
import type { Db } from '../db/transaction.ts';
import { createConversation } from '../modules/conversations/create-conversation.ts';
import { createNotificationConsumer } from '../modules/notifications/notification-consumer.ts';
import { type LogConsumer, takeTurn } from '../realtime/log-consumer.ts';
import { createCast } from './cast.ts';
import { look } from './inbox-look.ts';
import { messageActs } from './inbox-message-steps.ts';
import type { InboxModel, Place } from './inbox-model.ts';
import { peopleActs } from './inbox-people-steps.ts';
import { type Act, note, type Step, type World } from './inbox-world.ts';
import { readRelated } from './read-related.ts';
import { seedConversation } from './seed-conversation.ts';
import { contextOf, type TestServices } from './test-context.ts';

const weights = {
  ...{ send: 30, mention: 12, reply: 10, read: 16, readThread: 6, edit: 6, delete: 10, hide: 4, react: 9, unreact: 6 },
  ...{ quiet: 3, leave: 5, remove: 2, block: 3, unblock: 4, mute: 3, want: 3, request: 4, answer: 5, part: 2 },
  ...{ share: 4, near: 4, notify: 6, seen: 4, done: 4, away: 4, clear: 3, erase: 1, wait: 6 },
};

/** With a consumer that lags, its turns are steps as well: whatever else is one is given with its weight. */
export const stepsOf = (more: Record<string, number>): fc.Arbitrary<Step> =>
  fc.oneof(
    ...Object.entries({ ...weights, ...more }).map(([what, weight]) => ({
      weight,
      arbitrary: fc.record({
        do: fc.constant(what),
        ...{ who: fc.nat({ max: 4 }), where: fc.nat({ max: 3 }), pick: fc.nat({ max: 59 }) },
      }),
    })),
  );

/** Two groups, of all and of two; a channel; and a DIRECT of the first two. */
export async function begin(services: TestServices, room: number): Promise<World> {
  const names = ['ann', 'ben', 'cid', 'dot', 'eve'] as const;
  const cast = await createCast(services, ...names);
  const users = names.map((name) => cast[name]);
  const [owner, second] = users;
  if (owner === undefined || second === undefined) throw new Error('There is no owner.');
  const place = (id: string, kind: Place['kind'], members: readonly Context[]): Place => {
    const rows = members.map(
      ({ actor }, at) => [actor.userId, { joinedSeq: at + 1, readSeq: at + 1, mutedUntil: 0 }] as const,
    );
    return { id, kind, lastSeq: rows.length, members: new Map(rows), messages: [], threads: new Map() };
  };
  const make = async (members: Context[], kind: 'GROUP' | 'CHANNEL') =>
    place(await seedConversation(owner, members.slice(1), { kind }), kind, members);
  const direct = { clientId: 'direct', kind: 'DIRECT' as const, memberIds: [second.actor.userId] };
  const places = [await make(users, 'GROUP'), await make([owner, second], 'GROUP'), await make(users, 'CHANNEL')];
  places.push(place((await createConversation(owner, direct)).id, 'DIRECT', [owner, second]));
  const model: InboxModel = {
    ...{ now: Date.now(), room, users: [...names], places, inboxes: new Map(names.map((name) => [name, new Map()])) },
    ...{ wants: new Map(), blocks: new Map(), contacts: new Set(), requests: new Set(), shares: new Map() },
  };
  const backend = contextOf(services, 'backend', { tenantId: owner.actor.tenantId, role: 'service' });
  return { services, model, users, backend, noted: services.published.length, times: new Map() };
}

/** Does a step on both sides; what is not allowed, or has nothing to act on, is passed over. */
export async function act(world: World, step: Step): Promise<void> {
  const { model, users } = world;
  const user = users[step.who];
  const place = model.places[step.where];
  const other = users[step.pick % users.length];
  if (user === undefined || place === undefined || other === undefined) throw new Error('There is no such place.');
  const { userId } = user.actor;
  const acts: Record<string, (act: Act) => Promise<void>> = { ...messageActs, ...peopleActs };
  await acts[step.do]?.({ world, user, userId, place, step, otherId: other.actor.userId });
  note(world);
}

/** The consumer, whose page comes in parts of some size, and after each of them the model's look at it. */
export function createWatchedConsumer(world: World, partSize: () => number): LogConsumer {
  const consumer = createNotificationConsumer(world.services);
  return {
    ...consumer,
    async handle(tx, events) {
      const { model, times, backend } = world;
      Object.assign(model, await readRelated(tx, backend.actor.tenantId));
      const ours = events
        .filter(({ tenantId }) => tenantId === backend.actor.tenantId)
        .map((event) => {
          const at = times.get(`${event.topic}#${event.seq}`) ?? 0;
          return { ...event, createdAt: new Date(at).toISOString() };
        });
      for (let at = 0; at < ours.length; ) {
        const part = ours.slice(at, at + partSize());
        at += part.length;
        await consumer.handle(tx, part);
        look(model, part);
      }
    },
  };
}

export async function catchUp(db: Db, consumer: LogConsumer): Promise<void> {
  while (await takeTurn(db, consumer));
}
