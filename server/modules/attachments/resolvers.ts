import type { Resolvers } from '../../generated/resolvers.ts';
import { deleteAttachment } from './delete-attachment.ts';
import { fileAddress } from './file-address.ts';
import { requireAttachment } from './queries.ts';

export const attachmentsResolvers = {
  Query: {
    attachment: (_parent, { id }, ctx) => requireAttachment(ctx, id),
  },
  Mutation: {
    deleteAttachment: async (_parent, { input }, ctx) => ({
      attachmentId: input.attachmentId,
      deleted: await deleteAttachment(ctx, input),
    }),
  },
  Attachment: {
    url: ({ id, status }, _args, ctx) => (status === 'READY' ? fileAddress(ctx, id, 'file') : null),
    thumbnailUrl: ({ id, hasThumbnail }, _args, ctx) => (hasThumbnail ? fileAddress(ctx, id, 'thumbnail') : null),
  },
} satisfies Resolvers;
