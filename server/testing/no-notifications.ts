/** For a fetched state in which there are no notifications, and nothing was said about them. */
export const noNotifications = {
  unreadNotificationCount: 0,
  notifications: { edges: [] },
  notificationPreferences: {
    ...{ types: [], quietHours: null, doNotDisturbUntil: null, mutedUserIds: [] },
    minimumPriority: 'LOW' as const,
  },
};
