import { randomUUID } from 'node:crypto';
import type { FileHandle } from 'node:fs/promises';
import { mkdir, open, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Storage, StorageOptions } from './storage.ts';

interface DiskStorageOptions extends StorageOptions {
  /** Made where it is missing, for this system's user alone. Of several machines all must see the same one. */
  folder: string;
}

const keyForm = /^\w[\w.]*$/;

/** Files in a folder. Nothing is made there before the first file. */
export function createDiskStorage({ folder, uploadMsMax }: DiskStorageOptions): Storage {
  let made: Promise<unknown> | undefined;

  function make(): Promise<unknown> {
    made ??= mkdir(folder, { recursive: true, mode: 0o700 }).catch((error: unknown) => {
      made = undefined;
      throw error;
    });
    return made;
  }

  function placeOf(key: string): string {
    if (!keyForm.test(key)) throw new Error(`${JSON.stringify(key)} is no file's key.`);
    return join(folder, key);
  }

  return {
    async openUploads() {
      await make();
      const { FileStore } = await import('@tus/file-store');
      return new FileStore({ directory: folder, expirationPeriodInMilliseconds: uploadMsMax });
    },
    async read(key, range) {
      const handle = await openIfThere(placeOf(key));
      return handle === null ? null : handle.createReadStream(range ?? {});
    },
    async write(key, bytes) {
      await make();
      const place = placeOf(key);
      const unfinished = `${place}.${randomUUID()}`;
      try {
        await writeFile(unfinished, bytes, { flush: true });
        await rename(unfinished, place);
      } catch (error) {
        await rm(unfinished, { force: true });
        throw error;
      }
    },
    async remove(key) {
      const place = placeOf(key);
      // The second is what an upload's protocol wants to know of it.
      await Promise.all([rm(place, { force: true }), rm(`${place}.json`, { force: true })]);
    },
  };
}

async function openIfThere(place: string): Promise<FileHandle | null> {
  try {
    return await open(place);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
}
