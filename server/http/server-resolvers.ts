import { readFileSync } from 'node:fs';
import type { Context } from '../context.ts';
import { type ErrorCode, errorTable } from '../errors.ts';
import type { Resolvers } from '../generated/resolvers.ts';
import { assertId, isTypeId, prefixOf } from '../lib/ids.ts';
import { requireAttachment } from '../modules/attachments/queries.ts';
import { requireBroadcast } from '../modules/broadcasts/queries.ts';
import { requireVisible } from '../modules/conversations/queries.ts';
import { requireDelivery } from '../modules/deliveries/queries.ts';
import { requireExport } from '../modules/exports/queries.ts';
import { requireMessage } from '../modules/messages/require-message.ts';
import { requireReport } from '../modules/moderation/reports.ts';
import { requireNotification } from '../modules/notifications/queries.ts';
import { requireUser } from '../modules/users/queries.ts';
import { refreshSession } from '../modules/users/refresh-session.ts';
import { revokeSessions } from '../modules/users/revoke-sessions.ts';
import { requirePushSubscription } from '../modules/web-push/queries.ts';
import { requireWebhookNode } from '../modules/webhooks/queries.ts';
import { cursor, dateTime, jsonObject } from './scalars.ts';
import { syncCursorOf } from './sync-cursor.ts';

const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as {
  version: string;
};

const errorCodes = Object.entries(errorTable).map(([code, info]) => ({ code: code as ErrorCode, ...info }));

async function readNode(ctx: Context, id: string) {
  const { tenantId, userId } = ctx.actor;
  switch (prefixOf(id)) {
    case 'conv':
      return (await requireVisible(ctx.db, tenantId, id, userId, 'id')).conversation;
    case 'msg':
      return requireMessage(ctx, id);
    case 'att':
      return requireAttachment(ctx, id);
    case 'ntf':
      return requireNotification(ctx, id);
    case 'ntd':
      return requireDelivery(ctx, id);
    case 'ntb':
      return requireBroadcast(ctx, id);
    case 'psh':
      return requirePushSubscription(ctx, id);
    case 'rpt':
      return requireReport(ctx, id);
    case 'exp':
      return requireExport(ctx, id);
    case 'whk':
    case 'whd':
      return requireWebhookNode(ctx, id);
    case 'aud':
    case undefined:
      // A TypeID of a kind that there is not is no user's id either.
      if (isTypeId(id)) assertId('conv', id, 'id');
      return requireUser(ctx, id);
  }
}

/** The server itself, sessions, `node`, and the scalars. */
export const serverResolvers = {
  DateTime: dateTime,
  JSONObject: jsonObject,
  Cursor: cursor,
  Query: {
    serverInfo: (_root, _args, ctx) => ({
      version,
      time: new Date().toISOString(),
      limits: ctx.config.limits,
      errorCodes,
    }),
    syncCursor: (_root, _args, ctx) => syncCursorOf(ctx),
    node: (_root, { id }, ctx) => readNode(ctx, id),
  },
  Mutation: {
    refreshSession: (_root, { input }, ctx) => refreshSession(ctx, input),
    revokeSessions: async (_root, { input }, ctx) => ({ user: await revokeSessions(ctx, input) }),
  },
  Node: {
    __resolveType(node) {
      if ('disabledReason' in node) return 'WebhookEndpoint';
      if ('targetId' in node) return 'ChannelDelivery';
      if ('endpointId' in node) return 'WebhookDelivery';
      if ('usersDone' in node) return 'NotificationBroadcast';
      if ('collapseKey' in node) return 'Notification';
      if ('pushService' in node) return 'PushSubscription';
      if ('reporterId' in node) return 'MessageReport';
      if ('seq' in node) return 'Message';
      if ('partCount' in node) return 'ConversationExport';
      if ('sizeBytes' in node) return 'Attachment';
      return 'memberCount' in node ? 'Conversation' : 'User';
    },
  },
} satisfies Resolvers;
