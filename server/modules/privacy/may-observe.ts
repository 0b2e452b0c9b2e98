import type { StoredPresenceSettings } from '../../realtime/log-event.ts';

/** What of a user others may or may not see, with the settings that decide on it. */
interface Facets {
  TYPING: Pick<StoredPresenceSettings, 'shareTyping'>;
  READ_RECEIPTS: Pick<StoredPresenceSettings, 'shareReadReceipts'>;
}

type Facet = keyof Facets;

interface Party<F extends Facet> {
  userId: string;
  settings: Facets[F];
}

const rules: { [F in Facet]: (viewer: Facets[F], subject: Facets[F]) => boolean } = {
  TYPING: (_viewer, subject) => subject.shareTyping,
  // Mutual: nobody sees others' receipts who keeps his own to himself.
  READ_RECEIPTS: (viewer, subject) => viewer.shareReadReceipts && subject.shareReadReceipts,
};

/** Any other user: for what is shown to all alike. No user has an empty id. */
export const anybody = { userId: '', settings: { shareTyping: true, shareReadReceipts: true } };

/**
 * Whether the viewer may see this of the subject: the one place that says so. That he may see the place itself (his
 * membership) is another question, and has been answered.
 */
export function mayObserve<F extends Facet>(facet: F, viewer: Party<F>, subject: Party<F>): boolean {
  return viewer.userId === subject.userId || rules[facet](viewer.settings, subject.settings);
}
