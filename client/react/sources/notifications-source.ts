import type { TidingsClient } from '../../create-client.ts';
import { NotificationsDocument, type NotificationsQuery } from '../../generated/operations.ts';
import { createStore, type Store } from '../../store/create-store.ts';
import { nodesOf } from '../../store/from-fields.ts';
import type { ClientState, NotificationState, UserState } from '../../store/state.ts';
import { mapReading, type Source } from '../reading.ts';
import { ask } from './ask.ts';
import { deriveReading } from './derive-reading.ts';
import { followTimes } from './follow-times.ts';
import { createSharing, isShallowEqual } from './sharing.ts';
import { sourceOf } from './source-of.ts';
import { stateSource } from './state-source.ts';

/** A notification as an inbox shows it. */
export interface NotificationView extends NotificationState {
  /** Null: it has none, or it has not come yet. Of messages the conversation's title. */
  title: string | null;
  /** Null: it has none, or it has not come yet. Of messages their beginning. */
  body: string | null;
  /** Who caused it, of several the first; null: the application, or nobody who is known. */
  actor: UserState | null;
}

/** What a notification says; its `createdAt` is that of its form then. */
interface Told extends Pick<NotificationView, 'title' | 'body' | 'actor'> {
  createdAt: string;
}
type Texts = ReadonlyMap<string, Told>;

/** An inbox holds no more. */
const inboxMax = 100;

/** The inbox, the latest first. What its notifications say is asked for while somebody looks, as the stream does not bring it. */
export function notificationsSource(client: TidingsClient): Source<readonly NotificationView[]> {
  return sourceOf(client, 'notifications', () => {
    const texts = createStore<Texts>(new Map());
    const expired = createStore(0);
    const inbox = stateSource(client, ({ notifications }) => notifications);
    const people = client.state.select((state) => state?.users);
    const share = createSharing<NotificationView>(({ id }) => id, isShallowEqual);
    const viewOf = (notification: NotificationState): NotificationView => {
      const { title = null, body = null, actor = null } = texts.getSnapshot().get(notification.id) ?? {};
      const { actorId } = notification;
      const known = actorId === null ? null : (people.getSnapshot()?.get(actorId) ?? actor);
      return { ...notification, title, body, actor: known };
    };
    const make = () =>
      mapReading(inbox.getSnapshot(), (notifications) => {
        const now = new Date().toISOString();
        const present = [...notifications.values()].filter(({ expiresAt }) => expiresAt > now);
        return share(present.sort(byTime).map(viewOf));
      });
    return {
      value: deriveReading([inbox, texts, people, expired], make),
      start() {
        const stops = [
          askForTexts(client, texts),
          followTimes(expiriesOf(client), () => expired.update((count) => count + 1)),
        ];
        return () => {
          for (const stop of stops) stop();
        };
      },
    };
  });
}

/** When notifications go by themselves. */
export const expiriesOf = (client: TidingsClient) =>
  client.state
    .select((state) => state?.notifications)
    .select((notifications) => [...(notifications?.values() ?? [])].map(({ expiresAt }) => expiresAt));

const byTime = (a: NotificationState, b: NotificationState): number => {
  if (a.createdAt !== b.createdAt) return a.createdAt > b.createdAt ? -1 : 1;
  return a.id > b.id ? -1 : 1;
};

/** Asks what notifications say as soon as there is one of which that is not known. Returns how to stop. */
function askForTexts(client: TidingsClient, texts: Store<Texts>): () => void {
  const inbox = client.state.select((state) => state?.notifications);
  let stop: (() => void) | null = null;
  const look = () => {
    const lacking = lackingIn(inbox.getSnapshot(), texts.getSnapshot());
    if (lacking.length === 0 || stop !== null) return;
    const take = (told: Texts) => {
      stop = null;
      // Those of which the server says nothing are gone, or about to: they are not asked for again.
      const silent = lackingIn(new Map(lacking.map((each) => [each.id, each])), told);
      const known = silent.map(({ id, createdAt }): [string, Told] => [id, { ...nothing, ...told.get(id), createdAt }]);
      texts.set(new Map([...told, ...known]));
      look();
    };
    stop = ask(client, () => client.execute(NotificationsDocument, { first: inboxMax }), {
      done: (answer) => take(textsOf(answer)),
      refused: () => take(texts.getSnapshot()),
    });
  };
  const leave = inbox.subscribe(look);
  look();
  return () => {
    stop?.();
    leave();
  };
}

const nothing = { title: null, body: null, actor: null };

function lackingIn(inbox: ClientState['notifications'] | undefined, texts: Texts): NotificationState[] {
  const isLacking = ({ id, createdAt }: NotificationState) => (texts.get(id)?.createdAt ?? '') < createdAt;
  return [...(inbox?.values() ?? [])].filter(isLacking);
}

const textsOf = ({ viewer }: NotificationsQuery): Texts =>
  new Map(
    nodesOf(viewer.notifications).map(({ id, title, body, actor, createdAt }) => [
      id,
      { title, body, actor, createdAt },
    ]),
  );
