import { hash } from 'node:crypto';
import type { Config } from '../config.ts';
import type { Actor } from '../context.ts';
import { AppError } from '../errors.ts';
import { readManifests } from './operation-manifest.ts';

/** An operation as a client asks for it: by its text, or by the id of one that the server knows. */
export interface AskedOperation {
  query?: unknown;
  /** The id, as GraphQL over HTTP has it: a SHA-256 in hexadecimal, also with `sha256:` before it. */
  documentId?: unknown;
  /** `persistedQuery.sha256Hash` is the id as the clients of Apollo and urql send it. */
  extensions?: unknown;
}

/** The operations of the manifests. HTTP and sockets ask it alike. */
export interface KnownOperations {
  /**
   * The text to run; null where the request names none. An id gives the very text of the manifest, so what is kept for that
   * text serves both. Throws NOT_FOUND for an id that is not known, BAD_USER_INPUT for one that is not of its text, and
   * FORBIDDEN for a text that this actor may not bring along.
   */
  textOf(asked: AskedOperation, actor: Actor | null): string | null;
}

/** What the clients of Apollo and urql take as the sign to send the text as well; they compare it whole. */
const unknownId = 'PersistedQueryNotFound';

/** Throws ConfigError for a manifest that cannot be read. */
export async function createKnownOperations(config: Config): Promise<KnownOperations> {
  const texts = await readManifests(config.operationManifests);
  const isOpen = config.operations === 'any';

  function assertMayRun(text: string, actor: Actor | null): void {
    // The application's own backend is no browser: it is trusted with what it asks, within the bounds.
    if (isOpen || actor?.role === 'service' || texts.has(hash('sha256', text))) return;
    const message =
      'This server runs known operations only (OPERATIONS=known), and this is none; see docs/OPERATIONS.md.';
    throw new AppError('FORBIDDEN', message, { field: 'query' });
  }

  return {
    textOf(asked, actor) {
      const id = readId(asked);
      const query = typeof asked.query === 'string' && asked.query !== '' ? asked.query : null;
      if (query === null) return id === null ? null : find(texts, id);
      if (id !== null && id.value !== hash('sha256', query)) {
        throw new AppError('BAD_USER_INPUT', 'The id is not the SHA-256 of the text.', { field: id.field });
      }
      assertMayRun(query, actor);
      return query;
    },
  };
}

interface OperationId {
  value: string;
  /** Where it was. */
  field: string;
}

function find(texts: ReadonlyMap<string, string>, { value, field }: OperationId): string {
  const text = texts.get(value);
  if (text === undefined) throw new AppError('NOT_FOUND', unknownId, { field });
  return text;
}

function readId({ documentId, extensions }: AskedOperation): OperationId | null {
  if (documentId !== undefined && documentId !== null) return toId(documentId, 'documentId');
  const persisted = membersOf(membersOf(extensions).persistedQuery);
  const hash = persisted.sha256Hash;
  return hash === undefined ? null : toId(hash, 'extensions.persistedQuery.sha256Hash');
}

function toId(given: unknown, field: string): OperationId {
  const value = typeof given === 'string' ? /^(?:sha256:)?([0-9a-f]{64})$/i.exec(given)?.[1] : undefined;
  if (value !== undefined) return { value: value.toLowerCase(), field };
  throw new AppError('BAD_USER_INPUT', 'The id of an operation is the SHA-256 of its text, in hexadecimal.', { field });
}

function membersOf(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}
