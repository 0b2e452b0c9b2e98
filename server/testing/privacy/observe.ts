import { EventsDocument, type StreamItem } from '../../../client/index.ts';
import type { Subscriber, TestApp } from '../start-app.ts';
import type { Viewer } from './table.ts';
import { type PrivacyWorld, searchers } from './world.ts';

/** What of the table shows to a viewer; absent where it cannot be asked this way, null where two ways to ask differ. */
export type Shown = Record<string, boolean | null>;

/** All that one viewer can ask for or listen to. */
export interface Observer {
  viewer: Viewer;
  /** What his queries show now. */
  query(): Promise<{ shown: Shown }>;
  /** Begins to listen. Fulfilled once all streams have said what is so. */
  listen(): Promise<void>;
  /** What his streams have shown so far, and how many items each has brought. */
  heard(): { shown: Shown; counts: Record<string, number> };
  close(): Promise<void>;
}

interface PresenceAnswer {
  status: string;
  lastSeenAt: string | null;
  customStatus: { text: string | null } | null;
}
interface ReceiptAnswer {
  userId: string;
  deliveredSeq: number;
  readSeq: number;
}
interface PlaceAnswer {
  onlineMembers: { count: number; users: { id: string }[] } | null;
  receipts: ReceiptAnswer[];
}
interface MessageAnswer {
  status: string;
  delivery: { deliveredCount: number; readCount: number } | null;
}

const presenceFields = 'status lastSeenAt customStatus { text }';
const placeFields = 'onlineMembers { count users { id } } receipts { userId deliveredSeq readSeq }';
const messageFields = 'status delivery { deliveredCount readCount }';

export function createObserver(app: TestApp, world: PrivacyWorld, viewer: Viewer): Observer {
  const { subjectId } = world;
  const { token, direct, group } = world.viewers[viewer];
  const streams: Record<string, Subscriber<Record<string, unknown>>> = {};

  async function askUser() {
    const document = `query ($ids: [ID!]!) {
      users(ids: $ids) { presence { ${presenceFields} } } presence(userIds: $ids) { ${presenceFields} } }`;
    const answer = await app.data<{ users: ({ presence: PresenceAnswer } | null)[]; presence: [PresenceAnswer] }>(
      ...([token, document, { ids: [subjectId] }] as const),
    );
    const [presence] = answer.presence;
    // Two ways to ask. Whether they agree is a question of a moment while it changes, and not after.
    const ways = [presence, answer.users[0]?.presence ?? presence];
    const both = (isShown: (of: PresenceAnswer) => boolean) =>
      ways.every(isShown) ? true : ways.some(isShown) ? null : false;
    return {
      shown: {
        status: both(({ status }) => status !== 'OFFLINE'),
        'last seen': both(({ lastSeenAt }) => lastSeenAt !== null),
        'custom status': both(({ customStatus }) => customStatus !== null),
      },
    };
  }

  async function askPlace(kind: 'DIRECT' | 'GROUP') {
    const place = kind === 'DIRECT' ? direct : group;
    if (place === null) return { shown: {} };
    const document = `query ($id: ID!, $messageId: ID!) {
      conversation(id: $id) { ${placeFields} } message(id: $messageId) { ${messageFields} } }`;
    const answer = await app.data<{ conversation: PlaceAnswer; message: MessageAnswer }>(token, document, {
      id: place.conversationId,
      messageId: place.messageId,
    });
    const { conversation, message } = answer;
    const receipt = conversation.receipts.find(({ userId }) => userId === subjectId);
    // Of the one other member, so the two must say the same; one's own message says nothing of oneself.
    const isOwn = viewer === 'self';
    const [isRead, isDelivered] = [(receipt?.readSeq ?? 0) >= place.seq, (receipt?.deliveredSeq ?? 0) >= place.seq];
    const says = (status: string[], counted: number) => status.includes(message.status) && counted > 0;
    const { delivery } = message;
    return {
      shown: {
        [`read receipt in a ${kind}`]: isRead || (!isOwn && says(['READ'], delivery?.readCount ?? 0)),
        [`delivered receipt in a ${kind}`]:
          isDelivered || (!isOwn && says(['DELIVERED', 'READ'], delivery?.deliveredCount ?? 0)),
        ...(kind === 'GROUP' && {
          'online count': conversation.onlineMembers?.users.some(({ id }) => id === subjectId),
        }),
      },
    };
  }

  async function askNear() {
    if (!searchers.some((searcher) => searcher === viewer)) return { shown: {} };
    const document = '{ nearbyUsers(radiusMeters: 50000) { userId } }';
    const { nearbyUsers } = await app.data<{ nearbyUsers: { userId: string }[] }>(token, document);
    return { shown: { location: nearbyUsers.some(({ userId }) => userId === subjectId) } };
  }

  const itemsOf = <T>(name: string, field: string) =>
    (streams[name]?.results ?? []).flatMap(({ data }) => (data?.[field] === undefined ? [] : [data[field] as T]));

  function receiptsHeard(kind: 'DIRECT' | 'GROUP'): Shown {
    const place = kind === 'DIRECT' ? direct : group;
    if (place === null) return {};
    const positions = itemsOf<StreamItem>('events', 'events').flatMap((item) => {
      if (item.__typename === 'ReadPositionChanged' && viewer === 'self') return [{ ...item, userId: subjectId }];
      if (item.__typename !== 'ReceiptsAdvanced') return [];
      return item.receipts.map((receipt) => ({ ...receipt, conversationId: item.conversationId }));
    });
    const his = positions.filter(
      ({ userId, conversationId }) => userId === subjectId && conversationId === place.conversationId,
    );
    return {
      [`read receipt in a ${kind}`]: his.some(({ readSeq }) => readSeq >= place.seq),
      [`delivered receipt in a ${kind}`]: his.some(({ deliveredSeq }) => deliveredSeq >= place.seq),
    };
  }

  return {
    viewer,
    async query() {
      const answers = [await askUser(), await askPlace('DIRECT'), await askPlace('GROUP'), await askNear()];
      return { shown: Object.assign({}, ...answers.map(({ shown }) => shown)) as Shown };
    },
    async listen() {
      const ids = { ids: [subjectId] };
      const presence = `subscription ($ids: [ID!]!) { presence(userIds: $ids) { userId ${presenceFields} } }`;
      streams.presence = app.subscribe(token, presence, ids);
      const location = 'subscription ($ids: [ID!]!) { locations(userIds: $ids) { userId location { latitude } } }';
      streams.location = app.subscribe(token, location, ids);
      if (group !== null) {
        const typing = 'subscription ($id: ID!) { typing(conversationId: $id) { userIds userCount } }';
        streams.typing = app.subscribe(token, typing, { id: group.conversationId });
        streams.events = app.subscribe(token, EventsDocument, {});
      }
      await Promise.all(Object.values(streams).map((stream) => stream.until(() => true)));
    },
    heard() {
      const presences = itemsOf<PresenceAnswer>('presence', 'presence');
      const typing = itemsOf<{ userIds: string[]; userCount: number }>('typing', 'typing');
      return {
        shown: {
          status: presences.some(({ status }) => status !== 'OFFLINE'),
          'last seen': presences.some(({ lastSeenAt }) => lastSeenAt !== null),
          'custom status': presences.some(({ customStatus }) => customStatus !== null),
          ...(group !== null && { typing: typing.some(({ userCount }) => userCount > 0) }),
          location: itemsOf<{ location: object | null }>('location', 'locations').some(
            ({ location }) => location !== null,
          ),
          ...receiptsHeard('DIRECT'),
          ...receiptsHeard('GROUP'),
        },
        counts: Object.fromEntries(Object.entries(streams).map(([name, { results }]) => [name, results.length])),
      };
    },
    async close() {
      await Promise.all(Object.values(streams).map((stream) => stream.close()));
    },
  };
}
