import type { Readable } from 'node:stream';
import type { DataStore } from '@tus/server';

/** A part of a file, in bytes; both ends are included. */
export interface ByteRange {
  start: number;
  end: number;
}

/**
 * Where files' bytes are kept, under keys of ours (letters, digits, `_` and `.`), on a disk or in a bucket. It knows
 * nothing of who may read what. What was written or fully uploaded is there for every node; there are no transactions.
 */
export interface Storage {
  /**
   * Where resumable uploads arrive, each under its own key. What came before a connection was cut is kept. An upload that is
   * complete is a file like any other.
   */
  openUploads(): Promise<DataStore>;
  /** Null where there is no such file. A range goes no further than the file does. */
  read(key: string, range?: ByteRange): Promise<Readable | null>;
  /** Puts a file there whole, or not at all; replaces one of the same key. */
  write(key: string, bytes: Uint8Array): Promise<void>;
  /** Removes a file, finished or not, with all that its upload left behind. One that is not there is no error. */
  remove(key: string): Promise<void>;
}

/** How long an upload may take, from its beginning; then it is not resumed any more. Milliseconds. */
export interface StorageOptions {
  uploadMsMax: number;
}
