import { createUpload, type Upload, type UploadState } from '../../attachments/create-upload.ts';
import type { TidingsClient } from '../../create-client.ts';
import { DeleteAttachmentDocument } from '../../generated/operations.ts';
import { createStore, type Readable } from '../../store/create-store.ts';
import { perClient } from '../../store/while-watched.ts';

/** A file that is to be sent. */
export interface AttachmentView extends UploadState {
  /** The same while it is in the list. */
  key: string;
  name: string;
  file: File | Blob;
}

/** The files that are to be sent somewhere. */
export interface DraftAttachments {
  views: Readable<readonly AttachmentView[]>;
  /** Begins to upload files. */
  add(files: Iterable<File | Blob>): void;
  pause(key: string): void;
  resume(key: string): void;
  /** Takes one out, and deletes what of it has arrived. */
  remove(key: string): void;
  /** Takes all out: they were sent. What is on its way goes on. */
  clear(): void;
}

/** Kept where no component is, so that an upload goes on while the user is elsewhere. */
const draftsOf = perClient(() => new Map<string, DraftAttachments>());

/** The files that are to be sent in a conversation, or with `threadRootId` in a thread. */
export function draftAttachments(
  client: TidingsClient,
  conversationId: string,
  threadRootId: string | undefined,
): DraftAttachments {
  const key = `${conversationId} ${threadRootId ?? ''}`;
  const drafts = draftsOf(client).get(key) ?? createDrafts(client, conversationId);
  draftsOf(client).set(key, drafts);
  return drafts;
}

function createDrafts(client: TidingsClient, conversationId: string): DraftAttachments {
  const views = createStore<readonly AttachmentView[]>([]);
  const uploads = new Map<string, Upload>();
  let added = 0;

  function begin(file: File | Blob): void {
    added += 1;
    const key = String(added);
    const upload = createUpload(client, file, { conversationId });
    const view = () => ({ ...upload.state.getSnapshot(), key, file, name: 'name' in file ? file.name : 'file' });
    uploads.set(key, upload);
    views.update((all) => [...all, view()]);
    upload.state.subscribe(() => views.update((all) => all.map((each) => (each.key === key ? view() : each))));
  }

  return {
    views,
    add(files) {
      for (const file of files) begin(file);
    },
    pause: (key) => uploads.get(key)?.pause(),
    resume: (key) => uploads.get(key)?.resume(),
    remove(key) {
      const upload = uploads.get(key);
      uploads.delete(key);
      views.update((all) => all.filter((each) => each.key !== key));
      upload?.cancel();
      // One that is done is no longer an upload.
      const { status, attachmentId } = upload?.state.getSnapshot() ?? {};
      if (status === 'ready' && attachmentId != null) discard(client, attachmentId);
    },
    clear() {
      uploads.clear();
      views.set([]);
    },
  };
}

function discard(client: TidingsClient, attachmentId: string): void {
  // What stays is swept after a day.
  client.execute(DeleteAttachmentDocument, { input: { attachmentId } }).catch(() => {});
}
