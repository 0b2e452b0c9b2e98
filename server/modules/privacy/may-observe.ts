import type { StoredPresenceSettings } from '../../realtime/log-event.ts';

/**
 * What a viewer is to the user whom he looks at (the subject). BLOCKED: the subject has blocked him, whatever else they are
 * to each other. The application's backend and its admins are what their tokens' `sub` is, which is a stranger if it is nobody's
 * contact; who is of another tenant is never asked about.
 */
export const relations = ['SELF', 'CONTACT', 'STRANGER', 'BLOCKED'] as const;
export type Relation = (typeof relations)[number];

/** Where a user's position goes, as far as it decides on who sees it. */
export interface LocationGrant {
  audience: 'NOBODY' | 'CONTACTS' | 'SELECTED' | 'EVERYONE';
  /** The viewer is one of those whom the subject has selected. */
  isSelected: boolean;
}

/** Two users, as they stand to each other. */
export interface Pair {
  relation: Relation;
  viewer: StoredPresenceSettings;
  subject: StoredPresenceSettings;
}

type Subject = Pair['subject'];

const isInAudience = (relation: Relation, { visibility }: Pick<Subject, 'visibility'>): boolean =>
  visibility === 'EVERYONE' ? relation !== 'BLOCKED' : visibility === 'CONTACTS' && relation === 'CONTACT';

const seesStatus = (relation: Relation, subject: StatusSettings): boolean =>
  subject.showOnlineStatus && !subject.invisible && isInAudience(relation, subject);

type StatusSettings = Pick<Subject, 'visibility' | 'showOnlineStatus' | 'invisible'>;
type Receipts = Pick<Subject, 'shareReadReceipts'>;

/** What each facet is decided by, beside the relation. */
interface Facets {
  /** Whether he is ONLINE, AWAY or BUSY; also among a conversation's members online. */
  STATUS: { subject: StatusSettings };
  LAST_SEEN: { subject: Pick<Subject, 'visibility' | 'showLastSeen'> };
  CUSTOM_STATUS: { subject: Pick<Subject, 'visibility'> };
  TYPING: { subject: StatusSettings & Pick<Subject, 'shareTyping'> };
  /** How far he has read, since he lets others see it. In a group also those whom he has blocked: their messages are his. */
  READ_RECEIPT: { viewer: Receipts; subject: Receipts };
  /** That a message has reached one of his devices, which no act of his tells: only of whom one may see whether he is there. */
  DELIVERED_RECEIPT: { viewer: Receipts; subject: Receipts & StatusSettings };
  LOCATION: { subject: LocationGrant };
  /** Whether what the viewer does tells the subject: in a notification, as a request, as one who is near. */
  NOTIFICATION: Record<never, never>;
}

export type Facet = keyof Facets;

const rules: { [F in Facet]: (relation: Relation, of: Facets[F]) => boolean } = {
  STATUS: (relation, { subject }) => seesStatus(relation, subject),
  LAST_SEEN: (relation, { subject }) => subject.showLastSeen && isInAudience(relation, subject),
  CUSTOM_STATUS: (relation, { subject }) => isInAudience(relation, subject),
  TYPING: (relation, { subject }) => subject.shareTyping && seesStatus(relation, subject),
  // Mutual: nobody sees others' receipts who keeps his own to himself.
  READ_RECEIPT: (_relation, { viewer, subject }) => viewer.shareReadReceipts && subject.shareReadReceipts,
  DELIVERED_RECEIPT: (relation, { viewer, subject }) =>
    viewer.shareReadReceipts && subject.shareReadReceipts && seesStatus(relation, subject),
  LOCATION: (relation, { subject: { audience, isSelected } }) =>
    relation !== 'BLOCKED' &&
    (audience === 'EVERYONE' ||
      (audience === 'CONTACTS' && relation === 'CONTACT') ||
      (audience === 'SELECTED' && isSelected)),
  NOTIFICATION: (relation) => relation !== 'BLOCKED',
};

/**
 * Whether the viewer may see this of the subject: the one place that says so, for queries, streams and jobs alike. Its
 * table is in docs/PRIVACY.md. That he may see the place itself (his membership) is another question, and has been answered.
 */
export function mayObserve<F extends Facet>(facet: F, relation: Relation, of: Facets[F]): boolean {
  return relation === 'SELF' || rules[facet](relation, of);
}
