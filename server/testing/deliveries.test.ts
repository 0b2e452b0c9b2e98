import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import type { DeliveryChannel } from '../modules/deliveries/channel.ts';
import { createOutgoing } from '../modules/deliveries/create-outgoing.ts';
import { sendDue } from '../modules/deliveries/send-due.ts';
import { updateNotificationPreferences } from '../modules/notifications/update-notification-preferences.ts';
import { openInstallation } from '../realtime/installation.ts';
import { type DeliveryModel, forbids, hourMs, isWanted, rowOf } from './delivery-model.ts';
import { openTestEngine, type TestEngine } from './engine.ts';
import { assertHistories, historiesText } from './histories.ts';
import type { Step, World } from './inbox-world.ts';
import { act, begin, catchUp, createWatchedConsumer, stepsOf } from './notification-steps.ts';
import { createTestServices } from './test-context.ts';
import { travel } from './travel.ts';

let engine: TestEngine;

beforeAll(async () => {
  engine = await openTestEngine();
  await openInstallation(engine.db);
});
afterAll(() => engine.close());
beforeEach(() => vi.useFakeTimers({ toFake: ['Date'] }));
afterEach(() => vi.useRealTimers());

/** A channel that asks the model of all that it is to send, and fails for a while now and then. */
function recordingChannel(modelOf: () => DeliveryModel, wrong: string[]): DeliveryChannel {
  let attempts = 0;
  return {
    ...{ name: 'WEB_PUSH', windowMs: 0, atOnceMax: 1 },
    async targetsOf(_db, _tenantId, userIds) {
      const devices = userIds.map((id): [string, string[]] => [id, [...(modelOf().devices.get(id)?.keys() ?? [])]]);
      return new Map(devices.filter(([, ids]) => ids.length > 0));
    },
    async send(outgoing) {
      const model = modelOf();
      attempts += 1;
      const fails = attempts % 7 === 0;
      for (const item of outgoing.items) {
        const reason = forbids(model, outgoing, item);
        if (reason !== null) wrong.push(`${reason}: ${JSON.stringify({ ...outgoing, items: [item] })}`);
        const key = rowOf(model, outgoing.userId, item)?.[0] ?? '';
        const sent = { user: outgoing.userId, device: outgoing.targetId, key, at: model.inboxes.now };
        if (!fails) model.sent.set(item.deliveryId, sent);
      }
      return fails
        ? { kind: 'RETRY', code: 503, error: 'Unavailable', retryAfterMs: 60_000 }
        : { kind: 'SENT', code: 201 };
    },
  };
}

async function changeDevice({ devices, inboxes }: DeliveryModel, userId: string, pick: number): Promise<void> {
  const his = devices.get(userId) ?? new Map<string, number>();
  devices.set(userId, his);
  const device = pick % 2 === 0 ? 'phone' : 'laptop';
  if (pick % 3 > 0) his.set(device, his.get(device) ?? inboxes.now);
  else his.delete(device);
}

async function changeNight(world: World, model: DeliveryModel, { who, pick }: Step): Promise<void> {
  const user = world.users[who];
  if (user === undefined) return;
  const { userId } = user.actor;
  const until = pick % 3 === 0 ? model.inboxes.now + (1 + (pick % 9)) * hourMs : null;
  const from = pick % 2 === 0 ? pick % 24 : null;
  const text = (hour: number) => `${String(hour % 24).padStart(2, '0')}:00`;
  await updateNotificationPreferences(user, {
    doNotDisturbUntil: until === null ? null : new Date(until).toISOString(),
    quietHours: from === null ? null : { start: text(from), end: text(from + 8), timeZone: 'UTC' },
  });
  model.disturbedFrom.set(userId, until ?? 0);
  if (from === null) model.quietFrom.delete(userId);
  else model.quietFrom.set(userId, from);
}

async function run(plan: readonly Step[]): Promise<void> {
  const base = createTestServices(engine.db);
  const limits = { ...base.config.limits, notificationsPerUserMax: 10_000 };
  const config = { ...base.config, limits, notificationPushWaitMs: 0 };
  const wrong: string[] = [];
  let model: DeliveryModel | undefined;
  const modelOf = () => model ?? expect.fail('There is no model yet.');
  const channel = recordingChannel(modelOf, wrong);
  const services = { ...base, config, outgoing: createOutgoing({ channels: [channel], jobs: base.jobs }) };
  const world = await begin(services, 10_000);
  model = {
    ...{ inboxes: world.model, devices: new Map(), disturbedFrom: new Map(), quietFrom: new Map() },
    ...{ sent: new Map() },
  };
  for (const { actor } of world.users) model.devices.set(actor.userId, new Map([['phone', world.model.now]]));
  const consumer = createWatchedConsumer(world, () => 500);
  /** Rows that had to be passed over when it was looked at them: nobody has to tell of them later. */
  const passed = new Set<string>();
  const nameOf = (user: string, key: string, at: number) => `${user} ${key} ${at}`;
  const work = async () => {
    for (const [user, inbox] of world.model.inboxes) {
      for (const [key, told] of inbox) if (!isWanted(modelOf(), user, told)) passed.add(nameOf(user, key, told.at));
    }
    const lane = { tenantId: world.backend.actor.tenantId, channel: channel.name };
    await sendDue({ ...services, channels: [channel], now: () => new Date() }, lane, new AbortController().signal);
    expect(wrong).toEqual([]);
  };
  for (const each of plan) {
    travel(world.model, 1);
    await act(world, each);
    const userId = world.users[each.who]?.actor.userId ?? '';
    if (each.do === 'device') await changeDevice(model, userId, each.pick);
    if (each.do === 'night') await changeNight(world, model, each);
    if (each.do === 'turn') await catchUp(engine.db, consumer);
    if (each.do === 'work') await work();
  }
  await catchUp(engine.db, consumer);
  // Longer than anybody is not to be disturbed, and than what failed is waited with.
  for (let hours = 0; hours < 26; hours += 2) {
    await work();
    travel(world.model, 2 * hourMs);
  }
  const sent = [...model.sent.values()];
  for (const [user, inbox] of world.model.inboxes) {
    for (const [key, told] of inbox) {
      if (passed.has(nameOf(user, key, told.at)) || !isWanted(model, user, told)) continue;
      for (const [device, since] of model.devices.get(user) ?? []) {
        if (since >= told.at) continue;
        const isSent = sent.some(
          (of) => of.user === user && of.device === device && of.key === key && of.at >= told.at,
        );
        expect({ user, key, device, isSent }).toEqual({ user, key, device, isSent: true });
      }
    }
  }
}

const step = (what: string, pick = 0): Step => ({ do: what, who: 0, where: 0, pick });
/** The message that a conversation's notification tells of is deleted, and the consumer has not noticed: the next is sent, but no mention. */
const known = [
  [step('send', 1), step('send', 1), step('turn'), step('delete'), step('work')],
  [step('send', 1), step('mention'), step('turn'), step('delete'), step('work')],
];

test(
  `nothing is sent that the state at that moment forbids, and all that is wanted is sent once, in ${historiesText}`,
  () => assertHistories(stepsOf({ turn: 16, work: 24, device: 6, night: 5 }), run, known),
  3_600_000,
);
