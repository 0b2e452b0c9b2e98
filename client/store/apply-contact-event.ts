import type { ContactItem } from './items.ts';
import {
  type ClientState,
  type ContactRequestState,
  contactRequestKey,
  withEntry,
  withoutEntry,
  withUsers,
} from './state.ts';

/** Applies an event of the viewer's own log that is about his contacts, requests or blocks. */
export function applyContactEvent(state: ClientState, item: ContactItem): ClientState {
  switch (item.__typename) {
    case 'ContactRequested': {
      // Null: it waits no more, which his log says next.
      if (item.request === null) return state;
      const { user, ...request } = item.request;
      const contactRequests = withEntry(state.contactRequests, contactRequestKey(request), request);
      return withUsers({ ...state, contactRequests }, [user]);
    }
    case 'ContactRequestRemoved':
      return { ...state, contactRequests: withoutEntry(state.contactRequests, contactRequestKey(item)) };
    case 'ContactAdded': {
      const { user, ...contact } = item.contact;
      const { userId } = contact;
      const directions: ContactRequestState['direction'][] = ['INCOMING', 'OUTGOING'];
      const contactRequests = directions.reduce(
        (before, direction) => withoutEntry(before, contactRequestKey({ userId, direction })),
        state.contactRequests,
      );
      const contacts = withEntry(state.contacts, userId, contact);
      return withUsers({ ...state, contacts, contactRequests }, [user]);
    }
    case 'ContactRemoved':
      return { ...state, contacts: withoutEntry(state.contacts, item.userId) };
    case 'UserBlocked': {
      const { user, ...blocked } = item.blockedUser;
      return withUsers({ ...state, blockedUsers: withEntry(state.blockedUsers, blocked.userId, blocked) }, [user]);
    }
    case 'UserUnblocked':
      return { ...state, blockedUsers: withoutEntry(state.blockedUsers, item.userId) };
  }
}
