import { randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import type { Context } from '../context.ts';
import { AppError } from '../errors.ts';
import { blockUser } from '../modules/blocks/block-user.ts';
import { unblockUser } from '../modules/blocks/unblock-user.ts';
import { acceptContact } from '../modules/contacts/accept-contact.ts';
import { declineContact } from '../modules/contacts/decline-contact.ts';
import { removeContact } from '../modules/contacts/remove-contact.ts';
import { requestContact } from '../modules/contacts/request-contact.ts';
import { eraseBatch } from '../modules/erasure/erase-batch.ts';
import { eraseUser } from '../modules/erasure/erase-user.ts';
import { changeNotifications, deleteNotifications } from '../modules/notifications/change-notifications.ts';
import { notificationTypes } from '../modules/notifications/notification.ts';
import { sendNotification } from '../modules/notifications/send-notification.ts';
import { sweepNotifications } from '../modules/notifications/sweep-notifications.ts';
import { updateNotificationPreferences } from '../modules/notifications/update-notification-preferences.ts';
import { comeNear } from './come-near.ts';
import { forget, isReadIn, keptMs, priorities, removeOf, type Told, takes, tell, type Wants } from './inbox-model.ts';
import { type Act, replace, type World } from './inbox-world.ts';
import { shareWith } from './share-with.ts';
import { travel } from './travel.ts';

const hourMs = 3_600_000;

const wantsOf = ({ model }: World, userId: string): Wants => {
  const wants = model.wants.get(userId) ?? { mutedUsers: new Set(), off: new Set(), minimum: 'LOW' };
  model.wants.set(userId, wants);
  return wants;
};
const blocksOf = ({ model }: World, userId: string): Set<string> => {
  const blocks = model.blocks.get(userId) ?? new Set();
  model.blocks.set(userId, blocks);
  return blocks;
};

/** What is not there to be answered is passed over. */
async function unlessNotFound(work: Promise<unknown>): Promise<void> {
  try {
    await work;
  } catch (error) {
    if (!(error instanceof AppError && error.code === 'NOT_FOUND')) throw error;
  }
}

/** Marks one of his, or all; the model the same. */
async function mark(
  { world: { model }, user, userId, step }: Act,
  run: (input: { ids: string[] } | { all: true }) => Promise<unknown>,
  change: (told: Told, key: string) => void,
): Promise<void> {
  const inbox = model.inboxes.get(userId) ?? new Map<string, Told>();
  const keys = step.pick % 3 === 0 ? [...inbox.keys()] : [...inbox.keys()].slice(step.pick % 5, (step.pick % 5) + 1);
  await run(step.pick % 3 === 0 ? { all: true } : { ids: await readIds(user, keys) });
  for (const key of keys) {
    const told = inbox.get(key);
    if (told !== undefined) change(told, key);
  }
}

/** What has no key goes by its title. */
export const keyOfRow = sql`coalesce(n.collapse_key, n.title)`;

async function readIds({ db, actor }: Context, keys: readonly string[]): Promise<string[]> {
  const rows = await db.execute<{ id: string }>(sql`
    select n.id from notifications n where n.tenant_id = ${actor.tenantId} and n.user_id = ${actor.userId}
      and ${keyOfRow} in (select jsonb_array_elements_text(${JSON.stringify(keys)}::jsonb))`);
  return rows.map(({ id }) => id);
}

/** What users do to each other, to their inboxes and to their accounts; what the application does; and time. */
export const peopleActs = {
  async block({ world, user, userId, otherId }: Act) {
    if (userId === otherId) return;
    await blockUser(user, { userId: otherId });
    blocksOf(world, userId).add(otherId);
  },
  async unblock({ world, user, userId }: Act) {
    const blocks = blocksOf(world, userId);
    const [otherId] = blocks;
    if (otherId === undefined) return;
    if (world.users.some(({ actor }) => actor.userId === otherId)) await unblockUser(user, { userId: otherId });
    blocks.delete(otherId);
  },
  async mute({ world, user, userId, otherId }: Act) {
    const { mutedUsers } = wantsOf(world, userId);
    if (!mutedUsers.delete(otherId)) mutedUsers.add(otherId);
    await updateNotificationPreferences(user, { mutedUserIds: [...mutedUsers] });
  },
  async want({ world, user, userId, step }: Act) {
    const wants = wantsOf(world, userId);
    const type = notificationTypes[step.pick % notificationTypes.length] ?? 'ALERT';
    if (!wants.off.delete(type) && step.pick % 2 === 0) wants.off.add(type);
    wants.minimum = step.pick % 6 === 0 ? (priorities[(step.pick / 6) % 4] ?? 'LOW') : 'LOW';
    const channels = wants.off.has(type) ? (['EMAIL'] as const) : (['IN_APP', 'WEB_PUSH', 'EMAIL'] as const);
    await updateNotificationPreferences(user, {
      ...{ types: [{ type, channels: [...channels] }], minimumPriority: wants.minimum },
    });
  },
  async request({ world, user, userId, otherId }: Act) {
    if (userId === otherId || blocksOf(world, userId).has(otherId)) return;
    await requestContact(user, { userId: otherId });
  },
  /** Two times of three he says yes. */
  async answer({ user, userId, otherId, step }: Act) {
    if (userId === otherId) return;
    if (step.pick % 3 === 0) await declineContact(user, { userId: otherId });
    else await unlessNotFound(acceptContact(user, { userId: otherId }));
  },
  async part({ user, userId, otherId }: Act) {
    if (userId !== otherId) await removeContact(user, { userId: otherId });
  },
  /** Begins to share with some, or with all contacts, changes that, or ends it. */
  async share({ world: { model }, user, userId, otherId, step }: Act) {
    const userIds = step.pick % 7 === 0 ? null : [otherId].filter((id) => id !== userId);
    const endsAt = step.pick % 4 === 0 ? null : model.now + (1 + (step.pick % 3)) * hourMs;
    await shareWith(user, userIds, endsAt);
    model.shares.set(userId, { userIds: userIds ?? [], until: endsAt ?? 0 });
  },
  /** As two are found to be near each other. */
  async near({ world, user, userId, otherId }: Act) {
    const other = world.users.find(({ actor }) => actor.userId === otherId);
    if (userId !== otherId && other !== undefined) await comeNear(user, other);
  },
  async notify({ world: { model, backend }, otherId, userId, step }: Act) {
    const { pick } = step;
    const type = notificationTypes[pick % notificationTypes.length] ?? 'ALERT';
    const priority = priorities[pick % 4] ?? 'NORMAL';
    const collapseKey = pick % 3 === 0 ? null : `tide ${pick % 2}`;
    const until = pick % 5 === 0 ? model.now + ((pick % 4) - 1) * hourMs : null;
    const title = `High tide ${randomUUID()}`;
    const userIds = [...new Set([userId, otherId])];
    const told = await sendNotification(backend, {
      ...{ clientId: randomUUID(), userIds, type, title, priority, collapseKey },
      expiresAt: until === null ? null : new Date(until).toISOString(),
    });
    const draft = { type, priority, actor: null, ...(until !== null && { until }) };
    for (const [at, user] of userIds.entries()) {
      if (takes(model, user, draft) !== (told[at]?.notificationId !== null))
        throw new Error(`${user} is told otherwise than he wants it: ${JSON.stringify(told[at])}`);
      tell(model, user, collapseKey === null ? title : `app/${collapseKey}`, draft);
    }
  },
  seen: (act: Act) =>
    mark(
      act,
      (input) => changeNotifications(act.user, 'seen', input),
      (told) => {
        told.seen = true;
      },
    ),
  done: (act: Act) =>
    mark(
      act,
      (input) => changeNotifications(act.user, 'read', input),
      (told) => {
        if (isReadIn(told, act.userId)) return;
        told.read = true;
        told.seen = true;
      },
    ),
  away: (act: Act) =>
    mark(
      act,
      (input) => changeNotifications(act.user, 'archived', input),
      (told) => {
        if (told.archived) return;
        told.archived = true;
        told.seen = true;
      },
    ),
  clear: (act: Act) =>
    mark(
      act,
      (input) => deleteNotifications(act.user, input),
      (_told, key) => {
        act.world.model.inboxes.get(act.userId)?.delete(key);
      },
    ),
  /** What one has written; of the last of them the account, and another comes for him. */
  async erase({ world, userId, step }: Act) {
    const isWhole = step.who === 4 && step.pick % 2 === 0;
    await eraseUser(world.backend, { userId, scope: isWhole ? 'ACCOUNT' : 'CONTENT' });
    while (await eraseBatch(world.services, { tenantId: world.backend.actor.tenantId, userId }));
    eraseInModel(world, userId, isWhole);
    if (isWhole) await replace(world, step.who);
  },
  async wait({ world, step }: Act) {
    const { model } = world;
    travel(model, step.pick < 3 ? keptMs : (step.pick % 30) * 0.6 * hourMs);
    if (step.pick % 2 === 1) return;
    await sweepNotifications(world.services, new Date(model.now));
    for (const user of model.inboxes.keys()) removeOf(model, user, ({ until }) => until <= model.now);
  },
};

function eraseInModel({ model }: World, erasedId: string, isWhole: boolean): void {
  for (const { messages, members } of model.places) {
    for (const message of messages) {
      if (message.sender === erasedId) message.isDeleted = true;
      message.reactions = message.reactions.filter(({ user }) => user !== erasedId);
    }
    if (isWhole) members.delete(erasedId);
  }
  for (const user of model.inboxes.keys()) forget(model, user, ({ actor }) => actor === erasedId);
  if (!isWhole) return;
  model.inboxes.get(erasedId)?.clear();
  model.shares.delete(erasedId);
  model.blocks.delete(erasedId);
  model.wants.delete(erasedId);
  for (const share of model.shares.values()) share.userIds = share.userIds.filter((id) => id !== erasedId);
}
