import { AppError } from '../errors.ts';
import type { CursorCodec } from './cursor.ts';

/** The arguments of a Relay connection. */
export interface PageArgs {
  first?: number | null | undefined;
  after?: string | null | undefined;
  last?: number | null | undefined;
  before?: string | null | undefined;
}

/** A page to read by key: rows beyond `from`, in the list's order or, with `isBackward`, against it. */
export interface Page<K> {
  /** Read `limit + 1` rows: one more tells whether there is more. */
  limit: number;
  isBackward: boolean;
  /** The key to begin beyond; null: at the list's end. */
  from: K | null;
}

interface PageOptions {
  codec: CursorCodec;
  tenantId: string;
  /** Names the list, so that a cursor of another one is refused. */
  kind: string;
  sizeMax: number;
  /** Which end a page without arguments is taken from. @default 'first' */
  defaultEnd?: 'first' | 'last';
}

const pageSizeDefault = 50;

/** Checks a connection's arguments. Throws BAD_USER_INPUT that names the argument. */
export function parsePage<K>(args: PageArgs, options: PageOptions): Page<K> {
  const { first, last, after, before } = args;
  if (first != null && last != null) throw bad('last', 'Give `first` or `last`, not both.');
  if (after != null && before != null) throw bad('before', 'Give `after` or `before`, not both.');
  if (first != null && before != null) throw bad('before', '`before` goes with `last`.');
  if (last != null && after != null) throw bad('after', '`after` goes with `first`.');

  const defaultsToLast = options.defaultEnd === 'last' && first == null && after == null;
  const isBackward = last != null || before != null || defaultsToLast;
  const size = first ?? last ?? pageSizeDefault;
  const field = isBackward ? 'last' : 'first';
  if (size < 1 || size > options.sizeMax) throw bad(field, `\`${field}\` is 1 to ${options.sizeMax}; it was ${size}.`);

  const cursor = isBackward ? before : after;
  const from =
    cursor == null
      ? null
      : (options.codec.open(options.kind, options.tenantId, cursor, isBackward ? 'before' : 'after') as K);
  return { limit: size, isBackward, from };
}

function bad(field: string, message: string): AppError {
  return new AppError('BAD_USER_INPUT', message, { field });
}

export interface Connection<T> {
  edges: { node: T; cursor: string }[];
  pageInfo: { hasNextPage: boolean; hasPreviousPage: boolean; startCursor: string | null; endCursor: string | null };
}

/** Makes a connection of the rows read for `page` (up to `limit + 1`, in reading order). */
export function toConnection<T, K>(
  rows: T[],
  page: Page<K>,
  options: PageOptions,
  keyOf: (row: T) => K,
): Connection<T> {
  const hasMore = rows.length > page.limit;
  const kept = rows.slice(0, page.limit);
  if (page.isBackward) kept.reverse();
  const edges = kept.map((node) => ({ node, cursor: options.codec.seal(options.kind, options.tenantId, keyOf(node)) }));
  return {
    edges,
    pageInfo: {
      hasNextPage: page.isBackward ? page.from !== null : hasMore,
      hasPreviousPage: page.isBackward ? hasMore : page.from !== null,
      startCursor: edges.at(0)?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
  };
}
