import type { Resolvers } from '../../generated/resolvers.ts';
import { userTopic } from '../../realtime/log-event.ts';
import { createWebhookEndpoint } from './create-webhook-endpoint.ts';
import { deleteWebhookEndpoint } from './delete-webhook-endpoint.ts';
import { listDeliveries, listEndpoints } from './list-webhooks.ts';
import { replayWebhookDeliveries } from './replay-webhook-deliveries.ts';
import { rotateWebhookSecret } from './rotate-webhook-secret.ts';
import { updateWebhookEndpoint } from './update-webhook-endpoint.ts';

const own = userTopic('');

export const webhooksResolvers = {
  Query: {
    webhookEndpoints: (_parent, args, ctx) => listEndpoints(ctx, args),
    webhookDeliveries: (_parent, args, ctx) => listDeliveries(ctx, args),
  },
  Mutation: {
    createWebhookEndpoint: (_parent, { input }, ctx) => createWebhookEndpoint(ctx, input),
    updateWebhookEndpoint: async (_parent, { input }, ctx) => ({ endpoint: await updateWebhookEndpoint(ctx, input) }),
    rotateWebhookSecret: (_parent, { input }, ctx) => rotateWebhookSecret(ctx, input),
    deleteWebhookEndpoint: async (_parent, { input }, ctx) => ({ endpointId: await deleteWebhookEndpoint(ctx, input) }),
    replayWebhookDeliveries: (_parent, { input }, ctx) => replayWebhookDeliveries(ctx, input),
  },
  WebhookEndpoint: {
    retryAt: ({ resumeAt }) => resumeAt,
  },
  WebhookDelivery: {
    conversationId: ({ topic }) => (topic.startsWith(own) ? null : topic),
    userId: ({ topic }) => (topic.startsWith(own) ? topic.slice(own.length) : null),
  },
} satisfies Resolvers;
