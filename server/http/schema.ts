import { readdirSync, readFileSync } from 'node:fs';
import type { GraphQLSchema } from 'graphql';
import { createSchema } from 'graphql-yoga';
import type { Context } from '../context.ts';
import { appSignalsResolvers } from '../modules/app-signals/resolvers.ts';
import { attachmentsResolvers } from '../modules/attachments/resolvers.ts';
import { blocksResolvers } from '../modules/blocks/resolvers.ts';
import { broadcastsResolvers } from '../modules/broadcasts/resolvers.ts';
import { contactsResolvers } from '../modules/contacts/resolvers.ts';
import { conversationsResolvers } from '../modules/conversations/resolvers.ts';
import { deliveriesResolvers } from '../modules/deliveries/resolvers.ts';
import { erasureResolvers } from '../modules/erasure/resolvers.ts';
import { exportsResolvers } from '../modules/exports/resolvers.ts';
import { locationResolvers } from '../modules/location/resolvers.ts';
import { messagesResolvers } from '../modules/messages/resolvers.ts';
import { moderationResolvers } from '../modules/moderation/resolvers.ts';
import { notificationsResolvers } from '../modules/notifications/resolvers.ts';
import { presenceResolvers } from '../modules/presence/resolvers.ts';
import { privacyResolvers } from '../modules/privacy/resolvers.ts';
import { receiptsResolvers } from '../modules/receipts/resolvers.ts';
import { searchResolvers } from '../modules/search/resolvers.ts';
import { typingResolvers } from '../modules/typing/resolvers.ts';
import { usersResolvers } from '../modules/users/resolvers.ts';
import { webPushResolvers } from '../modules/web-push/resolvers.ts';
import { webhooksResolvers } from '../modules/webhooks/resolvers.ts';
import { serverResolvers } from './server-resolvers.ts';
import { streamResolvers } from './stream-resolvers.ts';

const folder = new URL('../../schema/', import.meta.url);

/** The last release's contract, which is kept beside the current one for comparison. */
const releasedFile = 'released.graphql';

/** The schema of `schema/*.graphql` with the modules' resolvers. A resolver that the SDL does not know stops the start. */
export function createGraphqlSchema(): GraphQLSchema {
  const files = readdirSync(folder).filter((name) => name.endsWith('.graphql') && name !== releasedFile);
  return createSchema<Context>({
    typeDefs: files.map((name) => readFileSync(new URL(name, folder), 'utf8')),
    resolvers: [
      serverResolvers,
      streamResolvers,
      usersResolvers,
      contactsResolvers,
      privacyResolvers,
      conversationsResolvers,
      blocksResolvers,
      messagesResolvers,
      attachmentsResolvers,
      exportsResolvers,
      receiptsResolvers,
      searchResolvers,
      typingResolvers,
      locationResolvers,
      presenceResolvers,
      appSignalsResolvers,
      moderationResolvers,
      notificationsResolvers,
      deliveriesResolvers,
      broadcastsResolvers,
      erasureResolvers,
      webPushResolvers,
      webhooksResolvers,
    ],
    resolverValidationOptions: { requireResolversToMatchSchema: 'error', requireResolversForResolveType: 'error' },
  });
}
