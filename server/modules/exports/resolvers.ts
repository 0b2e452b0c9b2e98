import type { Resolvers } from '../../generated/resolvers.ts';
import { fileAddress } from '../attachments/file-address.ts';
import { exportConversation } from './export-conversation.ts';
import { requireExport } from './queries.ts';

export const exportsResolvers = {
  Query: {
    conversationExport: (_parent, { id }, ctx) => requireExport(ctx, id),
  },
  Mutation: {
    exportConversation: async (_parent, { input }, ctx) => ({ export: await exportConversation(ctx, input) }),
  },
  ConversationExport: {
    progress: ({ status, writtenSeq, upToSeq }) => (status === 'READY' ? 1 : writtenSeq / Math.max(1, upToSeq)),
    url: ({ id, status }, _args, ctx) => (status === 'READY' ? fileAddress(ctx, id, 'file') : null),
  },
} satisfies Resolvers;
