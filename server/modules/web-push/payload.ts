import type { OutgoingItem, RenderedNotification } from '../deliveries/channel.ts';

/** What push services take as 4,096 bytes once it is encrypted: the header, the padding's mark and the seal are 103. */
const payloadBytesMax = 3_993;

/** A body that is shortened to less says nothing: then rather something else goes. */
const bodyBytesMin = 200;

/** What a service worker gets, as JSON; see `docs/NOTIFICATIONS.md`. What is null or empty is left out. */
export interface PushPayload
  extends Omit<RenderedNotification, 'id' | 'data' | 'actions'>,
    Partial<Pick<RenderedNotification, 'data' | 'actions'>> {
  version: 1;
  deliveryId: string;
  notificationId: string | null;
  tenantId: string;
  userId: string;
  unreadCount: number;
  /** Something was left out, so that it fits. */
  isShortened?: true;
}

/** What goes, one after the other, until the rest fits. */
const dispensable = ['data', 'actions', 'imageUrl', 'actor', 'actionUrl'] as const;

interface Recipient {
  tenantId: string;
  userId: string;
  unreadCount: number;
}

/** A notification as a push message, in at most 3,993 bytes: of a larger one the body is shortened, then the rest left out. */
export function writePayload({ deliveryId, notification }: OutgoingItem, recipient: Recipient): string {
  const { id: notificationId, data, actions, ...shown } = notification;
  const whole: PushPayload = {
    ...{ version: 1, deliveryId, notificationId, ...recipient, ...shown },
    ...(Object.keys(data).length > 0 && { data }),
    ...(actions.length > 0 && { actions }),
  };
  const text = write(whole);
  return Buffer.byteLength(text) <= payloadBytesMax ? text : write(shorten(whole));
}

function shorten(whole: PushPayload): PushPayload {
  const body = whole.body ?? '';
  for (let left = 0; left <= dispensable.length; left += 1) {
    const gone = Object.fromEntries(dispensable.slice(0, left).map((name) => [name, undefined]));
    const rest: PushPayload = { ...whole, ...gone, isShortened: true, body: '' };
    const room = payloadBytesMax - Buffer.byteLength(write(rest));
    if (room >= Math.min(bytesOf(body), bodyBytesMin)) return { ...rest, body: cut(body, room) || null };
  }
  const gone = Object.fromEntries(dispensable.map((name) => [name, undefined]));
  const rest: PushPayload = { ...whole, ...gone, isShortened: true, body: null, title: '' };
  return { ...rest, title: cut(whole.title, payloadBytesMax - Buffer.byteLength(write(rest))) };
}

const write = (payload: PushPayload): string =>
  JSON.stringify(Object.fromEntries(Object.entries(payload).filter(([, value]) => value != null)));

/** Bytes of a text as JSON, without its quotes. */
const bytesOf = (text: string): number => Buffer.byteLength(JSON.stringify(text)) - 2;

const segmenter = new Intl.Segmenter();
const ellipsis = '…';

/** The beginning of a text that takes no more bytes than that as JSON, by whole characters, with an ellipsis where it ends early. */
function cut(text: string, bytesMax: number): string {
  if (bytesOf(text) <= bytesMax) return text;
  let room = bytesMax - bytesOf(ellipsis);
  let end = 0;
  for (const { segment, index } of segmenter.segment(text)) {
    room -= bytesOf(segment);
    if (room < 0) break;
    end = index + segment.length;
  }
  return end === 0 ? '' : `${text.slice(0, end)}${ellipsis}`;
}
