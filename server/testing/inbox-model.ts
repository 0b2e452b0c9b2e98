import type { NotificationType } from '../modules/notifications/notification.ts';

/**
 * What every inbox has to hold, told in the plainest way: rows by their keys, and who, where and what there is. It shares no
 * code with the server. What it knows of the log is that an event makes one look; what it then finds is the state.
 */
export interface InboxModel {
  /** As the server's clock has it. */
  now: number;
  /** Rows that a user may have. */
  room: number;
  users: string[];
  places: Place[];
  inboxes: Map<string, Map<string, Told>>;
  wants: Map<string, Wants>;
  /** Whom users block. */
  blocks: Map<string, Set<string>>;
  /** Who has whom as a contact, and whom a request of whom is shown, as `user/other`. */
  contacts: Set<string>;
  requests: Set<string>;
  /** Until when users share where they are, with those whom they have selected. */
  shares: Map<string, { userIds: string[]; until: number }>;
}

export const priorities = ['LOW', 'NORMAL', 'HIGH', 'URGENT'] as const;
type Priority = (typeof priorities)[number];
export const rankOf = (priority: Priority): number => priorities.indexOf(priority);

/** A row of an inbox. */
export interface Told {
  type: NotificationType;
  priority: Priority;
  actor: string | null;
  place: Place | null;
  rootSeq: number | null;
  seq: number | null;
  at: number;
  until: number;
  seen: boolean;
  read: boolean;
  archived: boolean;
}

export interface Wants {
  mutedUsers: Set<string>;
  /** Types that he wants in no inbox. */
  off: Set<NotificationType>;
  minimum: Priority;
}

export interface Member {
  joinedSeq: number;
  readSeq: number;
  mutedUntil: number;
}

export interface Message {
  id: string;
  seq: number;
  sender: string;
  rootSeq: number | null;
  priority: Priority;
  mentioned: Set<string>;
  everyone: boolean;
  isDeleted: boolean;
  hiddenFor: Set<string>;
  withheldFrom: string | null;
  /** In the order in which they came. */
  reactions: { user: string; emoji: string }[];
}

export interface Place {
  id: string;
  kind: 'DIRECT' | 'GROUP' | 'CHANNEL';
  lastSeq: number;
  members: Map<string, Member>;
  messages: Message[];
  /** How far users have read threads, by `rootSeq/user`. */
  threads: Map<string, number>;
}

export const keptMs = 7 * 24 * 3_600_000;
/** Messages that are looked at for the next one to tell of. */
const lookAheadMax = 50;

type Draft = Pick<Told, 'type' | 'actor'> & Partial<Told>;

/** How far a user has read where a message stands. */
export const readSeqOf = (place: Place, rootSeq: number | null, user: string): number =>
  rootSeq === null ? (place.members.get(user)?.readSeq ?? 0) : (place.threads.get(`${rootSeq}/${user}`) ?? 0);

export function isReadIn({ place, type, rootSeq, seq, read }: Told, user: string): boolean {
  if (read) return true;
  if (place === null || seq === null || type === 'REACTION') return false;
  return !place.members.has(user) || readSeqOf(place, rootSeq, user) >= seq;
}

/** Whether he has it, and has neither looked at it nor read it. */
export const isKnown = (told: Told | undefined, user: string, now: number): boolean =>
  told !== undefined &&
  !told.seen &&
  !told.read &&
  !told.archived &&
  told.until > now &&
  (told.type === 'REACTION' || !isReadIn(told, user));

/** Whether he wants to hear of whoever acts. */
export const hears = ({ blocks, wants }: InboxModel, user: string, actor: string | null): boolean =>
  actor === null || (blocks.get(user)?.has(actor) !== true && wants.get(user)?.mutedUsers.has(actor) !== true);

/** Whether a user's inbox takes it now. */
export function takes(model: InboxModel, user: string, draft: Draft): boolean {
  const { type, actor, place = null, priority = 'NORMAL', until = Number.POSITIVE_INFINITY } = draft;
  const wants = model.wants.get(user);
  return (
    hears(model, user, actor) &&
    (place?.members.get(user)?.mutedUntil ?? 0) <= model.now &&
    until > model.now &&
    rankOf(priority) >= rankOf(wants?.minimum ?? 'LOW') &&
    wants?.off.has(type) !== true
  );
}

/** Puts it into his inbox, if that takes it, anew where it is there. What is too much goes. */
export function tell(model: InboxModel, user: string, key: string, draft: Draft): void {
  const inbox = model.inboxes.get(user);
  if (inbox === undefined || !takes(model, user, draft)) return;
  const { now } = model;
  const fresh = { at: now, seen: false, read: false, archived: false };
  const until = Math.min(draft.until ?? Number.POSITIVE_INFINITY, now + keptMs);
  inbox.set(key, { place: null, rootSeq: null, seq: null, priority: 'NORMAL', ...draft, ...fresh, until });
  if (inbox.size > model.room) inbox.delete(leastWanted(inbox, user));
}

function leastWanted(inbox: ReadonlyMap<string, Told>, user: string): string {
  const rank = (told: Told) => [told.archived ? 1 : 0, isReadIn(told, user) ? 1 : 0, -told.at];
  const order = (a: number[], b: number[]) => a.map((each, at) => (b[at] ?? 0) - each).find((each) => each !== 0) ?? 0;
  const [worst] = [...inbox].toSorted(([, a], [, b]) => order(rank(a), rank(b)));
  return worst?.[0] ?? '';
}

/** These go; a conversation's goes on to the next message that it may tell of. */
export function forget(model: InboxModel, user: string, isLost: (told: Told) => boolean): void {
  for (const [key, told] of model.inboxes.get(user) ?? []) {
    if (!isLost(told)) continue;
    const { place } = told;
    const next = told.type === 'MESSAGE' && place !== null ? nextOf(model, user, place, told.seq ?? 0) : undefined;
    if (next === undefined) model.inboxes.get(user)?.delete(key);
    else Object.assign(told, { seq: next.seq, actor: next.sender });
  }
}

/** The next message that a conversation's notification may tell of. */
export function nextOf(model: InboxModel, user: string, place: Place, seq: number): Message | undefined {
  const member = place.members.get(user);
  if (member === undefined) return undefined;
  return place.messages
    .filter((each) => each.seq > seq && each.rootSeq === null && !each.isDeleted && each.priority !== 'LOW')
    .slice(0, lookAheadMax)
    .find(
      (each) =>
        isFor(each, user) &&
        each.seq > member.readSeq &&
        !each.everyone &&
        !each.mentioned.has(user) &&
        // A conversation that is muted since goes on telling what it told.
        takes(model, user, { type: 'MESSAGE', actor: each.sender, priority: each.priority }),
    );
}

export const isFor = ({ sender, withheldFrom, hiddenFor }: Message, user: string): boolean =>
  sender !== user && withheldFrom !== user && !hiddenFor.has(user);

/** Those of a user that are so go. */
export function removeOf(model: InboxModel, user: string, isLost: (told: Told) => boolean): void {
  const inbox = model.inboxes.get(user);
  for (const [key, told] of inbox ?? []) if (isLost(told)) inbox?.delete(key);
}
