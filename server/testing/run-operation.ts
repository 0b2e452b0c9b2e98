import { SyncStateDocument, type TypedDocumentString } from '../../client/generated/operations.ts';
import type { SyncPages } from './history.ts';

/** An operation of the client's, with the types of its variables and its result. */
export type TypedOperation<R, V> = Pick<TypedDocumentString<R, V>, 'toString' | '__apiType'>;

/** Runs one operation and returns its data. Throws where there are errors. */
export type Run = <R, V extends Record<string, unknown>>(operation: TypedOperation<R, V>, variables: V) => Promise<R>;

/** Reads the viewer's whole state. The pages after the first are younger than its cursor, as the client expects. */
export async function readState(run: Run): Promise<SyncPages> {
  const first = await run(SyncStateDocument, {});
  const pages: [typeof first, ...(typeof first)[]] = [first];
  for (let info = first.viewer.conversations.pageInfo; info.hasNextPage; ) {
    const page = await run(SyncStateDocument, { after: info.endCursor });
    pages.push(page);
    info = page.viewer.conversations.pageInfo;
  }
  return pages;
}
