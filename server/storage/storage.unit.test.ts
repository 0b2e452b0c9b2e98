import { randomBytes } from 'node:crypto';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { Upload } from '@tus/server';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startS3Double } from '../testing/s3-double.ts';
import { createDiskStorage } from './disk-storage.ts';
import { createS3Storage } from './s3-storage.ts';
import type { ByteRange, Storage } from './storage.ts';

const uploadMsMax = 60_000;

interface Twin {
  open(folder: string): Promise<{ storage: Storage; close(): Promise<void>; left(): Promise<string[]> }>;
}

const disk: Twin = {
  async open(folder) {
    return {
      storage: createDiskStorage({ folder: join(folder, 'deep', 'files'), uploadMsMax }),
      close: async () => {},
      left: () => readdir(join(folder, 'deep', 'files')),
    };
  },
};

const s3: Twin = {
  async open() {
    const { endpoint, left, close } = await startS3Double();
    const storage = createS3Storage({
      ...{ bucket: 'files', region: 'us-east-1', endpoint, uploadMsMax },
      ...{ accessKeyId: 'key', secretAccessKey: 'secret' },
    });
    return { storage, close, left: async () => left() };
  },
};

describe.each([
  ['disk', disk],
  ['S3', s3],
])('files on %s', (_name, twin) => {
  let folder: string;
  let opened: Awaited<ReturnType<Twin['open']>>;
  let storage: Storage;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'tidings-storage-'));
    opened = await twin.open(folder);
    storage = opened.storage;
  });

  afterAll(async () => {
    await opened.close();
    await rm(folder, { recursive: true });
  });

  const readAll = async (key: string, range?: ByteRange) => {
    const stream = await storage.read(key, range);
    return stream === null ? null : buffer(stream);
  };

  test('what was written is read, whole and in part, and the last one written wins', async () => {
    const bytes = randomBytes(100_000);
    await storage.write('whole', randomBytes(10));
    await storage.write('whole', bytes);
    expect((await readAll('whole'))?.equals(bytes)).toBe(true);
    expect(await readAll('whole', { start: 10, end: 19 })).toEqual(bytes.subarray(10, 20));
    expect(await readAll('whole', { start: 99_990, end: 99_999 })).toEqual(bytes.subarray(99_990));
  });

  test('what is not there is null, and removing it is no error', async () => {
    expect(await readAll('nothing')).toBeNull();
    await storage.remove('nothing');
  });

  test('an upload in pieces, each after a look at where it stands, is a file when it is whole', async () => {
    const bytes = randomBytes(12_000_000);
    const uploads = await storage.openUploads();
    await uploads.create(
      new Upload({ id: 'pieces', offset: 0, size: bytes.length, metadata: { filename: 'Größe.bin' } }),
    );
    for (const end of [100_000, 7_000_000, 12_000_000]) {
      const { offset } = await uploads.getUpload('pieces');
      const piece = Readable.from([bytes.subarray(offset, end)]);
      expect(await uploads.write(piece, 'pieces', offset)).toBe(end);
    }
    expect((await readAll('pieces'))?.equals(bytes)).toBe(true);
  });

  test('a removed file leaves nothing behind, whether its upload was finished or not', async () => {
    await storage.remove('whole');
    await storage.remove('pieces');
    const uploads = await storage.openUploads();
    await uploads.create(new Upload({ id: 'half', offset: 0, size: 1_000 }));
    await uploads.write(Readable.from([randomBytes(10)]), 'half', 0);
    await storage.remove('half');
    expect(await readAll('half')).toBeNull();
    await expect(uploads.getUpload('half')).rejects.toMatchObject({ status_code: 404 });
    expect((await opened.left()).filter((name) => /whole|pieces|half/.test(name))).toEqual([]);
  });
});
