import { perKey } from '../../lib/per-key.ts';
import type { AppSignal } from '../../realtime/log-event.ts';
import type { FeedStream, Realtime } from '../../realtime/realtime.ts';

/** A topic of an application, which is a tenant's. */
interface FeedPlace {
  tenantId: string;
  topic: string;
}

/** What nodes tell each other. */
interface Word {
  data: Record<string, unknown>;
  publishedAt: string;
  /** Those to whom alone it goes; null: all. */
  userIds: readonly string[] | null;
}

/** Who hears which topics on this node: one channel a topic, however many hear it. */
interface Feeds {
  publish(place: FeedPlace, word: Word): void;
  /** Fulfilled once what is said to the topic would be heard. */
  enter(place: FeedPlace, userId: string, stream: FeedStream): Promise<void>;
  leave(place: FeedPlace, stream: FeedStream): void;
}

interface Feed {
  streams: Map<FeedStream, string>;
  byUser: Map<string, Set<FeedStream>>;
  /** Fulfilled once it is heard. */
  ready: Promise<() => void>;
}

function createFeeds({ broadcasts }: Realtime): Feeds {
  const feeds = new Map<string, Feed>();

  const keyOf = ({ tenantId, topic }: FeedPlace): string => `${tenantId}\n${topic}`;
  const roomOf = ({ tenantId, topic }: FeedPlace) => ({ tenantId, name: `topics/${topic}` });

  function open(place: FeedPlace): Feed {
    const feed: Feed = {
      streams: new Map(),
      byUser: new Map(),
      ready: broadcasts.hear(roomOf(place), (text) => tell(feed, place.topic, text)),
    };
    feeds.set(keyOf(place), feed);
    return feed;
  }

  /** One item, the same for all, so that it is executed once. */
  function tell({ streams, byUser }: Feed, name: string, text: string): void {
    const { data, publishedAt, userIds } = JSON.parse(text) as Word;
    const bytes = Buffer.byteLength(text);
    const signal: AppSignal = { type: 'ApplicationSignal', name, data, publishedAt, droppedCount: 0, bytes };
    if (userIds === null) for (const stream of [...streams.keys()]) stream.push(signal);
    else for (const userId of userIds) for (const stream of [...(byUser.get(userId) ?? [])]) stream.push(signal);
  }

  return {
    publish: (place, word) => broadcasts.say(roomOf(place), JSON.stringify(word)),
    async enter(place, userId, stream) {
      const feed = feeds.get(keyOf(place)) ?? open(place);
      feed.streams.set(stream, userId);
      const own = feed.byUser.get(userId) ?? new Set();
      feed.byUser.set(userId, own.add(stream));
      await feed.ready;
    },
    leave(place, stream) {
      const feed = feeds.get(keyOf(place));
      const userId = feed?.streams.get(stream);
      if (feed === undefined || userId === undefined) return;
      feed.streams.delete(stream);
      const own = feed.byUser.get(userId);
      own?.delete(stream);
      if (own?.size === 0) feed.byUser.delete(userId);
      if (feed.streams.size > 0) return;
      feeds.delete(keyOf(place));
      // Where it could not be heard, whoever waited for it was told.
      feed.ready.then(
        (stop) => stop(),
        () => {},
      );
    },
  };
}

/** Those of this node. */
export const feedsOf = perKey((realtime: Realtime) => createFeeds(realtime));
