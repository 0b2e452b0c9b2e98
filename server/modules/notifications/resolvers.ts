import type { Context } from '../../context.ts';
import { notFound } from '../../errors.ts';
import type { Resolvers } from '../../generated/resolvers.ts';
import { readConversation } from '../conversations/queries.ts';
import { ownPositionLoader } from '../receipts/own-position.ts';
import { userLoader } from '../users/queries.ts';
import { changeNotifications, deleteNotifications } from './change-notifications.ts';
import { explainNotification } from './explain-notification.ts';
import { listNotifications } from './list-notifications.ts';
import { notificationTypes } from './notification.ts';
import { preferencesLoader } from './preferences.ts';
import { countUnread } from './queries.ts';
import type { StoredNotification } from './rows.ts';
import { sendNotification } from './send-notification.ts';
import { previewOf, readShownMessage } from './shown-message.ts';
import { updateNotificationPreferences } from './update-notification-preferences.ts';

/** The application's title; else that of the conversation where the message is, while the viewer may read it. */
async function readTitle(ctx: Context, notification: StoredNotification): Promise<string | null> {
  if (notification.title !== null) return notification.title;
  const message = await readShownMessage(ctx, notification);
  if (message === null) return null;
  return (await readConversation(ctx.db, ctx.actor.tenantId, message.conversationId))?.title ?? null;
}

async function readBody(ctx: Context, notification: StoredNotification): Promise<string | null> {
  if (notification.body !== null) return notification.body;
  const message = await readShownMessage(ctx, notification);
  return message === null ? null : previewOf(message);
}

export const notificationsResolvers = {
  Query: {
    explainNotification: (_parent, { id }, ctx) => explainNotification(ctx, id),
  },
  Mutation: {
    markNotificationsSeen: (_parent, { input }, ctx) => changeNotifications(ctx, 'seen', input),
    markNotificationsRead: (_parent, { input }, ctx) => changeNotifications(ctx, 'read', input),
    archiveNotifications: (_parent, { input }, ctx) => changeNotifications(ctx, 'archived', input),
    deleteNotifications: (_parent, { input }, ctx) => deleteNotifications(ctx, input),
    updateNotificationPreferences: async (_parent, { input }, ctx) => ({
      notificationPreferences: await updateNotificationPreferences(ctx, input),
    }),
    sendNotification: async (_parent, { input }, ctx) => ({ deliveries: await sendNotification(ctx, input) }),
  },
  Viewer: {
    notifications: (_actor, args, ctx) => listNotifications(ctx, args),
    unreadNotificationCount: ({ tenantId, userId }, _args, ctx) => countUnread(ctx.db, tenantId, userId, new Date()),
    notificationPreferences: ({ tenantId, userId }, _args, ctx) => preferencesLoader(ctx.db).load({ tenantId, userId }),
  },
  Notification: {
    title: (notification, _args, ctx) => readTitle(ctx, notification),
    body: (notification, _args, ctx) => readBody(ctx, notification),
    message: (notification, _args, ctx) => readShownMessage(ctx, notification),
    messageCount: async ({ type, conversationId, isRead }, _args, ctx) => {
      if (type !== 'MESSAGE' || conversationId === null) return null;
      return isRead ? 0 : ((await ownPositionLoader(ctx).load(conversationId))?.unreadCount ?? 0);
    },
    actor: ({ actorId }, _args, ctx) => (actorId === null ? null : userLoader(ctx).load(actorId)),
  },
  NotificationPreferences: {
    types: ({ types }) => notificationTypes.map((type) => ({ type, channels: [...types[type]] })),
    mutedUserIds: ({ mutedUserIds }) => [...mutedUserIds],
  },
  NotificationDelivery: {
    user: async ({ userId }, _args, ctx) => {
      const user = await userLoader(ctx).load(userId);
      if (user === null) throw notFound('user');
      return user;
    },
  },
} satisfies Resolvers;
