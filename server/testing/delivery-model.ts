import type { Outgoing, OutgoingItem } from '../modules/deliveries/channel.ts';
import { type InboxModel, isFor, isReadIn, nextOf, type Told, takes } from './inbox-model.ts';

/** What goes out beside the inboxes, and what may. It decides by the inboxes, which have been compared, and by what it knows. */
export interface DeliveryModel {
  inboxes: InboxModel;
  /** Users' devices, and since when. */
  devices: Map<string, Map<string, number>>;
  /** Until when users are not to be disturbed. */
  disturbedFrom: Map<string, number>;
  /** Users' quiet hours, by UTC: from this hour on, for eight. */
  quietFrom: Map<string, number>;
  /** Deliveries that were sent, by their ids. */
  sent: Map<string, { user: string; device: string; key: string; at: number }>;
}

export const hourMs = 3_600_000;

/** Whether nothing is to disturb him now, but what is URGENT at night. */
function isHeld({ inboxes: { now }, disturbedFrom, quietFrom }: DeliveryModel, user: string, told: Told): boolean {
  if ((disturbedFrom.get(user) ?? 0) > now) return true;
  const from = quietFrom.get(user);
  const hour = Math.floor(now / hourMs) % 24;
  return from !== undefined && told.priority !== 'URGENT' && (hour - from + 24) % 24 < 8;
}

/** Whether he is still to be told of it, at some time. */
export function isWanted({ inboxes }: DeliveryModel, user: string, told: Told): boolean {
  if (told.seen || told.read || told.archived || isReadIn(told, user) || told.until <= inboxes.now) return false;
  const message = told.place?.messages.find(({ seq }) => seq === told.seq);
  if (told.place !== null && !told.place.members.has(user)) return false;
  const isLost = message?.isDeleted === true || message?.hiddenFor.has(user) === true;
  if (isLost && !goesOn(inboxes, user, told)) return false;
  return takes(inboxes, user, told);
}

/** A conversation's goes on to its next message, whether the consumer has noticed yet or not. */
const goesOn = (model: InboxModel, user: string, { type, place, seq }: Told): boolean =>
  type === 'MESSAGE' && place !== null && nextOf(model, user, place, seq ?? 0) !== undefined;

/** The row of his inbox that an item is of, with its key. */
export function rowOf({ inboxes }: DeliveryModel, user: string, { notification }: OutgoingItem): [string, Told] | null {
  const inbox = inboxes.inboxes.get(user);
  for (const key of [notification.tag, notification.title]) {
    const told = inbox?.get(key);
    if (told !== undefined) return [key, told];
  }
  return null;
}

/** Why it must not be sent at this moment; null: it may. */
export function forbids(model: DeliveryModel, { userId, targetId }: Outgoing, item: OutgoingItem): string | null {
  const row = rowOf(model, userId, item);
  if (!model.devices.get(userId)?.has(targetId)) return 'the device is none of his';
  if (row === null) return 'it is not in his inbox';
  const [, told] = row;
  if (!isWanted(model, userId, told)) return 'he is not to be told of it any more';
  if (isHeld(model, userId, told)) return 'it is held';
  if (model.sent.has(item.deliveryId)) return 'it was sent before';
  const { place, type } = told;
  const shown = place?.messages.find(({ seq }) => seq === item.notification.messageSeq);
  if (type !== 'REACTION' && shown !== undefined && (shown.isDeleted || !isFor(shown, userId)))
    return 'it shows what is not to be shown';
  if (
    type === 'MESSAGE' &&
    shown !== undefined &&
    shown.seq !== told.seq &&
    (shown.everyone || shown.mentioned.has(userId))
  )
    return 'it shows what is told as a mention';
  if ((type === 'REACTION' || place === null) && (item.notification.actor?.id ?? null) !== told.actor)
    return 'it names somebody who has not done it';
  return null;
}
