/** A contact, as his owner sees him. */
export interface ContactParent {
  userId: string;
  since: string;
}

/** A request, as one of the two sees it. `userId` is the other. */
export interface ContactRequestParent {
  userId: string;
  direction: 'INCOMING' | 'OUTGOING';
  message: string | null;
  requestedAt: string;
}

/** A user whom the viewer has blocked. */
export interface BlockedUserParent {
  userId: string;
  blockedAt: string;
}
