import { randomUUID } from 'node:crypto';
import type { Context } from '../context.ts';
import type { DeliveryChannel, Outgoing, SendOutcome } from '../modules/deliveries/channel.ts';
import { createOutgoing } from '../modules/deliveries/create-outgoing.ts';
import { nextDueAt } from '../modules/deliveries/lane.ts';
import { listDeliveries } from '../modules/deliveries/list-deliveries.ts';
import { sendDue } from '../modules/deliveries/send-due.ts';
import type { SendParts } from '../modules/deliveries/shift.ts';
import { createNotificationConsumer } from '../modules/notifications/notification-consumer.ts';
import { notifyMembers } from '../modules/notifications/notify-members.ts';
import { sendNotification } from '../modules/notifications/send-notification.ts';
import { takeTurn } from '../realtime/log-consumer.ts';
import { createCast } from './cast.ts';
import { contextOf, type TestServices } from './test-context.ts';

/** A channel of the test's own: keeps what it was to send, and answers as it is told to. */
export interface TestChannel extends DeliveryChannel {
  sent: Outgoing[];
  /** By user id; who is not in it has one device. */
  devices: Map<string, string[]>;
  answer: (outgoing: Outgoing, stop: AbortSignal) => SendOutcome | Promise<SendOutcome>;
}

export function createTestChannel(over: Partial<DeliveryChannel> = {}): TestChannel {
  const channel: TestChannel = {
    ...{ name: 'WEB_PUSH', windowMs: 0, atOnceMax: 1, sent: [], devices: new Map() },
    answer: () => ({ kind: 'SENT', code: 201 }),
    async targetsOf(_db, _tenantId, userIds) {
      const found = userIds.map((userId): [string, string[]] => [userId, channel.devices.get(userId) ?? ['phone']]);
      return new Map(found.filter(([, targetIds]) => targetIds.length > 0));
    },
    async send(outgoing, stop) {
      channel.sent.push(outgoing);
      return channel.answer(outgoing, stop);
    },
    ...over,
  };
  return channel;
}

/** A tenant whose users are told by a channel of the test's own, with a clock that may be moved on. */
export async function createDeliveryWorld(base: TestServices, channel: TestChannel, over: Partial<SendParts> = {}) {
  const presence = { ...base.realtime.presence };
  const services: TestServices = {
    ...base,
    config: { ...base.config, notificationPushWaitMs: 0 },
    realtime: { ...base.realtime, presence },
    outgoing: createOutgoing({ channels: [channel], jobs: base.jobs }),
  };
  const cast = await createCast(services, 'alice', 'bob', 'carol');
  const { tenantId } = cast.alice.actor;
  const backend = contextOf(services, 'backend', { tenantId, role: 'service' });
  let aheadMs = 0;
  const now = () => new Date(Date.now() + aheadMs);
  const parts: SendParts = { ...services, channels: [channel], now, ...over };
  return {
    ...{ ...cast, backend, services, channel, presence, now, parts },
    wait: (ms: number) => {
      aheadMs += ms;
    },
    /** Lets what happened be told: the consumer of the log, and its jobs. */
    async tell(): Promise<void> {
      const consumer = createNotificationConsumer(services);
      while (await takeTurn(services.db, consumer));
      for (let job = services.enqueued.shift(); job !== undefined; job = services.enqueued.shift()) {
        if (job.queue !== 'notify_members') continue;
        await notifyMembers(services, job.data as Parameters<typeof notifyMembers>[1]);
      }
    },
    /** One job. */
    work: (more: Partial<SendParts> = {}, stop: AbortSignal = new AbortController().signal) =>
      sendDue({ ...parts, ...more }, { tenantId, channel: channel.name }, stop),
    /** The jobs that are due until so many milliseconds have passed, or come to be due meanwhile, each at its time. */
    async pass(ms: number): Promise<void> {
      const lane = { tenantId, channel: channel.name };
      const end = now().getTime() + ms;
      for (;;) {
        const dueAt = await nextDueAt(parts, lane);
        if (dueAt === null || dueAt.getTime() > end) break;
        aheadMs += Math.max(0, dueAt.getTime() - now().getTime());
        await sendDue({ ...parts, lingerMs: 0 }, lane, new AbortController().signal);
      }
      aheadMs += Math.max(0, end - now().getTime());
    },
    /** The application's own, to bob. */
    notify: (input: Partial<Parameters<typeof sendNotification>[1]> = {}) =>
      sendNotification(backend, {
        ...{ clientId: randomUUID(), userIds: ['bob'], type: 'ALERT' as const, title: 'High tide' },
        ...input,
      }),
    /** The oldest first. */
    deliveries: async (filter: Parameters<typeof listDeliveries>[1]['filter'] = {}, by: Context = backend) =>
      (await listDeliveries(by, { filter })).edges.map(({ node }) => node).reverse(),
  };
}
