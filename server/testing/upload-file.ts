import { setTimeout as wait } from 'node:timers/promises';
import type { AttachmentAddressesQuery, AttachmentFieldsFragment } from '../../client/generated/operations.ts';
import { AttachmentAddressesDocument, AttachmentDocument } from '../../client/index.ts';
import type { TestApp } from './start-app.ts';

const encode = (text: string) => Buffer.from(text).toString('base64');

/** The headers of a request of the tus protocol. */
export function tusHeaders(token: string | null, more: Record<string, string> = {}): Record<string, string> {
  return { 'tus-resumable': '1.0.0', ...(token === null ? {} : { authorization: `Bearer ${token}` }), ...more };
}

/** How an upload is begun: its length and its metadata. */
export function beginHeaders(token: string | null, length: number, metadata: Record<string, string> = {}) {
  const pairs = Object.entries(metadata).map(([name, value]) => `${name} ${encode(value)}`);
  return tusHeaders(token, {
    'upload-length': String(length),
    ...(pairs.length === 0 ? {} : { 'upload-metadata': pairs.join(',') }),
  });
}

/** The headers with which bytes are sent. */
export const patchHeaders = (token: string, offset: number, more: Record<string, string> = {}) =>
  tusHeaders(token, {
    ...{ 'upload-offset': String(offset), 'content-type': 'application/offset+octet-stream' },
    ...more,
  });

/** Uploads a file in one piece and waits until it was looked at. */
export async function uploadFile(
  app: TestApp,
  token: string,
  bytes: Buffer,
  metadata: Record<string, string> = { filename: 'file.bin' },
): Promise<AttachmentFieldsFragment> {
  const client = createFileClient(app);
  const id = await client.beginId(token, bytes.length, metadata);
  const sent = await client.patch(token, id, 0, bytes);
  if (sent.status !== 204) throw new Error(`The upload failed: ${await sent.text()}`);
  return untilProcessed(app, token, id);
}

/** Waits until an attachment is READY or FAILED, for 20 s. */
export async function untilProcessed(app: TestApp, token: string, id: string): Promise<AttachmentFieldsFragment> {
  for (let tries = 0; tries < 400; tries += 1) {
    const { attachment } = await app.data<{ attachment: AttachmentFieldsFragment }>(token, AttachmentDocument, { id });
    if (attachment.status === 'READY' || attachment.status === 'FAILED') return attachment;
    await wait(50);
  }
  throw new Error(`The attachment ${id} is not processed.`);
}

/** What tests do with files, as one user after the other. */
export interface FileClient {
  begin(token: string | null, length: number, metadata?: Record<string, string>): Promise<Response>;
  /** Begins an upload that is not refused, and returns its attachment's id. */
  beginId(token: string, length: number, metadata?: Record<string, string>): Promise<string>;
  head(token: string, id: string): Promise<Response>;
  offsetOf(token: string, id: string): Promise<number>;
  patch(token: string, id: string, offset: number, body: Buffer): Promise<Response>;
  addressesOf(token: string, id: string): Promise<{ url: string; thumbnailUrl: string }>;
  /** Whether `Query.attachment` shows it. */
  mayAsk(token: string, id: string): Promise<boolean>;
}

export function createFileClient(app: TestApp): FileClient {
  const at = (path: string) => `${app.url}${path}`;
  const client: FileClient = {
    begin: (token, length, metadata) =>
      fetch(at('/files'), { method: 'POST', headers: beginHeaders(token, length, metadata) }),
    async beginId(token, length, metadata) {
      const begun = await client.begin(token, length, metadata);
      const [, id] = /^\/files\/(att_[0-9a-z]{26})$/.exec(begun.headers.get('location') ?? '') ?? [];
      if (id === undefined) throw new Error(`The upload did not begin: ${await begun.text()}`);
      return id;
    },
    head: (token, id) => fetch(at(`/files/${id}`), { method: 'HEAD', headers: tusHeaders(token) }),
    offsetOf: async (token, id) => Number((await client.head(token, id)).headers.get('upload-offset')),
    patch: (token, id, offset, body) =>
      fetch(at(`/files/${id}`), { method: 'PATCH', headers: patchHeaders(token, offset), body: new Uint8Array(body) }),
    async addressesOf(token, id) {
      const { attachment } = await app.data<AttachmentAddressesQuery>(token, AttachmentAddressesDocument, { id });
      return { url: at(String(attachment?.url)), thumbnailUrl: at(String(attachment?.thumbnailUrl)) };
    },
    mayAsk: async (token, id) => (await app.graphql(token, AttachmentAddressesDocument, { id })).errors === undefined,
  };
  return client;
}

/** What a refusal says, in the form that all of the API has. */
export async function refusalOf(response: Response) {
  const { errors } = (await response.json()) as { errors: { extensions: { code: string; field?: string } }[] };
  const { code, field } = errors[0]?.extensions ?? {};
  return { status: response.status, code, ...(field === undefined ? {} : { field }) };
}
