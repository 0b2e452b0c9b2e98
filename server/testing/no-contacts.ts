const none = () => ({ edges: [], pageInfo: { hasNextPage: false } });

/** For a fetched state in which there are neither contacts, requests nor blocks. */
export const noContacts = {
  contacts: none(),
  incomingRequests: none(),
  outgoingRequests: none(),
  blockedUsers: none(),
};
