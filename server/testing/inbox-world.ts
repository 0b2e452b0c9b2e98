import type { Context } from '../context.ts';
import { addMembers } from '../modules/conversations/add-members.ts';
import type { InboxModel, Place } from './inbox-model.ts';
import { contextOf, seedUsers, type TestServices } from './test-context.ts';

/** Both sides of the comparison. */
export interface World {
  services: TestServices;
  model: InboxModel;
  /** Four who stay, and one who is erased now and then, and comes back as somebody else. */
  users: Context[];
  backend: Context;
  /** Events that the model has taken note of. */
  noted: number;
  /** When events were appended, by their logs and numbers. */
  times: Map<string, number>;
}

/** One random operation: what, by whom, where, and a number to choose by. */
export interface Step {
  do: string;
  who: number;
  where: number;
  pick: number;
}

/** What a step is done with. */
export interface Act {
  world: World;
  user: Context;
  userId: string;
  place: Place;
  step: Step;
  /** Another user. */
  otherId: string;
}

/** What the logs say of where they end, and when it was. */
export function note(world: World): void {
  const { model, services } = world;
  for (const { topic, seq } of services.published.slice(world.noted)) {
    world.times.set(`${topic}#${seq}`, model.now);
    const place = model.places.find(({ id }) => id === topic);
    if (place !== undefined) place.lastSeq = Math.max(place.lastSeq, seq);
  }
  world.noted = services.published.length;
}

/** Who has been erased is somebody new from here on, and is let in by the owner. */
export async function replace(world: World, at: number): Promise<void> {
  const { model, services, users } = world;
  const { tenantId } = world.backend.actor;
  const userId = `eve-${model.users.length}`;
  await seedUsers(services.db, [userId], tenantId);
  users[at] = contextOf(services, userId, { tenantId });
  model.users.push(userId);
  model.inboxes.set(userId, new Map());
  for (const place of model.places) if (place.members.size > 2) await enter(world, place, userId);
}

/** The owner adds him. */
export async function enter(world: World, place: Place, userId: string): Promise<void> {
  const [owner] = world.users;
  if (owner === undefined) return;
  await addMembers(owner, { conversationId: place.id, userIds: [userId] });
  note(world);
  place.members.set(userId, { joinedSeq: place.lastSeq, readSeq: place.lastSeq, mutedUntil: 0 });
}
