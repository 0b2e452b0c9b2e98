import type { LogEvent } from '../realtime/log-event.ts';
import {
  forget,
  hears,
  type InboxModel,
  isFor,
  isKnown,
  type Message,
  type Place,
  priorities,
  rankOf,
  readSeqOf,
  removeOf,
  type Told,
  takes,
  tell,
} from './inbox-model.ts';

const nearbyMs = 3_600_000;

/** What a look at these events makes of the inboxes, as things are now. */
export function look(model: InboxModel, events: readonly LogEvent[]): void {
  for (const event of events) takeBackLost(model, event);
  for (const place of model.places) {
    const seqs = events.flatMap(({ type, topic, seq }) => (type === 'MessageSent' && topic === place.id ? [seq] : []));
    tellOfMessages(
      model,
      place,
      place.messages.filter(({ seq }) => seqs.includes(seq)),
    );
  }
  tellOfReactions(model, events);
  for (const event of events) tellOfContacts(model, event);
  const sharers = events.flatMap(({ type, topic }) => (type === 'LocationSharingChanged' ? [userOf(topic)] : []));
  for (const sharer of new Set(sharers)) tellOfSharing(model, sharer);
  for (const event of events) forgetBlocked(model, event);
}

const userOf = (topic: string): string => topic.slice('user/'.length);
const placeOf = ({ places }: InboxModel, id: string) => places.find((place) => place.id === id);

function takeBackLost(model: InboxModel, event: LogEvent): void {
  const { type, topic, payload } = event;
  if (type === 'MessageDeleted') {
    for (const user of model.inboxes.keys()) takeBackMessage(model, user, topic, payload.messageSeq);
  }
  if (type === 'MessageHidden') takeBackMessage(model, userOf(topic), payload.conversationId, payload.messageSeq);
  if (type === 'MessageEdited') {
    const message = placeOf(model, topic)?.messages.find(({ seq }) => seq === payload.messageSeq);
    for (const [user, inbox] of model.inboxes) {
      if (message?.everyone === false && !message.mentioned.has(user)) inbox.delete(`mention/${topic}/${message.seq}`);
    }
  }
  if (type === 'MemberRemoved') {
    removeOf(
      model,
      payload.userId,
      ({ place, seq }) => place?.id === topic && (seq ?? Number.POSITIVE_INFINITY) < event.seq,
    );
  }
}

/** Last: what goes on to the next message tells it as of before, but for what has been told anew by then. */
function forgetBlocked(model: InboxModel, { type, topic, payload }: LogEvent): void {
  if (type !== 'UserBlocked' || !model.blocks.get(userOf(topic))?.has(payload.userId)) return;
  forget(model, userOf(topic), (told) => told.actor === payload.userId);
}

function takeBackMessage(model: InboxModel, user: string, placeId: string, seq: number): void {
  forget(model, user, (told) => told.place?.id === placeId && told.seq === seq);
}

/** What of these messages is news to each member. */
function tellOfMessages(model: InboxModel, place: Place, sent: readonly Message[]): void {
  for (const [user, member] of place.members) {
    const news = sent.filter(
      (message) =>
        !message.isDeleted &&
        message.priority !== 'LOW' &&
        isFor(message, user) &&
        member.joinedSeq < message.seq &&
        readSeqOf(place, message.rootSeq, user) < message.seq,
    );
    const draftOf = ({ seq, rootSeq, sender, priority }: Message, type: 'MESSAGE' | 'MENTION') => ({
      ...{ type, actor: sender, priority, place, rootSeq, seq },
    });
    const isMention = (message: Message) => message.everyone || message.mentioned.has(user);
    for (const message of news.filter(isMention)) {
      tell(model, user, `mention/${place.id}/${message.seq}`, draftOf(message, 'MENTION'));
    }
    if (place.kind === 'CHANNEL') continue;
    const known = model.inboxes.get(user)?.get(`message/${place.id}`);
    const more = news
      .filter((message) => !isMention(message) && message.rootSeq === null && isMore(message, known, user, model.now))
      .map((message) => draftOf(message, 'MESSAGE'))
      .filter((draft) => takes(model, user, draft));
    const [first] = more;
    if (first === undefined) continue;
    const rank = Math.max(...more.map(({ priority }) => rankOf(priority)));
    tell(model, user, `message/${place.id}`, { ...first, priority: priorities[rank] ?? 'NORMAL' });
  }
}

/** Whether a message is more than what he is told of its conversation and has not looked at. */
const isMore = ({ seq, priority }: Message, known: Told | undefined, user: string, now: number): boolean =>
  known === undefined ||
  (seq > (known.seq ?? 0) && (!isKnown(known, user, now) || rankOf(priority) > rankOf(known.priority)));

function tellOfReactions(model: InboxModel, events: readonly LogEvent[]): void {
  const about = (wanted: 'ReactionAdded' | 'ReactionRemoved') =>
    events.flatMap((event) => {
      if (event.type !== wanted) return [];
      const place = placeOf(model, event.topic);
      const message = place?.messages.find(({ seq }) => seq === event.payload.messageSeq);
      if (place === undefined || message === undefined) return [];
      return [{ user: event.payload.userId, place, message, key: `reaction/${place.id}/${message.seq}` }];
    });
  const added = about('ReactionAdded');
  for (const { place, message, key } of added) {
    const reactors = added.flatMap((each) => (each.key === key ? [each.user] : []));
    const known = model.inboxes.get(message.sender)?.get(key);
    if (isKnown(known, message.sender, model.now)) continue;
    const first = reactionsTo(place, message).find(
      ({ user }) =>
        reactors.includes(user) &&
        takes(model, message.sender, { type: 'REACTION', priority: 'LOW', actor: user, place }),
    );
    if (first === undefined) continue;
    const draft = { type: 'REACTION' as const, priority: 'LOW' as const, actor: first.user, place, seq: message.seq };
    tell(model, message.sender, key, draft);
  }
  for (const { user, place, message, key } of about('ReactionRemoved')) {
    const told = model.inboxes.get(message.sender)?.get(key);
    if (told?.actor !== user || message.reactions.some((each) => each.user === user)) continue;
    const next = reactionsTo(place, message).find((each) => hears(model, message.sender, each.user));
    if (next === undefined) model.inboxes.get(message.sender)?.delete(key);
    else told.actor = next.user;
  }
}

/** Those that are told to whose message it is. */
const reactionsTo = (place: Place, { isDeleted, sender, hiddenFor, reactions }: Message) =>
  isDeleted || hiddenFor.has(sender) || !place.members.has(sender)
    ? []
    : reactions.filter(({ user }) => user !== sender);

function tellOfContacts(model: InboxModel, { type, topic, payload, actorId, createdAt }: LogEvent): void {
  const user = userOf(topic);
  if (type === 'ContactNearby' && model.contacts.has(`${user}/${payload.userId}`)) {
    const until = Date.parse(createdAt) + nearbyMs;
    tell(model, user, `nearby/${payload.userId}`, { type: 'NEARBY_CONTACT', actor: payload.userId, until });
  }
  if (type === 'ContactRequested' && payload.direction === 'INCOMING') {
    if (model.requests.has(`${user}/${payload.userId}`))
      tell(model, user, `contact-request/${payload.userId}`, { type: 'CONTACT_REQUEST', actor: payload.userId });
  }
  if (!['ContactRequestRemoved', 'ContactAdded', 'ContactRemoved', 'UserBlocked'].includes(type)) return;
  const { userId: other } = payload as { userId: string };
  model.inboxes.get(user)?.delete(`contact-request/${other}`);
  if (type === 'ContactRemoved') model.inboxes.get(user)?.delete(`contact-accepted/${other}`);
  if (type === 'ContactAdded' && actorId !== user && model.contacts.has(`${user}/${other}`))
    tell(model, user, `contact-accepted/${other}`, { type: 'CONTACT_ACCEPTED', actor: other });
}

/** Once a share, to those whom he has selected. */
function tellOfSharing(model: InboxModel, sharer: string): void {
  const { now } = model;
  const share = model.shares.get(sharer);
  const selected = share !== undefined && share.until > now ? share.userIds : [];
  const key = `location/${sharer}`;
  for (const [user, inbox] of model.inboxes) {
    const told = inbox.get(key);
    if (told !== undefined && (!selected.includes(user) || told.until <= now)) inbox.delete(key);
  }
  for (const user of selected) {
    if (model.inboxes.get(user)?.has(key)) continue;
    tell(model, user, key, { type: 'LOCATION_SHARED', actor: sharer, until: share?.until ?? 0 });
  }
}
