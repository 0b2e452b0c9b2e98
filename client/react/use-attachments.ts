import { useMemo } from 'react';
import type { TidingsClient } from '../create-client.ts';
import { AttachmentAddressesDocument } from '../generated/operations.ts';
import type { Ready } from './reading.ts';
import { type AttachmentView, type DraftAttachments, draftAttachments } from './sources/draft-attachments.ts';
import { useClient } from './use-client.ts';
import { useResult } from './use-result.ts';
import type { WritingPlace } from './use-typing.ts';
import { useValue } from './use-value.ts';

/** Where a file can be read, for some minutes. */
export interface AttachmentAddresses {
  url: string | null;
  /** Of images and videos. */
  thumbnailUrl: string | null;
}

export interface AttachmentsActions extends Omit<DraftAttachments, 'views'> {
  /** Asks where a file of a message can be read. Rejects with a `TidingsError`. */
  loadAddresses(attachmentId: string): Promise<AttachmentAddresses>;
}

export type AttachmentsResult = Ready<readonly AttachmentView[]> & AttachmentsActions;

/**
 * The files that the viewer is about to send in a conversation or a thread, with how far their uploads are: when all are `ready`, send
 * their `attachmentId`s with a message and `clear`. They stay, and go on, while no component shows them. Renders when one comes,
 * goes or gets on.
 */
export function useAttachments(conversationId: string, { threadRootId }: WritingPlace = {}): AttachmentsResult {
  const client = useClient();
  const drafts = draftAttachments(client, conversationId, threadRootId);
  const actions = useMemo(() => actionsOf(client, drafts), [client, drafts]);
  return useResult(useValue(drafts.views, none, all), actions);
}

const none: readonly AttachmentView[] = [];
const all = (views: readonly AttachmentView[]) => views;

function actionsOf(client: TidingsClient, { views: _views, ...drafts }: DraftAttachments): AttachmentsActions {
  return {
    ...drafts,
    async loadAddresses(id) {
      const { attachment } = await client.execute(AttachmentAddressesDocument, { id });
      return { url: attachment?.url ?? null, thumbnailUrl: attachment?.thumbnailUrl ?? null };
    },
  };
}
